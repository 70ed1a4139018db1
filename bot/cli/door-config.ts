import { UserError } from "../../pipeline/errors.ts";
import type { DoorKind } from "../../pipeline/ingest/doors/door.ts";
import { profileOf } from "../../pipeline/ingest/doors/profiles.ts";
import { MailDoorConfig } from "../../pipeline/ingest/mail/mail-door.ts";

/** What every door of a vendor can be told, whatever its own settings are. */
const rateSettings = ["perMinute"];

/** `a=b` options as they were given, one after the other. */
export function collect(pair: string, before: string[] = []): string[] {
  return [...before, pair];
}

/** A door's config from `--set key=value` and `--field theirs=ours`, or what is wrong with it. */
export function doorConfig(
  kind: DoorKind,
  { set = [], field = [] }: { set?: string[]; field?: string[] },
): Record<string, unknown> {
  const settings = pairs("--set", set, (pair) => pair.indexOf("=")).map(
    ([key, value]) => [key, readValue(value)] as const,
  );
  const fields = Object.fromEntries(pairs("--field", field, (pair) => pair.lastIndexOf("=")));
  const config = {
    ...Object.fromEntries(settings),
    ...(field.length > 0 ? { fields } : {}),
  };
  const shape = kind === "mail" ? MailDoorConfig : profileOf(kind)?.config;
  if (!shape) {
    if (Object.keys(config).length === 0) return config;
    throw new UserError(`Doors of kind ${kind} have no settings.`);
  }
  const parsed = shape.safeParse(config);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new UserError(`This door cannot be set up like that. ${wrong.join("; ")}.`);
  }
  const known = [...Object.keys(parsed.data ?? {}), ...rateSettings];
  const unknown = Object.keys(config).find((key) => !known.includes(key));
  if (unknown === undefined) return config;
  throw new UserError(`There is no setting ${unknown} here. There is ${known.join(", ")}.`);
}

function pairs(
  option: string,
  given: readonly string[],
  middle: (pair: string) => number,
): (readonly [string, string])[] {
  return given.map((pair) => {
    const at = middle(pair);
    if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
    throw new UserError(`${option} ${pair} is not name=value.`);
  });
}

/** Numbers, yes and no, and lists as JSON says them; anything else is text. */
function readValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? text : value;
  } catch {
    return text;
  }
}
