import type { Tx } from "../../db/client.ts";
import { saveCompanyProfile } from "../../db/companies.ts";
import { addFacts, addVisit, keepPage, listFacts } from "../../db/facts.ts";
import { hostBook } from "../../db/hosts.ts";
import { changeLead, type LeadRow, lockLead } from "../../db/leads.ts";
import { keepHeaders, pageCache } from "../../db/page-cache.ts";
import { type PageOfRun, pagesOfRun } from "../../db/research-run.ts";
import { profileOf } from "../../pipeline/enrich/profile.ts";
import type { ResearchSettings } from "../../pipeline/enrich/research-settings.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { enqueue } from "../job.ts";
import type { World } from "../world.ts";
import { openSiteReader } from "./read-politely.ts";
import { type KeptPage, type Research, research, type Step } from "./research.ts";
import { resumeReader } from "./resume-reader.ts";
import { sources } from "./sources.ts";

/** A lead whose company is read, for whom, and since when. */
export type Reading = {
  lead: LeadRow;
  domain: string;
  name: string | null;
  settings: ResearchSettings;
  startedAt: Date;
};

/** Reads a company's site and asks every other source, keeping each answer as it comes. */
export async function readSite(
  world: World,
  tenantId: string,
  { lead, domain, name, settings, startedAt }: Reading,
): Promise<Research> {
  const { db, now } = world;
  const about = { tenantId, leadId: lead.id, companyId: lead.companyId };
  const read = await db.inTenant(tenantId, (tx) => pagesOfRun(tx, about, startedAt));
  const cache = pageCache(db, about, now);
  const polite = openSiteReader(world, { book: hostBook(db), lists: settings, cache });
  const deps = { ...world, settings, sources, name, lead: about };
  const reader = resumeReader(polite, read);

  const result = await research(domain, { ...deps, reader }, async (step) => {
    await db.inTenant(tenantId, (tx) => store(tx, lead, domain, step, now()));
  });
  return { ...result, visits: [...read.map(visitOf), ...result.visits] };
}

function visitOf({ visit }: PageOfRun) {
  return visit;
}

async function store(
  tx: Tx,
  { id, companyId }: LeadRow,
  domain: string,
  { visits, facts, page, read, expected }: Step,
  at: Date,
): Promise<void> {
  const { state } = await lockLead(tx, id); // nothing is kept of a lead that was erased
  for (const visit of visits) await addVisit(tx, { leadId: id, companyId }, visit, at);
  const isNew = page !== null && visits.length > 0;
  const pageHash = isNew ? await keep(tx, companyId, page, at) : null;
  await addFacts(tx, companyId, facts, at, pageHash);
  if (facts.length === 0 || state !== "ENRICHING") return;

  const current = pickFacts(await listFacts(tx, companyId));
  await saveCompanyProfile(tx, companyId, profileOf(current, domain));
  const researchExpected = Math.max(expected, read);
  await changeLead(tx, id, { researchRead: read, researchExpected });
  await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id });
}

async function keep(
  tx: Tx,
  companyId: string,
  { url, headers, html, screenshot }: KeptPage,
  at: Date,
): Promise<Buffer> {
  const contentType = "text/html; charset=utf-8"; // it is decoded by now
  const hash = await keepPage(tx, companyId, { url, contentType, body: Buffer.from(html) }, at);
  if (screenshot === null) {
    await keepHeaders(tx, companyId, url, headers);
  } else {
    const image = { url, contentType: "image/jpeg", body: screenshot };
    await keepPage(tx, companyId, { ...image, kind: "screenshot" }, at);
  }
  return hash;
}
