import type { Settings } from "./settings-file.ts";

/** `pools.Everyone.Rita Rep.cap: 25 → 10`, one line per difference. */
export function settingsDiff(before: Settings, after: Settings): string[] {
  const [old, young] = [flatten(before), flatten(after)];
  const paths = [...new Set([...old.keys(), ...young.keys()])];
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path), young.get(path)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [`${path}: ${change(was, is)}`];
  });
}

type Value = string | number | boolean | null | Value[];

function change(was: Value | undefined, is: Value | undefined): string {
  if (!Array.isArray(was) || !Array.isArray(is)) return `${shown(was)} → ${shown(is)}`;
  const missing = (from: Value[], other: Value[]) =>
    from.filter((one) => !other.some((two) => JSON.stringify(one) === JSON.stringify(two)));
  const moves = [
    ...missing(is, was).map((one) => `+${shown(one)}`),
    ...missing(was, is).map((one) => `−${shown(one)}`),
  ];
  return moves.length > 0 ? moves.join(", ") : `${shown(was)} → ${shown(is)}`;
}

function shown(value: Value | undefined): string {
  if (value === undefined) return "—";
  if (value === null) return "none";
  return Array.isArray(value) ? value.map(shown).join(", ") : String(value);
}

/** Every single value by its path. Lists of people and pools go by their names, and their order is a value too. */
function flatten(value: object, path = ""): Map<string, Value> {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return new Map(entries.flatMap(([key, inner]) => valuesAt(path ? `${path}.${key}` : key, inner)));
}

function valuesAt(path: string, value: unknown): [string, Value][] {
  const named = namedItems(value);
  if (named) {
    return [[`${path}.order`, [...named.keys()]], ...flatten(Object.fromEntries(named), path)];
  }
  return isPlain(value) ? [...flatten(value, path)] : [[path, leaf(value)]];
}

function namedItems(value: unknown): Map<string, object> | undefined {
  if (!Array.isArray(value) || !value.every(isPlain)) return undefined;
  const items = value.map((item) => {
    const { name, person, slack, teams, ...rest } = item as Record<string, unknown>;
    const chats = slack === undefined ? {} : { slack, teams };
    return [name ?? person, { ...chats, ...rest }] as const;
  });
  const names = items.map(([name]) => name);
  if (names.some((name) => typeof name !== "string")) return undefined;
  const count = (name: unknown) => names.filter((one) => one === name).length;
  return new Map(
    items.map(([name, rest]) => {
      const twin = count(name) > 1 && "slack" in rest ? ` (${rest.slack ?? rest.teams})` : "";
      return [`${name}${twin}`, rest];
    }),
  );
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Bands and other small objects read best whole. */
function leaf(value: unknown): Value {
  if (Array.isArray(value)) return value.map(leaf);
  if (isPlain(value)) {
    return Object.entries(value)
      .map(([key, one]) => `${key} ${shown(leaf(one))}`)
      .join(" ");
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;
}
