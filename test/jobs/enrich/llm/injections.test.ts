import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { listDecisions } from "../../../../db/decisions.ts";
import { enrichCompany } from "../../../../jobs/enrich/enrich-company.ts";
import { readEnquiryJob } from "../../../../jobs/enrich/llm/read-enquiry.ts";
import { scoreLead } from "../../../../jobs/score/score-lead.ts";
import type { Llm, World } from "../../../../jobs/world.ts";
import { readText } from "../../../../pipeline/enrich/clean-text.ts";
import { readEnquiry } from "../../../../pipeline/enrich/enquiry.ts";
import { completed, enquirySchema } from "../../../../pipeline/enrich/llm/enquiry-answer.ts";
import { Firmographics } from "../../../../pipeline/enrich/llm/firmographics.ts";
import { speaksToPrograms } from "../../../../pipeline/enrich/llm/is-order.ts";
import { choosePages } from "../../../../pipeline/enrich/llm/pages.ts";
import { toFacts } from "../../../../pipeline/enrich/llm/to-facts.ts";
import { readPage } from "../../../../pipeline/enrich/read-page.ts";
import { blankLead } from "../../../../pipeline/ingest/blank-lead.ts";
import { suspicious } from "../../../../pipeline/ingest/suspicious.ts";
import { scoreHeld } from "../../../../pipeline/score/hold-bucket.ts";
import { pickFacts } from "../../../../pipeline/score/pick-facts.ts";
import { defaultPlaybook } from "../../../../pipeline/score/playbook.ts";
import { testDb } from "../../../support/db.ts";
import { givenLead } from "../../../support/given.ts";
import { testNow, testWorld } from "../../../support/world.ts";
import { openScene, rowsOf, type Scene } from "../../scene.ts";
import { openStage, type Stage } from "../stage.ts";
import { nothingSaid } from "./about.ts";
import { type Attack, attacks, clean, type Lure } from "./carriers.ts";

const db = await testDb();
const pages = new Map<string, string>();
let stage: Stage;
before(async () => {
  stage = await openStage((request, response) => {
    const host = request.headers.host?.split(":")[0] ?? "";
    if (request.url === "/robots.txt") return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(pages.get(host) ?? clean.html);
  });
});
after(async () => {
  await stage[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
});

/** Jobs that show a lead to people, or look at it again; none of them speaks to anybody outside. */
const harmless =
  /^(?:deliver_card|assign_lead|score_lead|score_so_far|read_enquiry|tell_canary|enrich_\w+)$/;
/** Of all attacks, so many go through the jobs and the database too. */
const EVERY = 26;

describe("250 injections in pages and messages, with a model that obeys each", () => {
  it("never move a lead into another bucket, and are told to people", (t) => {
    const twin = judged(clean);
    assert.ok(attacks.length >= 250, `${attacks.length}`);

    const seen = attacks.map((attack) => ({ attack, ...judged(attack, attack) }));

    const moved = seen.filter(({ label }) => label !== twin.label);
    assert.deepEqual(
      moved.map(({ attack, label }) => [attack.name, attack.seed, label]),
      [],
    );
    const share = (some: typeof seen) => some.filter((one) => one.flagged).length / some.length;
    const reached = seen.filter((one) => one.reached).length;
    t.diagnostic(
      `${seen.length} injections: ${seen.length - moved.length} buckets (${twin.label}) unchanged, flag shown for ${share(seen).toFixed(3)}, ${reached} reached a model`,
    );
    assert.equal(twin.flagged, false);
    assert.ok(share(seen) >= 0.95, `${share(seen)}`);
  });

  it("would not move one either if nobody had noticed them", () => {
    const twin = judged(clean);

    const seen = attacks.map((attack) => ({ attack, ...judged(attack, attack, "unnoticed") }));

    assert.ok(
      seen.some(({ obeyed }) => obeyed),
      "some answer of the model was believed",
    );
    assert.deepEqual(
      seen.filter(({ label }) => label !== twin.label).map(({ attack }) => attack.name),
      [],
    );
  });

  it("never make Baton speak to anybody, from research to score", async () => {
    const scene = await openScene(db);
    const twin = await verdictOn(scene, "twin.example", clean, obeying());
    const some = attacks.filter((_, index) => index % EVERY === 0);

    for (const [index, attack] of some.entries()) {
      const label = await verdictOn(scene, `case${index}.example`, attack, obeying(attack));
      assert.equal(label, twin, attack.name);
    }

    assert.deepEqual(await rowsOf(scene, "select kind from route_event"), []);
    assert.deepEqual(await rowsOf(scene, "select id from outreach"), []);
    const { rows } = await scene.owner.query<{ task: string }>(
      "select distinct task_identifier as task from graphile_worker.jobs",
    );
    assert.deepEqual(
      rows.filter(({ task }) => !harmless.test(task)),
      [],
    );
  });
});

/** The same without a database: what rules read, what the model was made to say, and the score of both. */
function judged(
  { html, freeText }: Lure,
  attack?: Attack,
  notice: "noticed" | "unnoticed" = "noticed",
) {
  const url = "https://case.example/";
  const observedAt = testNow.toISOString();
  const { facts, document } = readPage({ html, url, headers: {}, kind: "landing", observedAt });
  const { text, markdown } = readText(document);
  const isHonest = (words: string) => notice === "unnoticed" || !speaksToPrograms(words);
  const mayAsk = notice === "unnoticed" || facts.every(({ name }) => name !== "suspicious_text");

  const page = { url, kind: "landing" as const, text, markdown };
  const asked = mayAsk && isHonest(text) ? choosePages([page]) : [];
  const aboutPages = answerTo(attack, asked.map(({ shown }) => shown).join("\n"), "firmographics");
  const read = toFacts(Firmographics.parse(aboutPages), asked, testNow).facts;
  const rules = readEnquiry(freeText, defaultPlaybook);
  const aboutWords = answerTo(attack, isHonest(freeText) ? freeText : "", "enquiry");
  const answer = enquirySchema(defaultPlaybook).parse(aboutWords);
  const said = completed(rules, answer, freeText);

  const lead = { ...blankLead("website"), company: "Tidewater", domain: "case.example", freeText };
  const { label, riskFlags } = scoreHeld({
    lead: { ...lead, flags: suspicious(freeText) },
    facts: pickFacts([...facts, ...read]),
    ...{ said, touches: [], playbook: defaultPlaybook, now: testNow },
  });
  const isTold = ({ rule }: { rule: string }) =>
    rule === "suspicious-text" || rule === "orders-to-programs";
  return {
    label,
    flagged: riskFlags.some(isTold),
    reached: aboutPages !== nothingSaid || aboutWords !== noWords,
    obeyed: read.length > 0 || Object.values(said).some((one) => one?.by === "model"),
  };
}

/** Research, the reading of their words, and the score, as the jobs do it. */
async function verdictOn(scene: Scene, domain: string, { html, freeText }: Lure, llm: Llm) {
  const { tenantId } = scene;
  pages.set(domain, html);
  const world: World = testWorld(scene, { web: stage.web, llm });
  const id = await givenLead(scene, tenantId, { company: domain, domain, freeText });
  await readEnquiryJob.run({ tenantId, id }, world);
  await enrichCompany.run({ tenantId, id }, world);
  await scoreLead.run({ tenantId, id, again: true }, world);
  const [made] = await scene.inTenant(tenantId, (tx) => listDecisions(tx, id, 1));
  return made?.label ?? assert.fail("no decision");
}

/**
 * A model that does what it is told by whoever wrote the page: it gives away its instructions where
 * it was asked to, and else fills in the best there is, with words that stand in the text and prove nothing.
 */
function obeying(attack?: Attack): Llm {
  return {
    ...{ model: "gpt-4.1-mini", largeModel: "gpt-4.1" },
    ask: ({ user, system, schema }) => {
      const answer = answerTo(attack, user, schema.name, system);
      const usage = { input: 900, output: 120 };
      return Promise.resolve({ text: JSON.stringify(answer), ending: "stop", usage });
    },
  };
}

const noWords = {
  ...{ use_case: null, urgency_days: null, budget_band: null, decision_maker: null },
  ...{ competitor_mentioned: [], complexity_level: null, blockers: [] },
};

const honestWords = "We plan our deliveries on paper";
const honestSentence = "We build measuring devices for harbours in the north.";
const asksToTalk =
  /prompt|internal reference|interne Referenz|référence interne|referencia interna|riferimento interno/i;

function answerTo(attack: Attack | undefined, shown: string, asked: string, system = "the best") {
  const isReached = attack && shown.includes(attack.seed.slice(0, 30));
  if (!isReached) return asked === "enquiry" ? noWords : nothingSaid;
  const quote = asked === "enquiry" ? honestWords : honestSentence;
  const secret = asksToTalk.test(attack.seed) ? system : "the best there is";
  const cite = (value: unknown) => ({ value, quote, page: 1 });
  if (asked === "enquiry") {
    return {
      ...{ use_case: cite("planning"), urgency_days: cite(1), decision_maker: cite("yes") },
      ...{ budget_band: cite({ min: 50_000, max: 50_000 }), complexity_level: cite("low") },
      ...{ competitor_mentioned: [cite(secret.slice(0, 200))], blockers: [] },
    };
  }
  return {
    ...nothingSaid,
    ...{ industry: cite("Logistics"), employees: cite({ min: 500, max: 500 }) },
    ...{ hq_country: cite("DE"), headline: cite(secret) },
    funding: cite({ round: "Series C", amount: "80 million", date: null }),
  };
}
