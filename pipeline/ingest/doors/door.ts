import type { z } from "zod";
import type { LeadInput } from "../lead-input.ts";
import type { SignatureVerdict } from "../signature.ts";

/** Whose deliveries a door takes. `intake` is our own JSON, `form` any form that signs like it. */
export const doorKinds = [
  "intake",
  "form",
  "wpforms",
  "gravity_forms",
  "typeform",
  "tally",
  "webflow",
  "mail",
  "gmail",
  "microsoft365",
  "hubspot",
  "pipedrive",
  "salesforce",
  "linkedin_lead_sync",
  "meta_lead_ads",
  "google_lead_form",
  "events",
] as const;
export type DoorKind = (typeof doorKinds)[number];

/** What a tenant's lists say a company is to them. */
export const accountStandings = ["customer", "open_deal", "partner", "competitor"] as const;
export type AccountStanding = (typeof accountStandings)[number];

/**
 * What an arrival asks for. `lead`: it says enough to become or join one. `needs_info`: a person is
 * asked for what is missing. `pull`: it is about a record of another system, which is fetched where
 * there is a token, and put together from everything said about it. `erase`: the other side forgets
 * somebody, and so do we. `gone`: a record was deleted or merged there. `parked`: nobody knows what
 * it means; it is kept and shown. `spam`: counted, and nothing else. `ignored`: understood, and
 * deliberately nothing is done; `remark` says why.
 */
const arrivalKinds = [
  "lead",
  "needs_info",
  "pull",
  "erase",
  "gone",
  "parked",
  "spam",
  "ignored",
] as const;
export type ArrivalKind = (typeof arrivalKinds)[number];

/** A request as it reached a door. */
export type Knock = {
  method: string;
  /** The whole address the sender called, by PUBLIC_URL: some sign it. */
  url: string;
  /** What follows the door's id in the path: the proof of senders that cannot sign. */
  pathSecret: string | null;
  header: (name: string) => string | null;
  body: Buffer;
  nowMs: number;
};

/** One thing a delivery says. `key` names it within its door, so that it is taken once. */
export type Item = {
  kind: ArrivalKind;
  key: string;
  /** The other side's id of the record: {@link LeadInput.externalId}, or what is to be pulled. */
  externalId: string | null;
  /** What is known so far; a blank lead where nothing is. */
  input: LeadInput;
  /** The words as they came, of this item alone. */
  raw: string;
  /** When it happened there; null where they do not say. */
  at: Date | null;
  /** What the sender calls what happened: `contact.creation`. */
  eventType?: string;
  /** A sentence of ours about it. */
  remark?: string;
};

/** What a delivery says, or each field that is wrong and its fix. */
export type Reading =
  | { ok: true; items: Item[] }
  | { ok: false; errors: { field: string; message: string }[] };

export type HttpAnswer = { status: number; contentType: string; body: string };

/** How one vendor knocks: proof first, on the raw bytes, then meaning. Pure; never throws. */
export type Profile<Config> = {
  kind: DoorKind;
  /** `door.config` as the vendor's profile understands it; every field has a default or is asked for by `baton door`. */
  config: z.ZodType<Config>;
  maxBytes: number;
  verify: (
    knock: Knock,
    door: { id: string; secrets: readonly string[]; config: Config },
  ) => SignatureVerdict;
  read: (knock: Knock, door: { id: string; name: string; config: Config }) => Reading;
  /** A question of the vendor whether the address is ours, answered before anything is verified. */
  handshake?: (
    knock: Knock,
    door: { secrets: readonly string[]; config: Config },
  ) => HttpAnswer | undefined;
  /** What the vendor wants to hear once everything is stored; 202 with ids where absent. */
  taken?: HttpAnswer;
  /** What it wants to hear when its proof is bad, or nothing could be stored; 401 and 503 where absent. */
  refused?: HttpAnswer;
  notStored?: HttpAnswer;
};

/** Does nothing at run time. It lets TypeScript work out a profile's config from its schema. */
export function defineProfile<Config>(profile: Profile<Config>): Profile<Config> {
  return profile;
}
