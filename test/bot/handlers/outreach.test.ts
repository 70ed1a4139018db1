import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { toText } from "../../../cards/to-text.ts";
import { eraseLeads } from "../../../db/erase.ts";
import { storeArrivals } from "../../../db/source-events.ts";
import { ingestLead } from "../../../jobs/ingest/ingest-lead.ts";
import { testDb } from "../../support/db.ts";
import { arrival } from "../../support/given.ts";
import { said } from "./desk.ts";
import { enquiry, labelsOf, openOutreachDesk } from "./outreach-desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("drafting a mail", () => {
  it("shows the draft to its author and asks a manager, once, with all there is to know", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead();

    const answer = await desk.press("Rita", "draft_outreach", lead);
    await desk.outbox();

    assert.match(said(answer), /^Mona is asked for a yes\. Nothing is sent until then\./);
    assert.deepEqual(labelsOf(answer), ["Edit"]);
    const [asked, ...more] = desk.slack.filter(({ to }) => to === "dm:UMona");
    assert.equal(more.length, 0);
    const text = toText(asked?.card ?? assert.fail());
    assert.match(text, /^Approve e-mail to Ana Weber, Acme · draft 1/);
    assert.match(text, /From: Rita <rita@baton\.example>\nTo: ana@acme\.example/);
    assert.match(
      text,
      /Consent: asked to be answered on ours\.example, 1 Mar: “Please call me about a demo\.” ✓ proof/,
    );
    assert.match(
      text,
      /You are looking for a new colleague: “Data Engineer” \(https:\/\/acme\.example\/careers\)/,
    );
    assert.match(text, /Checks 1 fact with evidence ✓ · no promises ✓ · \$0/);
    assert.match(text, /expires 8 Mar 09:00, unsent[\s\S]*\[ Approve \] \[ Edit \] \[ Reject… \]/);
    assert.deepEqual(await desk.acts(lead), ["Rita draft_outreach"]);
  });

  it("again brings up the draft there is, and no second one", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead();
    await desk.draft(lead);

    const again = await desk.press("Ravi", "draft_outreach", lead);

    assert.match(said(again), /^E-mail to Ana Weber, Acme · draft 1/);
    assert.deepEqual(labelsOf(again), []);
    assert.equal((await desk.rows("select from outreach")).length, 1);
  });

  it("keeps every text and address sealed", async () => {
    const desk = await openOutreachDesk(db);
    await desk.draft(await desk.lead());

    const rows = await desk.rows(
      `select to_jsonb(o)::text || (select string_agg(to_jsonb(r)::text, '') from route_event r)
         || (select string_agg(to_jsonb(t)::text, '') from transition t)
         || (select string_agg(to_jsonb(c)::text, '') from consent c) as text from outreach o`,
    );

    assert.doesNotMatch(JSON.stringify(rows), /ana@acme|Weber|Data Engineer|call me/);
  });

  it("is gone with everything else about leads when those are erased", async () => {
    const desk = await openOutreachDesk(db);
    await desk.draft(await desk.lead());

    const left = await eraseLeads(db, desk.tenantId);

    const there = await desk.rows("select id from consent union all select id from outreach");
    assert.deepEqual([left, there], [0, []]);
  });

  const refused: Record<string, [said: Parameters<Desk["lead"]>[0], words: RegExp]> = {
    "nobody named a person": [{}, /^No e-mail address is known/],
    "a colleague only typed an address": [
      { email: "ana@acme.example" },
      /^They never agreed to be written to/,
    ],
    "the form says no, whatever else it asks": [
      { ...enquiry, consent: "false" },
      /^They never agreed to be written to/,
    ],
  };
  for (const [why, [input, words]] of Object.entries(refused)) {
    it(`is refused with what would change it, and says so on the button: ${why}`, async () => {
      const desk = await openOutreachDesk(db);
      const lead = await desk.lead(input);

      const card = await desk.press("Rita", "show", lead);
      const answer = await desk.press("Rita", "draft_outreach", lead);

      assert.ok(labelsOf(card).includes("No permission to write yet"));
      assert.match(said(answer), words);
      assert.deepEqual(await desk.rows("select from outreach"), []);
    });
  }

  it("becomes possible when a later form of theirs says yes, and the card says so", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead({ email: "ana@acme.example" });
    const yes = arrival({
      email: "ana@acme.example",
      consent: "I agree to be contacted by e-mail.",
    });

    const [receipt] = await storeArrivals(db, desk.tenantId, [yes]);
    await ingestLead.run({ tenantId: desk.tenantId, id: receipt?.sourceEventId ?? "" }, desk.world);

    assert.ok(labelsOf(await desk.press("Rita", "show", lead)).includes("Draft outreach"));
    assert.match(
      said(await desk.press("Rita", "draft_outreach", lead)),
      /you agreed that we may write/,
    );
  });

  it("is the owner's, once the lead has one, and a manager's", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead();
    await desk.press("Ravi", "claim", lead);

    assert.match(said(await desk.press("Rita", "draft_outreach", lead)), /^Ravi has this lead/);
    assert.match(
      said(await desk.press("Mona", "draft_outreach", lead)),
      /^Adam is asked for a yes/,
    );
  });

  it("needs somebody who may approve", async () => {
    const desk = await openOutreachDesk(db);
    const lead = await desk.lead();
    await desk.rows("update person set role = 'rep' where role in ('manager', 'admin')");

    const answer = await desk.press("Rita", "draft_outreach", lead);

    assert.match(said(answer), /^Nobody who may approve can be reached/);
    assert.deepEqual(await desk.rows("select from outreach"), []);
  });
});

type Desk = Awaited<ReturnType<typeof openOutreachDesk>>;
