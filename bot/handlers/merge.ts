import { answers } from "../../cards/answers.ts";
import { nameChoicesCard } from "../../cards/choice-cards.ts";
import { mergedNote, identityAnswers as say } from "../../cards/identity-answers.ts";
import { companyOfDomain } from "../../db/aliases.ts";
import type { Tx } from "../../db/client.ts";
import { companyNameOf, findCompaniesByName } from "../../db/companies.ts";
import { mergeCompanies } from "../../jobs/identity/merge-companies.ts";
import { unmergeCompany } from "../../jobs/identity/unmerge-company.ts";
import type { World } from "../../jobs/world.ts";
import type { OneSubject } from "../../pipeline/ingest/command.ts";
import { byPerson, note } from "./act.ts";
import { domainOf, nameOf } from "./find-lead.ts";
import type { Answer, Request } from "./request.ts";

/** `/lead merge a.com b.com`: two companies are one. */
export function merge(
  world: World,
  { who }: Request,
  first: OneSubject,
  second: OneSubject,
): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const [one, other] = [await companyAbout(tx, first), await companyAbout(tx, second)];
    if ("answer" in one) return one.answer;
    if ("answer" in other) return other.answer;
    const by = byPerson(who);
    const reason = { by, why: ["Somebody said so."], personId: who.personId };
    const merged = await mergeCompanies(tx, [one.id, other.id], reason, world.now());
    if (!merged) return note(say.oneAlready((await companyNameOf(tx, one.id)) ?? nameOf(first)));
    const { survivor, absorbed, leadId } = merged;
    return { kind: "whisper", card: mergedNote(absorbed.name, survivor.name, leadId) };
  });
}

/** `/lead unmerge a.com`: it is a company of its own after all. */
export function unmerge(world: World, { who }: Request, subject: OneSubject): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const found = await companyAbout(tx, subject);
    if ("answer" in found) return found.answer;
    const reason = { by: byPerson(who), personId: who.personId };
    const parted = await unmergeCompany(tx, found.id, reason, world.now());
    if (!parted) return note(say.nothingToPart(nameOf(subject)));
    return note(say.parted(parted.absorbed.name, parted.survivor.name));
  });
}

type Found = { id: string } | { answer: Answer };

/** The company itself, whatever it counts as. */
async function companyAbout(tx: Tx, subject: OneSubject): Promise<Found> {
  const domain = domainOf(subject);
  if (domain) {
    const id = await companyOfDomain(tx, domain);
    return id ? { id } : { answer: note(answers.unknownLead(domain)) };
  }
  const name = nameOf(subject);
  const [only, ...others] = await findCompaniesByName(tx, name, 3);
  if (!only) return { answer: note(answers.unknownName(name)) };
  if (others.length === 0) return { id: only.id };
  const domains = [only, ...others].flatMap((company) => company.domain ?? []);
  return { answer: { kind: "whisper", card: nameChoicesCard(name, domains) } };
}
