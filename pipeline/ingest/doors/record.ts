import type { RawLead } from "../normalise.ts";

/** The fields of a lead that are plain text. */
export type RawField = Exclude<keyof RawLead, "utm" | "extra">;
/** What one delivery says of a record of another system, as of a moment there. */
export type Statement = {
  atMs: number;
  /** What it says and nothing else; null is what was emptied there. */
  values: RawLead;
  /** Deleted, or brought back; absent where nothing is said about that. */
  gone?: boolean;
  /** Records it hangs on, by our external id: they may know the company. */
  related?: readonly string[];
};

export type RecordState = { raw: RawLead; goneAt: Date | null; related: readonly string[] };

/**
 * What is known of a record: the newest word on each field counts, whatever came first. Two words
 * of one moment are told apart by what they say, so that every order of arrival ends the same.
 */
export function foldStatements(statements: readonly Statement[]): RecordState {
  const ordered = statements
    .map((statement) => ({ statement, tie: JSON.stringify(statement) }))
    .sort((a, b) => a.statement.atMs - b.statement.atMs || (a.tie < b.tie ? -1 : 1))
    .map(({ statement }) => statement);
  const raw: RawLead = {};
  for (const { values } of ordered) Object.assign(raw, values);
  const last = ordered.findLast(({ gone }) => gone !== undefined);
  return {
    raw,
    goneAt: last?.gone ? new Date(last.atMs) : null,
    related: ordered.findLast(({ related }) => related !== undefined)?.related ?? [],
  };
}

/** `contact:33:123`: what a record is called in our books, its account included. */
export function recordId(object: string, account: string, id: string): string {
  return `${object}:${account}:${id}`;
}

/** A number or text that stands for an id; undefined for anything else. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && /^[\w:-]{1,100}$/.test(value) ? value : undefined;
}

/** A moment as vendors write it: ISO, or a number of seconds or milliseconds. */
export function momentOf(value: unknown): number | undefined {
  if (typeof value === "string" && value.trim() !== "" && Number.isNaN(Number(value))) {
    const at = Date.parse(value);
    return Number.isNaN(at) ? undefined : at;
  }
  const at = Number(value ?? Number.NaN);
  if (!Number.isFinite(at) || at <= 0 || at > MOST_MS) return undefined;
  return at < SECONDS_UNTIL ? Math.round(at * 1000) : Math.round(at);
}

/** What JavaScript's dates can hold, and what can only be seconds: before 1973 in milliseconds. */
const MOST_MS = 8.64e15;
const SECONDS_UNTIL = 1e11;

/** A value of a field as text, null where it is empty; undefined where it is none. */
export function textOf(value: unknown): string | null | undefined {
  if (value === null || value === "") return null;
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The fields that a record has, by our names for them. */
export function valuesOf(
  record: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, RawField>>,
): RawLead {
  const known = Object.entries(names).flatMap(([theirs, ours]) => {
    const value = Object.hasOwn(record, theirs) ? textOf(record[theirs]) : undefined;
    return value === undefined ? [] : [[ours, value] as const];
  });
  // Several of their names may be one of ours: the first that says something counts.
  const values: RawLead = {};
  for (const [ours, value] of known) values[ours] ??= value;
  return values;
}
