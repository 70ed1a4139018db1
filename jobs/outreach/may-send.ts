import type { Tx } from "../../db/client.ts";
import { holdPermission } from "../../db/consent.ts";
import { findOutreach, type Outreach } from "../../db/outreach.ts";
import type { World } from "../world.ts";

/** The mail a yes was given to. */
export type Approved = { draft: string; version: number };

type Verdict = { mail: Outreach; no: null } | { mail: Outreach | null; no: string };

/**
 * Whether a mail may leave at this moment: approved in these very words and in time, to the same
 * address, on a basis that stands. The answer holds until the transaction ends.
 */
export async function maySend(
  tx: Tx,
  { now, durations }: World,
  { draft, version }: Approved,
): Promise<Verdict> {
  const mail = await findOutreach(tx, draft);
  if (!mail?.content) return { mail: null, no: "gone" };
  if (mail.state !== "sending" || mail.version !== version) return { mail, no: "outdated" };
  // Whoever said yes in the last minute has the time to undo it as everybody else has.
  const latest = mail.expiresAt.getTime() + durations.undoMs;
  if (now().getTime() > latest) return { mail, no: "expired" };

  const permission = await holdPermission(tx, mail.leadId, now(), draft);
  if (permission.refusal !== null) return { mail, no: permission.refusal };
  const { contactId, address } = permission.to;
  const isSame = contactId === mail.contactId && address === mail.content.mail.to.address;
  return isSame ? { mail, no: null } : { mail, no: "recipient_changed" };
}
