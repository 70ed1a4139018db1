import type { Tx } from "../../db/client.ts";
import { readSaid } from "../../db/enquiries.ts";
import { listFacts } from "../../db/facts.ts";
import { listTouches } from "../../db/feedback.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import type { Decision } from "../../pipeline/score/decision.ts";
import { scoreHeld } from "../../pipeline/score/hold-bucket.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { readPlaybook } from "../playbook.ts";

/** A lead's score by everything that is known of it and its company at this moment. */
export async function judge(
  tx: Tx,
  { leadId, companyId }: { leadId: string; companyId: string },
  lead: LeadInput,
  now: Date,
): Promise<Decision> {
  const [facts, touches] = [await listFacts(tx, companyId), await listTouches(tx, leadId)];
  const playbook = await readPlaybook(tx);
  const said = await readSaid(tx, leadId, lead);
  return scoreHeld({ lead, facts: pickFacts(facts), touches, said, playbook, now });
}
