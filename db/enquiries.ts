import { type Enquiry, readEnquiry, wordsOf } from "../pipeline/enrich/enquiry.ts";
import { completed, readAnswer } from "../pipeline/enrich/llm/enquiry-answer.ts";
import type { LeadInput } from "../pipeline/ingest/lead-input.ts";
import { defaultPlaybook, Playbook } from "../pipeline/score/playbook.ts";
import type { Tx } from "./client.ts";
import { type LeadRow, readLeadInput } from "./leads.ts";
import { readAnswerAbout } from "./llm-answers.ts";
import { findSetting } from "./settings.ts";

/**
 * What a lead says of its own plans: by rules, and by what a model read in the same words. An answer
 * whose quotes are not among the words any more says nothing.
 */
export async function readSaid(tx: Tx, leadId: string, input: LeadInput): Promise<Enquiry | null> {
  const text = wordsOf(input);
  if (text === "") return null;
  const stored = await findSetting(tx, "playbook");
  const rules = readEnquiry(text, stored === undefined ? defaultPlaybook : Playbook.parse(stored));
  const answer = readAnswer(await readAnswerAbout(tx, leadId));
  return answer ? completed(rules, answer, text) : rules;
}

/** The same for a card, which has no need of anything else the lead said. */
export async function readSaidBy(tx: Tx, lead: LeadRow): Promise<Enquiry | null> {
  if (lead.freeText === null && lead.productInterest === null) return null;
  return readSaid(tx, lead.id, await readLeadInput(tx, lead));
}
