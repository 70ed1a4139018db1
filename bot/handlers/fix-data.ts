import { answers } from "../../cards/answers.ts";
import type { Form } from "../../cards/card.ts";
import { fillForm, fixForm } from "../../cards/fix-form.ts";
import { companyOfDomain } from "../../db/aliases.ts";
import { appendEvent, moveLead, recordAct } from "../../db/audit.ts";
import { companyNameOf, giveDomain, saveCompanyProfile } from "../../db/companies.ts";
import { addFacts, isImpersonal, listFacts } from "../../db/facts.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead, leadsOfCompany } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import { enrichAgain, enrichCompany } from "../../jobs/enrich/enrich-company.ts";
import { deliverCard } from "../../jobs/handoff/deliver-card.ts";
import { enqueue } from "../../jobs/job.ts";
import { scoreLead } from "../../jobs/score/score-lead.ts";
import type { World } from "../../jobs/world.ts";
import { factsByHand } from "../../pipeline/enrich/by-hand.ts";
import type { Fact, FactName } from "../../pipeline/enrich/fact.ts";
import { profileOf } from "../../pipeline/enrich/profile.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { readWebAddress } from "../../pipeline/ingest/web-address.ts";
import type { State } from "../../pipeline/lifecycle.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { type Acting, actOnLead, changed } from "./act.ts";
import type { Answer, Request, Submission } from "./request.ts";

export function askFix(world: World, request: Request, leadId: string): Promise<Answer> {
  return ask(world, request, leadId, fixForm);
}

/** The same for a lead whose site could not be read. */
export function askFill(world: World, request: Request, leadId: string): Promise<Answer> {
  return ask(world, request, leadId, fillForm);
}

function ask(
  world: World,
  request: Request,
  leadId: string,
  formOf: (view: LeadView) => Form,
): Promise<Answer> {
  return actOnLead(world, request, leadId, async ({ tx, lead, at }) => {
    const view = await getLeadView(tx, lead.id, world.publicUrl, at);
    return { kind: "form", form: formOf(view) };
  });
}

/**
 * What a colleague knows becomes facts that win over pages, now and after the next research, for
 * the company whichever of its leads they said it on; all of its open leads are scored again.
 */
export function submitFix(
  world: World,
  request: Request,
  { verb, args, values }: Submission,
): Promise<Answer> {
  return actOnLead(world, request, args.lead ?? "", async (acting) => {
    const { tx, lead, at } = acting;
    const companyId = await rootOf(tx, "company", lead.companyId);
    const read = factsByHand(values, request.who.name, at);
    const site = values.website === undefined ? null : await readSite(tx, values.website);
    const errors = { ...(read.ok ? {} : read.errors), ...(site?.error && { website: site.error }) };
    if (!read.ok || Object.keys(errors).length > 0) return { kind: "invalid", errors };

    const before = pickFacts(await listFacts(tx, companyId));
    const idle = read.facts.every(
      ({ name, value }) => value === null && !isCorrected(before, name),
    );
    if (idle && !site?.domain) {
      return { kind: "invalid", errors: { take_back: answers.fillNothing } };
    }
    await addFacts(tx, companyId, read.facts, at);
    if (site?.domain) await giveDomain(tx, companyId, site.domain);

    const after = pickFacts(await listFacts(tx, companyId));
    const name = (await companyNameOf(tx, companyId)) ?? "Unnamed";
    await saveCompanyProfile(tx, companyId, profileOf(after, name));
    await writeDown(acting, verb, read.facts, { before, after });
    await goOn(acting, companyId, site?.domain !== undefined);
    return changed(acting, answers.filled(name));
  });
}

/** A site that is nobody's yet, or why it cannot be this company's. */
async function readSite(
  tx: Acting["tx"],
  typed: string,
): Promise<{ domain?: string; error?: string }> {
  const address = readWebAddress(typed);
  if (!address.ok) return { error: address.why };
  const taken = await companyOfDomain(tx, address.domain);
  if (!taken) return { domain: address.domain };
  const owner = await companyNameOf(tx, await rootOf(tx, "company", taken));
  return { error: answers.websiteTaken(address.domain, owner ?? "another company") };
}

function isCorrected(facts: readonly Fact[], name: FactName): boolean {
  return facts.some((fact) => fact.name === name && fact.provider === "person");
}

type Change = { before: readonly Fact[]; after: readonly Fact[] };

/** On the record of the lead it was said on, and as an event that others learn from. */
async function writeDown(
  { tx, lead, by, at }: Acting,
  verb: string,
  said: readonly Fact[],
  { before, after }: Change,
): Promise<void> {
  const names = [...new Set(said.map(({ name }) => name))];
  const plain = (facts: readonly Fact[]) => plainly(facts, names);
  await recordAct(tx, lead.id, verb, by, plain(before), plain(after));
  await appendEvent(tx, "companies.updates", "company.corrected", at, {
    key: lead.companyId,
    ...{ companyId: lead.companyId, leadId: lead.id },
    features: { names, before: plain(before), after: plain(after) },
  });
}

/** Values that could name a person are not written into records that outlive them: only who said them. */
function plainly(facts: readonly Fact[], names: readonly FactName[]): Record<string, unknown> {
  const shown = names.map((name) => {
    const stated = facts.filter((fact) => fact.name === name);
    return [name, stated.map((fact) => (isImpersonal(fact) ? fact.value : fact.provider))];
  });
  return Object.fromEntries(shown);
}

/** Every lead of the company that is not closed follows; one without a score yet gets what it waits for. */
async function goOn(acting: Acting, companyId: string, hasSite: boolean): Promise<void> {
  const { tx, lead: acted, by } = acting;
  const open = (await leadsOfCompany(tx, companyId)).filter(({ closedAs }) => closedAs === null);
  for (const { id, state } of open.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const about = { tenantId: tx.tenantId, id };
    await changeLead(tx, id, {});
    await enqueue(tx, deliverCard, about);
    const isActed = id === acted.id;
    // A parked lead is revived: what a colleague knows may win it a place.
    const isRevived = isActed && state === "STALE";
    const isRead = hasSite && (isRevived || state === "ENRICHMENT_FAILED");
    if (isRevived || isRead) await moveLead(tx, id, state, "ENRICHING", by);
    if (isRead) await enqueue(tx, enrichCompany, about);
    else if (isActed || isScored(state)) await enqueue(tx, scoreLead, { ...about, again: true });
    if (hasSite && !isRead && isScored(state)) await enqueue(tx, enrichAgain, about);
  }
}

/** Research under way scores by itself when it ends; whoever filled in a lead does not wait for it. */
function isScored(state: State): boolean {
  return state !== "INGESTED" && state !== "ENRICHING";
}
