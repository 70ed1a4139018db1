import type { LeadInput } from "../ingest/lead-input.ts";
import type { State } from "../lifecycle.ts";
import { asksForContact, consentSaid } from "./phrases.ts";

/**
 * Why somebody may be written to. `consent`: they said so (GDPR Art. 6(1)(a), ePrivacy Art. 13(1));
 * proof is ours to keep (GDPR Art. 7(1)). `enquiry`: they asked us for something, and the mail is
 * the answer (GDPR Art. 6(1)(b)); one answer, nothing beyond it.
 */
export type Basis = "consent" | "enquiry";

/** What an arrival says about being written to, with the words that say it. */
export type Stated = { kind: Basis; quote: string } | { kind: "refused" };

const QUOTE_LENGTH = 300;

/** Doors by which people speak for themselves: what colleagues type or upload is nobody's consent. */
const firstHand: ReadonlySet<string> = new Set([
  "intake",
  "form",
  "wpforms",
  "gravity_forms",
  "typeform",
  "tally",
  "webflow",
  "google_lead_form",
  "meta_lead_ads",
  "linkedin_lead_sync",
  "mail",
]);

/**
 * What a person said about being written to, null where they said nothing. A stated no counts for
 * more than any enquiry. Whoever writes us a mail asks to be answered; one that somebody else
 * passed on says nothing.
 */
export function readBasis(channel: string, input: LeadInput): Stated | null {
  if (!firstHand.has(channel) || input.email === null) return null;
  if (channel === "mail" && input.extra.passed_on_by !== undefined) return null;
  const said = input.consent === null ? null : consentSaid(input.consent);
  if (said === "no") return { kind: "refused" };
  if (said === "yes") return { kind: "consent", quote: quoted(input.consent) };
  const words = input.freeText ?? "";
  const asks = channel === "mail" ? words !== "" : asksForContact(words);
  return asks ? { kind: "enquiry", quote: quoted(words) } : null;
}

function quoted(text: string | null): string {
  return (text ?? "").slice(0, QUOTE_LENGTH).toWellFormed();
}

/** A basis on record. */
export type Given = {
  id: string;
  basis: Basis;
  at: Date;
  withdrawnAt: Date | null;
  /** Somebody was written to on it already. */
  used: boolean;
};

/** Everything that decides whether a lead's person may be written to now. */
export type Standing = {
  state: State;
  closed: boolean;
  /** A customer, an open deal …: somebody else speaks with them. */
  known: boolean;
  hasAddress: boolean;
  /** Their address is on the list of those who asked not to be contacted. */
  suppressed: boolean;
  given: readonly Given[];
  now: Date;
};

/** Why nobody may write. The cards say each in words. */
export type Refusal =
  | "asked_to_stop"
  | "closed"
  | "known"
  | "no_address"
  | "no_basis"
  | "withdrawn"
  | "answered"
  | "too_late"
  | "parked";

/** A question asked this long ago does not wait for an answer any more. */
const ANSWER_DAYS = 30;
const DAY_MS = 86_400_000;

const writable: ReadonlySet<State> = new Set([
  "ASSIGNED",
  "HANDED_OFF",
  "OUTREACH_ACTIVE",
  "QUALIFIED",
]);

/** The basis a mail may rest on, or why there may be none. Who asked us to stop comes first. */
export function permissionToWrite(standing: Standing): { basis: Given } | { refusal: Refusal } {
  const { state, closed, known, hasAddress, suppressed, given, now } = standing;
  if (suppressed || state === "OPT_OUT") return { refusal: "asked_to_stop" };
  if (closed) return { refusal: "closed" };
  if (known) return { refusal: "known" };
  if (!hasAddress) return { refusal: "no_address" };

  const standingOnes = given.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (standingOnes.length === 0) {
    return { refusal: given.length > 0 ? "withdrawn" : "no_basis" };
  }
  const newest = standingOnes.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const open = newest.filter(({ basis, used }) => basis === "consent" || !used);
  if (open.length === 0) return { refusal: "answered" };
  const recent = ({ at }: Given) => now.getTime() - at.getTime() <= ANSWER_DAYS * DAY_MS;
  const basis = open.find((one) => one.basis === "consent") ?? open.find((one) => recent(one));
  if (!basis) return { refusal: "too_late" };
  return writable.has(state) ? { basis } : { refusal: "parked" };
}
