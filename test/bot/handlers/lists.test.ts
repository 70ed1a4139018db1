import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { byJob, moveLead } from "../../../db/audit.ts";
import { beat } from "../../../db/dispatch.ts";
import { changeLead } from "../../../db/leads.ts";
import { testDb } from "../../support/db.ts";
import { givenLead, givenRouted } from "../../support/given.ts";
import { buttonsOf, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const company = (name: string) => ({ company: name, domain: `${name.toLowerCase()}.example` });

describe("queue", () => {
  it("lists what nobody claimed, best first, with Claim on top", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "C", company("Cedar"));
    const best = await givenRouted(db, desk.tenantId, "A", company("Alder"));
    const taken = await givenRouted(db, desk.tenantId, "A", company("Birch"));
    await desk.press("Rita", "claim", taken);

    const answer = await desk.types("Ravi", "queue");

    assert.deepEqual(listed(said(answer)), ["Alder", "Cedar"]);
    assert.deepEqual(buttonsOf(answer).get("Claim Alder"), { verb: "claim", args: { lead: best } });
  });

  it("that is empty says when the last lead was claimed", async () => {
    const desk = await openDesk(db);
    assert.match(said(await desk.types("Rita", "queue")), /^.*Nothing is waiting\.$/m);

    const leadId = await givenRouted(db, desk.tenantId, "A");
    desk.clock.now = new Date(desk.clock.now.getTime() + 180_000);
    await desk.press("Rita", "claim", leadId);

    const text = said(await desk.types("Ravi", "queue"));
    assert.match(text, /Nothing is waiting\. The last lead was claimed after 3 minutes\./);
  });
});

describe("the rest of the queue", () => {
  it("says an offer is one, and lists what could not be read with its way out", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A", company("Alder")); // offered to Rita
    const lost = await givenLead(db, desk.tenantId, company("Lost"));
    await db.inTenant(desk.tenantId, async (tx) => {
      await changeLead(tx, lost, { failure: "dns", failureDetail: "no such host" });
      await moveLead(tx, lost, "ENRICHING", "ENRICHMENT_FAILED", byJob("test"));
    });

    const answer = await desk.types("Ravi", "queue");

    assert.match(said(answer), /• Alder · A · 86 · offered to Rita, waiting 1 min/);
    assert.match(said(answer), /Could not be read\n• Lost · no such host/);
    assert.deepEqual(
      [buttonsOf(answer).get("Retry Lost"), buttonsOf(answer).get("Fill in Lost")],
      [
        { verb: "retry", args: { lead: lost } },
        { verb: "fill_by_hand", args: { lead: lost } },
      ],
    );
  });
});

describe("mine", () => {
  it("lists what a person claimed or is offered, and nobody else's", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "B", company("Rowan")); // offered to Rita
    const second = await givenRouted(db, desk.tenantId, "B", company("Larch")); // offered to Ravi
    await desk.press("Rita", "claim", second);

    assert.deepEqual(listed(said(await desk.types("Rita", "mine"))).toSorted(), ["Larch", "Rowan"]);
    assert.match(said(await desk.types("Ravi", "mine")), /You have no open leads\./);
  });
});

describe("dropped", () => {
  it("lists what a rule dropped, with the rule", async () => {
    const desk = await openDesk(db);
    const said1 = { flags: ["disposable_mail"], email: "a@mailinator.com", ...company("Spam") };
    await givenLead(db, desk.tenantId, said1);
    await givenRouted(db, desk.tenantId, "D", company("Dull"));

    const text = said(await desk.types("Mona", "dropped"));

    assert.deepEqual(listed(text), ["Spam"]);
    assert.match(text, /disposable-email/);
  });
});

describe("stats", () => {
  it("counts this tenant's leads and nobody else's", async () => {
    const [desk, other] = [await openDesk(db), await openDesk(db)];
    const leadId = await givenRouted(db, desk.tenantId, "A", company("Alder"));
    await givenRouted(db, desk.tenantId, "D", company("Dull"));
    for (const name of ["One", "Two", "Three"]) {
      await givenRouted(db, other.tenantId, "A", company(name));
    }
    await desk.submit("Rita", "log_outcome", leadId, { outcome: "meeting" });

    const text = said(await desk.types("Vera", "stats"));

    assert.match(text, /Leads: 2/);
    assert.match(text, /A and B: .*1/);
    assert.match(text, /Outcomes: Meeting booked 1/);
  });

  it("says that nothing was measured yet, instead of zero", async () => {
    const desk = await openDesk(db);

    assert.match(said(await desk.types("Rita", "stats")), /nothing measured yet/);
  });
});

describe("doctor", () => {
  it("says what is wrong and the way out, and when it is right again", async () => {
    const desk = await openDesk(db);

    const ill = said(await desk.types("Adam", "doctor"));
    await beat(db, "pool-test", "worker-test");
    const well = said(await desk.types("Adam", "doctor"));

    assert.match(ill, /no worker is running[\s\S]*ROLE=worker/);
    assert.match(well, /Worker: 1 at work/);
  });
});

describe("help", () => {
  it("lists what each role may do", async () => {
    const desk = await openDesk(db);

    const [rep, manager, admin] = [
      said(await desk.types("Rita", "help")),
      said(await desk.types("Mona", "")),
      said(await desk.types("Adam", "help")),
    ];

    assert.match(rep, /claim/);
    assert.doesNotMatch(rep, /assign <@person>|doctor/);
    assert.match(manager, /assign[\s\S]*doctor/);
    assert.match(admin, /doctor/);
    assert.match(rep, /What I never do/);
  });
});

function listed(text: string): string[] {
  return [...text.matchAll(/^• (\w+) ·/gm)].map(([, name = ""]) => name);
}
