import type { RawLead } from "../normalise.ts";
import type { EventRule } from "./events.ts";
import { parseJson } from "./json.ts";
import { textOf } from "./record.ts";

/** Deeper than any event that people could map. */
const MOST_DEPTH = 32;
const MOST_PATHS = 90;
const MOST_PATH = 120;

/** Where a text or number stands in some JSON: `/data/customer/email` (RFC 6901), and what it says. */
export type Leaf = { path: string; value: string };

/** The texts and numbers in some JSON, in its order; as many as a form can offer. */
export function leavesOf(json: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (value: unknown, path: string, depth: number) => {
    if (leaves.length >= MOST_PATHS || depth > MOST_DEPTH || path.length > MOST_PATH) return;
    if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value))
        walk(inner, `${path}/${escaped(name)}`, depth + 1);
      return;
    }
    const text = textOf(value);
    if (text) leaves.push({ path, value: text });
  };
  walk(json, "", 0);
  return leaves;
}

/** A lead by the places that somebody named; undefined where the event's type is to be ignored. */
export function leadByPaths(raw: string, rule: Exclude<EventRule, { ignore: true }>): RawLead {
  const json = parseJson(raw);
  const values = Object.entries(rule.paths).flatMap(([field, path]) => {
    const text = textOf(valueAt(json, path));
    return text ? [[field, text] as const] : [];
  });
  return Object.fromEntries(values);
}

function valueAt(json: unknown, path: string): unknown {
  const steps = path.split("/").slice(1).map(unescaped);
  return steps.reduce<unknown>((value, step) => {
    const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, step);
    return isThere ? Object.entries(value).find(([name]) => name === step)?.[1] : undefined;
  }, json);
}

/** Level by level, for what is nested ten thousand deep would end a recursive walk. */
export function isTooDeep(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; depth <= MOST_DEPTH; depth += 1) {
    level = level.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}
