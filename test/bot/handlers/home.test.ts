import assert from "node:assert/strict";
import { after, describe, it, mock } from "node:test";
import pg from "pg";
import type { Press } from "../../../bot/handlers/request.ts";
import { toText } from "../../../cards/to-text.ts";
import { changeLead } from "../../../db/leads.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { buttonsOf, type Desk, openDesk } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const company = (name: string) => ({ company: name, domain: `${name.toLowerCase()}.example` });

describe("Home", () => {
  it("puts the best waiting lead on top and shows each role its own", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A", company("Alder")); // offered to Rita
    await givenRouted(db, desk.tenantId, "C", company("Cedar")); // and Ravi

    const [rep, manager, admin] = [
      await homeOf(desk, "Rita"),
      await homeOf(desk, "Mona"),
      await homeOf(desk, "Adam"),
    ];

    assert.match(rep, /^Hello Rita\nNext one for you: Alder \(A · 86\)\./);
    assert.doesNotMatch(rep, /Queue|Health|stuck/);
    assert.match(manager, /Who is stuck\n(?:.*: 1 offer, .*\n){2}/);
    assert.match(manager, /Queue\n.*Alder.*\n.*Cedar/);
    assert.match(admin, /Health/);
  });

  it("never offers as the next one what is offered to somebody else", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A", company("Alder")); // to Rita
    await givenRouted(db, desk.tenantId, "C", company("Cedar")); // to Ravi

    assert.match(await homeOf(desk, "Rita"), /Next one for you: Alder/);
    assert.match(await homeOf(desk, "Ravi"), /Next one for you: Cedar/);
    assert.match(await homeOf(desk, "Mona"), /Nothing is waiting for you\./);
  });

  it("lists a person's leads by what is due", async () => {
    const desk = await openDesk(db);
    const [asleep = "", wakes = "", old = "", touched = "", offered = ""] = await givenFor(
      desk,
      "Rita",
      5,
    );
    const at = (hours: number) => new Date(desk.clock.now.getTime() + hours * 3_600_000);
    await db.inTenant(desk.tenantId, async (tx) => {
      await changeLead(tx, asleep, { snoozedUntil: at(72) });
      await changeLead(tx, wakes, { snoozedUntil: at(3) });
      await changeLead(tx, offered, { offeredAt: at(-1) });
      for (const id of [old, touched]) {
        await changeLead(tx, id, { claimedBy: desk.ids.Rita, claimedAt: at(-2) });
      }
    });
    await desk.submit("Rita", "log_outcome", touched, { outcome: "connected" });

    const text = await homeOf(desk, "Rita");

    const names = [wakes, offered, old, touched, asleep].map((id) => nameOf(id));
    const [, mine = ""] = /My leads\n((?:•.*\n)+)/.exec(text) ?? [];
    assert.deepEqual(
      [...mine.matchAll(/• (\w+) ·/g)].map(([, name]) => name),
      names,
    );
    assert.match(mine, /back at 12:00[\s\S]*offered to you, waiting since 08:00/);
    assert.match(mine, /yours since 07:00, not touched yet[\s\S]*last touched 09:00/);
  });

  it("turns pages of ten, and a page that is gone is the first", async () => {
    const desk = await openDesk(db);
    await givenFor(desk, "Rita", 23);

    const [first, second, third, beyond] = [
      await homeOf(desk, "Rita"),
      await homeOf(desk, "Rita", turnTo("1")),
      await homeOf(desk, "Rita", turnTo("2")),
      await homeOf(desk, "Rita", turnTo("7")),
    ];

    assert.match(first, /1–10 of 23\n\[ Next \]/);
    assert.match(second, /11–20 of 23\n\[ Previous \] \[ Next \]/);
    assert.match(third, /21–23 of 23\n\[ Previous \]/);
    assert.equal(beyond, first);
    for (const nonsense of ["-1", "1e9", "x", ""]) {
      assert.equal(await homeOf(desk, "Rita", turnTo(nonsense)), first);
    }
  });

  it("has buttons for the pages that any chat can press", async () => {
    const desk = await openDesk(db);
    await givenFor(desk, "Rita", 11);
    const card = await desk.handlers.home(desk.as("Rita", null).who);

    const button = buttonsOf({ kind: "whisper", card }).get("Next");
    const answer = await desk.press("Rita", button?.verb ?? "", "", button?.args);

    assert.deepEqual(answer, { kind: "done" });
    assert.match(await homeOf(desk, "Rita", turnTo(button?.args.page ?? "")), /11–11 of 11/);
  });

  it("counts a person's week and nobody else's", async () => {
    const desk = await openDesk(db); // it is a Sunday
    const [one = "", two = "", other = ""] = await givenFor(desk, "Rita", 3);
    await desk.press("Rita", "claim", one);
    await desk.press("Rita", "claim", two);
    await desk.press("Ravi", "claim", other);
    desk.clock.now = new Date(desk.clock.now.getTime() + 30 * 60_000);
    await desk.submit("Rita", "log_outcome", one, { outcome: "meeting" });
    await desk.submit("Ravi", "log_outcome", other, { outcome: "meeting" });

    const thisWeek = await homeOf(desk, "Rita");
    desk.clock.now = new Date(desk.clock.now.getTime() + 86_400_000);
    const nextWeek = await homeOf(desk, "Rita");

    assert.match(thisWeek, /My week\nClaimed: 2\nFirst touch, median: 30 min\nMeetings: 1/);
    assert.match(nextWeek, /Claimed: 0\nFirst touch, median: nothing measured yet\nMeetings: 0/);
  });

  it("shows a viewer what waits, and no number of theirs", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "A", company("Alder"));

    const text = await homeOf(desk, "Vera");

    assert.match(text, /You can look at every lead\.[\s\S]*Queue\n• Alder/);
    assert.doesNotMatch(text, /My week|Claim Alder|Health/);
  });

  it("ends with what Baton never does", async () => {
    const desk = await openDesk(db);

    for (const name of ["Rita", "Mona", "Adam", "Vera"] as const) {
      assert.match(await homeOf(desk, name), /What I never do\nsend without a yes .*\n?$/);
    }
  });

  it("asks the database as often for thirty leads as for one", async () => {
    const [few, many] = [await openDesk(db), await openDesk(db)];
    await givenFor(few, "Rita", 1);
    await givenFor(many, "Rita", 30);

    const counts = [await queriesOf(few), await queriesOf(many)];

    assert.equal(counts[1], counts[0]);
    assert.ok((counts[0] ?? 0) > 0 && (counts[0] ?? 0) <= 40, String(counts[0]));
  });
});

const turnTo = (page: string): Press => ({ verb: "next", args: { page }, version: 0 });

async function homeOf(desk: Desk, name: Parameters<Desk["as"]>[0], after?: Press): Promise<string> {
  return toText(await desk.handlers.home(desk.as(name, null).who, after));
}

async function queriesOf(desk: Desk): Promise<number> {
  await homeOf(desk, "Adam"); // opens what is opened once
  const query = mock.method(pg.Client.prototype, "query");
  await homeOf(desk, "Adam");
  const count = query.mock.callCount();
  query.mock.restore();
  return count;
}

const names = new Map<string, string>();
const nameOf = (id: string) => names.get(id);

/** Leads offered to one person, best first. */
async function givenFor(desk: Desk, name: "Rita", n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < n; at += 1) {
    const id = await givenRouted(db, desk.tenantId, "B", company(`Lead${names.size}`));
    names.set(id, `Lead${names.size}`);
    await db.inTenant(desk.tenantId, (tx) => changeLead(tx, id, { offeredTo: desk.ids[name] }));
    ids.push(id);
  }
  return ids;
}
