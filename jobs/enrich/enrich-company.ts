import { z } from "zod";
import { appendEvent, byJob, moveLead } from "../../db/audit.ts";
import { saveCompanyProfile } from "../../db/companies.ts";
import { addCost } from "../../db/costs.ts";
import { takeTurn } from "../../db/dispatch.ts";
import { addFacts, addVisit, keepPage, listFacts } from "../../db/facts.ts";
import { changeLead, type LeadRow, lockLead, readLeadInput } from "../../db/leads.ts";
import type { Failure } from "../../pipeline/enrich/fact.ts";
import { profileOf } from "../../pipeline/enrich/profile.ts";
import { pickFacts } from "../../pipeline/score/pick-facts.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { noteResearch } from "../identity/note-research.ts";
import { inTurn } from "../ingest/import/in-turn.ts";
import { defineJob, enqueue } from "../job.ts";
import { scoreLead } from "../score/score-lead.ts";
import type { World } from "../world.ts";
import { type PageRead, research } from "./research.ts";

/** Pages a normal company gives us: landing, about, careers, press; the card counts towards it. */
const EXPECTED_PAGES = 6;

/** Ends of research that still leave enough to score on: what the lead told us and public sources. */
const scoreable: ReadonlySet<Failure> = new Set(["robots_disallowed"]);

/** Reads a company's public pages into facts; the card follows page by page. */
export const enrichCompany = defineJob({
  name: "enrich_company",
  payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
  about: "leadId",
  key: ({ id }) => id,
  attempts: 5,
  priority: 0,

  async run({ tenantId, id }, world) {
    const { db, now } = world;
    const found = await db.inTenant(tenantId, async (tx) => {
      const lead = await lockLead(tx, id);
      if (lead.state !== "ENRICHING") return undefined; // a retry: the first run committed
      if (lead.mergedInto) return undefined; // goes on when they are parted
      const input = await readLeadInput(tx, lead);
      await changeLead(tx, id, {
        researchRead: 0,
        researchExpected: EXPECTED_PAGES,
        failure: null,
      });
      return { lead, domain: input.domain };
    });
    if (!found) return;

    const result = found.domain
      ? await readSite(world, tenantId, found.lead, found.domain)
      : nothingToRead;

    world.watch?.research(result.failure ?? "ok");

    await db.inTenant(tenantId, async (tx) => {
      const lead = await lockLead(tx, id);
      if (lead.state !== "ENRICHING") return;
      const facts = pickFacts(await listFacts(tx, lead.companyId));
      const input = await readLeadInput(tx, lead);
      await saveCompanyProfile(tx, lead.companyId, profileOf(facts, input.company ?? "Unnamed"));
      await noteResearch(tx, world, lead, { ...result, domain: found.domain, facts });
      await addCost(
        tx,
        { leadId: id, companyId: lead.companyId, kind: "research", usd: 0, ms: result.ms },
        now(),
      );
      await changeLead(tx, id, {
        researchMs: result.ms,
        researchTries: lead.researchTries + result.tries,
        failure: result.failure,
        failureDetail: result.failure ? result.detail : null,
      });
      await appendEvent(tx, "companies.updates", "company.researched", now(), {
        key: found.domain ?? id,
        companyId: lead.companyId,
        leadId: id,
        features: { ok: result.ok, failure: result.failure, pages: result.visits.length },
      });
      const turn = await inTurn(tx, id);
      if (
        result.failure === null ||
        scoreable.has(result.failure) ||
        hasSubstance(facts.length, result.failure)
      ) {
        await enqueue(tx, scoreLead, { tenantId, id, again: false }, turn);
      } else {
        const by = byJob("enrich_company", result.failure);
        await moveLead(tx, id, "ENRICHING", "ENRICHMENT_FAILED", by);
      }
      await enqueue(tx, deliverCard, { tenantId, id }, turn);
    });
  },
});

/** The same for the leads of a file, by hands of its own: nobody waits for one of them. */
export const enrichInBulk = defineJob({ ...enrichCompany, name: "enrich_in_bulk", priority: 100 });

/** A page that needs JavaScript may still have said enough in its static part. */
function hasSubstance(facts: number, failure: Failure): boolean {
  return failure === "needs_javascript" && facts >= 3;
}

const nothingToRead: Awaited<ReturnType<typeof research>> = {
  ok: true,
  failure: null,
  detail: "",
  visits: [],
  ms: 0,
  robots: "none",
  tries: 0,
};

async function readSite(world: World, tenantId: string, lead: LeadRow, domain: string) {
  const { db, now } = world;
  const about = { leadId: lead.id, companyId: lead.companyId };
  let read = 0;

  return research(
    domain,
    {
      ...world,
      async takeTurn(host, delayMs) {
        const wait = await takeTurn(db, host, delayMs);
        if (wait > 0) await world.sleep(wait);
      },
    },
    async (page: PageRead) => {
      await db.inTenant(tenantId, async (tx) => {
        const current = await lockLead(tx, lead.id); // nothing is kept of a lead that was erased
        await addVisit(tx, about, page.visit, now());
        if (page.body) {
          const kept = { url: page.visit.url, contentType: page.contentType, body: page.body };
          await keepPage(tx, lead.companyId, kept, now());
        }
        await addFacts(tx, lead.companyId, page.facts, now());
        if (page.facts.length === 0) return;
        read += 1;
        if (current.state !== "ENRICHING") return;
        const facts = pickFacts(await listFacts(tx, lead.companyId));
        await saveCompanyProfile(tx, lead.companyId, profileOf(facts, domain));
        await changeLead(tx, lead.id, {
          researchRead: read,
          researchExpected: Math.max(EXPECTED_PAGES, read),
        });
        await enqueue(tx, deliverCard, { tenantId, id: lead.id });
      });
    },
  );
}
