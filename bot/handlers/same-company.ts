import { answers } from "../../cards/answers.ts";
import type { By } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { findCompany } from "../../db/companies.ts";
import { isId } from "../../db/ids.ts";
import { leadsOfCompany } from "../../db/leads.ts";
import { lastMergeOf, partAgain, rootOf } from "../../db/merges.ts";
import { answerQuestion, lockQuestion, type SameQuestion } from "../../db/same-questions.ts";
import { noticeChanged } from "../../jobs/handoff/notices.ts";
import { mergeCompanies } from "../../jobs/identity/merge-companies.ts";
import { mergeContacts } from "../../jobs/identity/merge-contacts.ts";
import { reopenLead } from "../../jobs/identity/reopen-lead.ts";
import { sameNotice } from "../../jobs/identity/same-notice.ts";
import { unmergeCompany } from "../../jobs/identity/unmerge-company.ts";
import { enqueue } from "../../jobs/job.ts";
import { scoreLead } from "../../jobs/score/score-lead.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { byPerson } from "./act.ts";
import type { Answer, Request } from "./request.ts";

export type SameVerb = "same_yes" | "same_no" | "same_split";

/** Somebody says whether two are one, or takes it back. The answer is kept; the first of two at once counts. */
export function answerSame(
  world: World,
  { who }: Request,
  verb: SameVerb,
  id = "",
): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const question = isId(id) ? await lockQuestion(tx, id) : undefined;
    if (!question) throw new UserError(answers.oldButton);
    const wanted = verb === "same_yes" ? "same" : "different";
    const isNew = question.state !== wanted;
    if (isNew) await settle(tx, world, question, wanted, who);
    const card = await sameNotice(tx, world, id);
    if (!card) throw new UserError(answers.oldButton);
    return { kind: "replace", card, whisper: isNew ? null : answers.settledAlready };
  });
}

async function settle(
  tx: Tx,
  world: World,
  { kind, one, other, why, state }: SameQuestion,
  wanted: "same" | "different",
  who: Request["who"],
): Promise<void> {
  const at = world.now();
  const { personId } = who;
  const by = byPerson(who);
  const pair = [one, other] as const;
  if (kind === "company" && wanted === "same") {
    await mergeCompanies(tx, pair, { by, why, personId }, at);
  } else if (kind === "company" && state === "same") {
    const absorbed = await absorbedOf(tx, "company", pair);
    if (absorbed) await unmergeCompany(tx, absorbed, { by, personId }, at);
  } else if (kind === "contact" && wanted === "same") {
    await mergeContacts(tx, { survivor: one, absorbed: other }, { actor: by.actor, why }, at);
  } else if (kind === "contact" && state === "same") {
    await partContacts(tx, pair, by, at);
  }
  const asked = { kind: kind as "company" | "contact" | "account", a: one, b: other }; // the database holds no other
  await noticeChanged(tx, await answerQuestion(tx, asked, wanted, personId, at));
  if (kind === "account") await judgeAgain(tx, pair, wanted, by);
}

/** Which of the two was merged into the other. */
async function absorbedOf(tx: Tx, kind: "company" | "contact", pair: readonly string[]) {
  for (const id of pair) {
    const record = await lastMergeOf(tx, kind, id);
    if (record && pair.includes(record.absorbed) && pair.includes(record.survivor)) {
      return record.absorbed;
    }
  }
  return undefined;
}

async function partContacts(
  tx: Tx,
  pair: readonly string[],
  by: { actor: string },
  at: Date,
): Promise<void> {
  const absorbed = await absorbedOf(tx, "contact", pair);
  const record = absorbed && (await lastMergeOf(tx, "contact", absorbed));
  if (record) await partAgain(tx, record, by, at);
}

/** Whether a company is on a list decides what becomes of its leads. */
async function judgeAgain(
  tx: Tx,
  pair: readonly string[],
  wanted: "same" | "different",
  by: By,
): Promise<void> {
  for (const id of pair) {
    if (!(await findCompany(tx, id))) continue; // the other of the two is no company of ours
    const leads = await leadsOfCompany(tx, await rootOf(tx, "company", id));
    for (const lead of leads.filter(({ closedAs }) => closedAs === null)) {
      const job = { tenantId: tx.tenantId, id: lead.id, again: true };
      if (wanted === "different") await reopenLead(tx, lead.id, by);
      else if (lead.state !== "ENRICHING") await enqueue(tx, scoreLead, job); // else it will be
    }
  }
}
