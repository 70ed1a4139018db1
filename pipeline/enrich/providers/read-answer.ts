import { readClearbit } from "./clearbit.ts";
import { readOwn } from "./own.ts";
import { readPeopleDataLabs } from "./people-data-labs.ts";
import type { ProviderKind, ProviderRecord } from "./provider.ts";

/** What came of asking a provider, as far as money and the next question are concerned. */
export type Reply =
  | { kind: "record"; record: ProviderRecord }
  /** It does not know the company. */
  | { kind: "miss" }
  /** It is finding out, and answers later; nothing was charged. */
  | { kind: "pending" }
  /** The account itself has to be put right. */
  | { kind: "refused"; why: "credentials" | "payment" }
  /** Asked too often: for how long to leave it alone, where it says so. */
  | { kind: "wait"; ms: number | null }
  /** Certainly not charged. */
  | { kind: "failed"; why: string }
  /** Perhaps charged, and of no use. */
  | { kind: "lost"; why: string };

const readers: Record<ProviderKind, (json: unknown, raw: string) => ProviderRecord | null> = {
  clearbit: readClearbit,
  people_data_labs: readPeopleDataLabs,
  own: readOwn,
};

/**
 * Reads an answer. All three charge, if at all, for companies they found: whatever is no 200 cost
 * nothing but what the account says a miss costs.
 */
export function readAnswer(
  kind: ProviderKind,
  { status, text, waitMs }: { status: number; text: string; waitMs: number | null },
): Reply {
  switch (status) {
    case 200:
      return readFound(kind, text);
    case 202:
      return { kind: "pending" };
    case 404:
      return { kind: "miss" };
    case 401:
    case 403:
      return { kind: "refused", why: "credentials" };
    case 402:
      return { kind: "refused", why: "payment" };
    case 429:
      return { kind: "wait", ms: waitMs };
    default:
      return { kind: "failed", why: `http_${status}` };
  }
}

function readFound(kind: ProviderKind, text: string): Reply {
  try {
    const record = readers[kind](JSON.parse(text), text);
    if (record) return { kind: "record", record };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { kind: "lost", why: "malformed" };
}
