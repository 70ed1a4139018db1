import { z } from "zod";
import { isQuiet } from "../../db/imports/quiet.ts";
import { changeLead, lockLead, readLeadInput } from "../../db/leads.ts";
import { type Fresh, freshFor } from "../../db/research-state.ts";
import { defineJob, enqueue } from "../job.ts";
import { readResearchSettings } from "../playbook.ts";
import { scoreSoFar } from "../score/score-so-far.ts";
import type { World } from "../world.ts";
import { endResearch, type Outcome } from "./end-research.ts";
import { readSite } from "./read-site.ts";

const Payload = z.object({ tenantId: z.uuid(), id: z.uuid() });
type Payload = z.infer<typeof Payload>;

/** Reads a company's public pages into facts; the card follows page by page, and has a score at the end. */
export const enrichCompany = defineJob({
  name: "enrich_company",
  payload: Payload,
  about: "leadId",
  key: ({ id }) => id,
  attempts: 5,
  priority: 0,
  run: (about, world) => enrich(about, world, { again: false }),
});

/** The same for the leads of a file, by hands of its own: nobody waits for one of them. */
export const enrichInBulk = defineJob({ ...enrichCompany, name: "enrich_in_bulk", priority: 100 });

/** Reads the company of a lead again because what is known grew old; the lead stays where it is. */
export const enrichAgain = defineJob({
  ...enrichCompany,
  name: "enrich_again",
  priority: 200,
  run: (about, world) => enrich(about, world, { again: true }),
});

type How = { again: boolean };
type Begun = NonNullable<Awaited<ReturnType<typeof begin>>>;

async function enrich(about: Payload, world: World, how: How): Promise<void> {
  const begun = await begin(about, world, how);
  if (!begun) return; // a retry: the first run committed

  const outcome = await outcomeOf(begun, about.tenantId, world);
  world.watch?.research(outcome.cached ? "cached" : (outcome.failure ?? "ok"));
  await world.db.inTenant(about.tenantId, (tx) => {
    return endResearch(tx, world, { ...begun, leadId: about.id, again: how.again }, outcome);
  });
}

/** Where a run was cut off, the next one goes on with what it left. */
function begin({ tenantId, id }: Payload, { db, now, durations }: World, { again }: How) {
  return db.inTenant(tenantId, async (tx) => {
    const lead = await lockLead(tx, id);
    if (lead.mergedInto) return undefined; // goes on when they are parted
    if ((lead.state === "ENRICHING") === again) return undefined;

    const { domain, company: name } = await readLeadInput(tx, lead);
    const settings = await readResearchSettings(tx);
    const fresh = again || !domain ? null : await freshFor(tx, lead.companyId, settings, now());
    const startedAt = lead.researchStartedAt ?? now();
    const shown = { researchRead: 0, researchExpected: settings.pages, failure: null };
    await changeLead(tx, id, { researchStartedAt: startedAt, ...(again ? {} : shown) });
    if (domain && !again && !fresh && !(await isQuiet(tx, id))) {
      // In time for the card that shows it: two edits of one card are a moment apart.
      const inMs = Math.max(0, durations.firstScoreMs - durations.cardEditMs);
      await enqueue(tx, scoreSoFar, { tenantId, id }, { inMs });
    }
    return { lead, domain, name, settings, fresh, startedAt };
  });
}

async function outcomeOf(begun: Begun, tenantId: string, world: World): Promise<Outcome> {
  const { domain, fresh } = begun;
  if (fresh) return { ...known(fresh, world.now()), cached: true };
  if (domain === null) return { ...nothing, cached: false };
  return { ...(await readSite(world, tenantId, { ...begun, domain })), cached: false };
}

const nothing = { failure: null, detail: "", visits: [], facts: [], tries: 0, ms: 0 };

/** What came of it lately stands: nobody is asked. */
function known({ failure, researchedAt }: Fresh, now: Date): Omit<Outcome, "cached"> {
  const hours = Math.max(1, Math.round((now.getTime() - researchedAt.getTime()) / 3_600_000));
  const detail = failure === null ? "" : `${hours} h ago, and it is not asked again so soon`;
  return { ...nothing, failure, detail, tries: 1 };
}
