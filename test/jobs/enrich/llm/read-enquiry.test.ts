import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { leadCard } from "../../../../cards/lead-card.ts";
import { toText } from "../../../../cards/to-text.ts";
import { listDecisions } from "../../../../db/decisions.ts";
import { erasePerson } from "../../../../db/erase-person.ts";
import { lockLead } from "../../../../db/leads.ts";
import { readEnquiryJob } from "../../../../jobs/enrich/llm/read-enquiry.ts";
import { ingestLead } from "../../../../jobs/ingest/ingest-lead.ts";
import { scoreLead } from "../../../../jobs/score/score-lead.ts";
import type { World } from "../../../../jobs/world.ts";
import type { EnquiryAnswer } from "../../../../pipeline/enrich/llm/enquiry-answer.ts";
import { testDb } from "../../../support/db.ts";
import { answerWith, fakeOpenAi, status } from "../../../support/fake-openai.ts";
import { givenArrival, givenLead } from "../../../support/given.ts";
import { testNow, testWorld } from "../../../support/world.ts";
import { jobsFor, openScene, rowsOf, type Scene, viewOf } from "../../scene.ts";
import { ledgerOf } from "./about.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const words =
  "Our dispatchers plan two hundred tours a day on paper. We want to be live before Christmas, and Transporeon is on our list too.";
const nothing: EnquiryAnswer = {
  ...{ use_case: null, urgency_days: null, budget_band: null, decision_maker: null },
  ...{ competitor_mentioned: [], complexity_level: null, blockers: [] },
};
const heard: EnquiryAnswer = {
  ...nothing,
  use_case: { value: "planning", quote: "plan two hundred tours a day on paper" },
  urgency_days: { value: 60, quote: "live before Christmas" },
  competitor_mentioned: [{ value: "Transporeon", quote: "Transporeon is on our list too" }],
};

describe("what a lead said, read by a model", () => {
  it("is queued when the words arrive, where there is a model", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(heard));
    const without = await givenLead(scene, scene.tenantId, { freeText: words });
    const { sourceEventId, leadRef } = await givenArrival(scene, scene.tenantId, {
      ...{ freeText: words, domain: "other.example", company: "Other" },
    });

    await ingestLead.run(
      { tenantId: scene.tenantId, id: sourceEventId },
      testWorld(scene, { llm: server.llm }),
    );

    assert.ok(!(await jobsFor(scene, without)).includes("read_enquiry"));
    assert.ok((await jobsFor(scene, leadRef)).includes("read_enquiry"));
  });

  it("stands on the card with the lead's own words, and moves points inside its bucket", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(heard));
    const leadId = await givenLead(scene, scene.tenantId, { freeText: words });
    const before = await scored(scene, leadId);

    await read(scene, leadId, server.llm);

    const after = await scored(scene, leadId);
    const card = toText(leadCard(await viewOf(scene, leadId), testNow, "UTC"));
    assert.match(card, /What they said/);
    assert.match(
      card,
      /Wants: planning · “plan two hundred tours a day on paper” \(read by a model\)/,
    );
    assert.match(card, /When: within 60 days · “live before Christmas”/);
    assert.match(card, /Compares with: Transporeon/);
    assert.equal(after.label, before.label);
  });

  it("is read once, however often the job runs", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(heard));
    const leadId = await givenLead(scene, scene.tenantId, { freeText: words });
    await read(scene, leadId, server.llm);

    await read(scene, leadId, server.llm);

    assert.equal(server.requests.length, 1);
    const lines = (await ledgerOf(scene)).map(({ purpose, cached }) => [purpose, cached]);
    assert.deepEqual(lines, [
      ["enquiry", false],
      ["enquiry", true],
    ]);
  });

  it("asks for another score only of a lead that has one", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(heard));
    const [early, late] = [
      await givenLead(scene, scene.tenantId, { freeText: words }),
      await givenLead(scene, scene.tenantId, {
        freeText: words,
        domain: "late.example",
        company: "Late",
      }),
    ];
    await scored(scene, late);

    await read(scene, early, server.llm);
    await read(scene, late, server.llm);

    assert.ok(!(await jobsFor(scene, early)).includes("score_lead"));
    assert.ok((await jobsFor(scene, late)).includes("score_lead"));
  });

  it("leaves what rules read as it is while the model is down", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(status(500));
    const leadId = await givenLead(scene, scene.tenantId, { freeText: `${words} It is urgent.` });

    await read(scene, leadId, server.llm);

    const { said } = await viewOf(scene, leadId);
    assert.deepEqual([said?.urgency_days?.value, said?.urgency_days?.by], [14, "rules"]);
    assert.equal(said?.competitor_mentioned, null);
  });

  it("counts nothing that the words do not say", async () => {
    const scene = await openScene(db);
    const invented: EnquiryAnswer = {
      ...nothing,
      urgency_days: { value: 3, quote: "we need it within three days" },
      budget_band: { value: { min: 90_000, max: 90_000 }, quote: "plan two hundred tours a day" },
      competitor_mentioned: [{ value: "Oracle", quote: "Transporeon is on our list too" }],
    };
    await using server = await fakeOpenAi(answerWith(invented));
    const leadId = await givenLead(scene, scene.tenantId, { freeText: words });

    await read(scene, leadId, server.llm);

    const { said } = await viewOf(scene, leadId);
    assert.deepEqual(
      [said?.urgency_days, said?.budget_band, said?.competitor_mentioned],
      [null, null, null],
    );
  });

  it("is forgotten with the person", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(heard));
    const person = { name: "Ana Weber", email: "ana@acme.example" };
    const leadId = await givenLead(scene, scene.tenantId, { ...person, freeText: words });
    await read(scene, leadId, server.llm);

    await scene.inTenant(scene.tenantId, async (tx) => {
      const { contactId } = await lockLead(tx, leadId);
      await erasePerson(tx, { contactId, arrivals: [] });
    });

    const { said } = await viewOf(scene, leadId);
    assert.ok(!said);
    assert.deepEqual(await rowsOf(scene, "select 1 from llm_answer where lead_id is not null"), []);
  });
});

async function read(scene: Scene, leadId: string, llm: World["llm"]): Promise<void> {
  await readEnquiryJob.run({ tenantId: scene.tenantId, id: leadId }, testWorld(scene, { llm }));
}

async function scored(scene: Scene, leadId: string) {
  const { tenantId } = scene;
  await scoreLead.run({ tenantId, id: leadId, again: true }, testWorld(scene));
  const [decision] = await scene.inTenant(tenantId, (tx) => listDecisions(tx, leadId, 1));
  return decision ?? assert.fail("no decision");
}
