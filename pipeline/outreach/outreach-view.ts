import type { Basis } from "./consent.ts";
import type { Claim, Mail } from "./mail.ts";

/**
 * `waiting` for a yes, `approved` and still to be undone, `sending` handed to the outbox; the rest
 * are ends. `unknown`: nobody can tell whether it left.
 */
export type OutreachState =
  | "waiting"
  | "approved"
  | "sending"
  | "unknown"
  | "sent"
  | "failed"
  | "rejected"
  | "expired";

/** Not over yet; a lead has one such mail at most. */
export function isOpen(state: OutreachState): boolean {
  return ["waiting", "approved", "sending", "unknown"].includes(state);
}

/** A mail and all that its cards say about it. */
export type OutreachView = {
  id: string;
  leadId: string;
  /** Of its words; an approval is for one version. */
  version: number;
  /** Grows with every visible change. */
  revision: number;
  state: OutreachState;
  company: string;
  /** Null once its text was destroyed. */
  mail: Mail | null;
  claims: Claim[];
  basis: { kind: Basis; quote: string | null; pageUrl: string | null; at: Date };
  author: { personId: string; name: string };
  /** Nobody else may say yes to it. */
  ownYes: boolean;
  editedBy: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  sendsAt: Date | null;
  endedAt: Date | null;
  /** Why it was rejected, or not sent: a word for programs, or a person's sentence. */
  remark: string | null;
  expiresAt: Date;
};

/** A mail that waits for a yes, as Home lists it. */
export type WaitingApproval = { id: string; company: string; author: string; since: Date };

/** What a lead's own card says about mail to its person. */
export type LeadOutreach = {
  /** Whether there is a legal basis to write to them now. */
  mayWrite: boolean;
  /** The latest mail. */
  last: { state: OutreachState; at: Date; sendsAt: Date | null } | null;
};
