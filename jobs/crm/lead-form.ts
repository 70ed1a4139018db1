import type { Door } from "../../db/tenants.ts";
import type { DoorKind } from "../../pipeline/ingest/doors/door.ts";
import type { World } from "../world.ts";
import type { Access } from "./access.ts";

export type Asking = {
  world: Pick<World, "vendors" | "durations" | "now">;
  door: Door;
  access: Access;
};

/** A system whose records are fetched. Errors are those of ask.ts. */
export type RecordSource = {
  provider: DoorKind;
  /** What people call it. */
  name: string;
  /** One record as it stands, as JSON; `raw` is what the delivery said of it. */
  pull: (asking: Asking, record: { externalId: string; raw: string | null }) => Promise<unknown>;
  /** Whether an answer is no real lead: somebody tried the form. */
  isTest?: (answer: unknown) => boolean;
  /** A new access in the place of one that ran out; absent where only a person can give one. */
  renew?: (asking: Asking) => Promise<Access>;
};

/** A lead of a form, found by looking for it. */
export type FoundLead = {
  /** As its notice would name it, so that it is taken once. */
  key: string;
  externalId: string;
  /** As `pull` answers. */
  answer: unknown;
  at: Date | null;
};

/** Where lead-ad forms keep what was filled in: it can be fetched one by one, and looked through. */
export type LeadForms = RecordSource & {
  /** What came in since then, oldest first; undefined where the door does not say whose forms. */
  list: (asking: Asking, since: Date) => Promise<FoundLead[] | undefined>;
};
