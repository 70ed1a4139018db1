import { type By, recordAct } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { changeLead } from "../../db/leads.ts";
import { changeOutreach, type Outreach } from "../../db/outreach.ts";
import type { OutreachState } from "../../pipeline/outreach/outreach-view.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { noticeChanged, wantNotice } from "../handoff/notices.ts";
import { enqueue } from "../job.ts";
import type { World } from "../world.ts";
import { reach } from "./approvers.ts";

/** Endings the author is told of; a mail that left is on the lead's card. */
const news: ReadonlySet<OutreachState> = new Set(["rejected", "expired", "failed", "unknown"]);

/** Changes a mail, writes down who did it, and has every card follow: its own, the lead's, the author's. */
export async function changeMail(
  tx: Tx,
  world: World,
  { id, leadId, state, version, createdBy, surface }: Outreach,
  change: Parameters<typeof changeOutreach>[2],
  { verb, by }: { verb: string; by: By },
): Promise<void> {
  await changeOutreach(tx, id, change);
  const after = { draft: id, version: change.version ?? version, state: change.state ?? state };
  await recordAct(tx, leadId, verb, by, { version, state }, after);
  await noticeChanged(tx, id);
  if (change.state === undefined) return;

  await changeLead(tx, leadId, {});
  await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id: leadId });
  const author = news.has(change.state) ? await reach(tx, world, createdBy, surface) : undefined;
  if (author) await wantNotice(tx, { notice: "outreach_news", about: id, leadId }, author);
}
