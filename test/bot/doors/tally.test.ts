import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { doorTally } from "../../../bot/doors/tally.ts";
import { checkDoors } from "../../../bot/handlers/doors.ts";
import type { Db } from "../../../db/client.ts";
import { watchDoors } from "../../../db/door-tally.ts";
import { openDoor, rotateDoor } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { givenTenant } from "../../support/given.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { openDesk, said } from "../handlers/desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const hour = 3_600_000;
const day = 24 * hour;

/** A door, a clock that can be moved, and the counters of one web process. */
async function counted(own: { tenantId?: string; db?: Db } = {}) {
  const tenantId = own.tenantId ?? (await givenTenant(db));
  const { id } = await openDoor(db, tenantId, "Website form", { kind: "wpforms" });
  const clock = { now: testNow };
  const world = testWorld(db, { now: () => clock.now });
  const tally = doorTally({ ...world, db: own.db ?? db });
  const at = (ms: number) => {
    clock.now = new Date(testNow.getTime() + ms);
  };
  return { tenantId, door: { id, tenantId }, tally, at, world };
}

const refused = { kind: "refused", why: "X-Signature does not match the body." } as const;

describe("a door's counters", () => {
  it("add up over processes and days, and say what was refused last", async () => {
    const { tenantId, door, tally, at } = await counted();
    const other = doorTally(testWorld(db));

    at(-7 * day);
    tally.count(door, { kind: "taken" }, 100); // a week ago: out
    await tally.flush();
    at(-2 * day);
    tally.count(door, { kind: "taken" }, 5);
    await tally.flush();
    at(0);
    tally.count(door, { kind: "taken" });
    tally.count(door, { kind: "repeated" });
    tally.count(door, { kind: "failed" });
    tally.count(door, refused);
    other.count(door, { kind: "taken" }, 2);
    await Promise.all([tally.flush(), other.flush()]);

    const [{ today, week } = assert.fail()] = await watchDoors(db, tenantId, testNow);
    assert.partialDeepStrictEqual(today, { taken: 3, repeated: 1, refused: 1, failed: 1 });
    assert.partialDeepStrictEqual(week, {
      taken: 8,
      lastTakenAt: testNow,
      lastRefusedAt: testNow,
      lastRefusal: refused.why,
    });
  });

  it("are nobody's where no door was knocked at, and nothing is written for nothing", async () => {
    const { tenantId, tally } = await counted();

    tally.count(null, refused);
    await tally.flush();

    const [door] = await watchDoors(db, tenantId, testNow);
    assert.partialDeepStrictEqual(door, { today: { refused: 0, lastTakenAt: null } });
  });

  it("lose nothing while the database is away", async () => {
    const away = { on: true };
    const owner = {
      query: (...args: [string, unknown[]]) =>
        away.on ? Promise.reject(new Error("away")) : db.owner.query(...args),
    };
    const { tenantId, door, tally } = await counted({ db: { ...db, owner } as unknown as Db }); // only `owner.query` is used

    tally.count(door, { kind: "taken" });
    await tally.flush();
    tally.count(door, { kind: "taken" });
    away.on = false;
    await tally.flush();

    const [found] = await watchDoors(db, tenantId, testNow);
    assert.equal(found?.today.taken, 2);
  });

  it("are written every few seconds, and at the end", async () => {
    const { tenantId, door, tally } = await counted();
    const { stop } = tally.start();

    tally.count(door, { kind: "taken" });
    await stop();

    const [found] = await watchDoors(db, tenantId, testNow);
    assert.equal(found?.today.taken, 1);
  });

  it("count by the day of the tenant's clock", async () => {
    const { tenantId, door, tally, at } = await counted();
    await db.owner.query("update registry.tenant set time_zone = 'Asia/Tokyo' where id = $1", [
      tenantId,
    ]);

    at(-10 * hour); // 23:00 UTC yesterday, 8:00 today in Tokyo
    tally.count(door, { kind: "taken" });
    await tally.flush();

    const [found] = await watchDoors(db, tenantId, testNow);
    assert.equal(found?.today.taken, 1);
  });

  it("show a tenant its own doors only", async () => {
    const [ours, theirs] = [await counted(), await counted()];

    theirs.tally.count(theirs.door, { kind: "taken" });
    await theirs.tally.flush();

    const found = await watchDoors(db, ours.tenantId, testNow);
    assert.deepEqual(
      found.map(({ id, today }) => [id, today.taken]),
      [[ours.door.id, 0]],
    );
  });
});

describe("/lead doctor about a door", () => {
  it("is content with one that takes more than it refuses", async () => {
    const { tenantId, door, tally, at, world } = await counted();
    at(-hour);
    for (let n = 0; n < 3; n++) tally.count(door, refused);
    at(0);
    tally.count(door, { kind: "taken" }, 41);
    await tally.flush();

    const [check] = await checkDoors(world, tenantId);

    const detail = "41 today, last 09:00; 3 refused: X-Signature does not match the body";
    assert.deepEqual(check, { name: "Website form", ok: true, detail, fix: null });
  });

  it("names one where nothing got in since, with the fix", async () => {
    const { tenantId, door, tally, at, world } = await counted();
    at(-hour);
    tally.count(door, { kind: "taken" });
    at(0);
    tally.count(door, refused);
    await tally.flush();

    const [check] = await checkDoors(world, tenantId);

    assert.equal(check?.ok, false);
    assert.match(check?.fix ?? "", new RegExp(`baton door ${door.id} --rotate`));
  });

  it("is content with one that nobody used yet", async () => {
    const { tenantId, world } = await counted();

    const [check] = await checkDoors(world, tenantId);

    assert.partialDeepStrictEqual(check, { ok: true, detail: "nothing came yet" });
  });
});

describe("/lead doors", () => {
  it("lists every door: what came, and how old its secret is", async () => {
    const desk = await openDesk(db);
    const { door, tally } = await counted({ tenantId: desk.tenantId });
    tally.count(door, { kind: "taken" }, 2);
    await tally.flush();
    await db.owner.query("update registry.door set created_at = $2 where id = $1", [
      door.id,
      new Date(testNow.getTime() - 200 * day),
    ]);

    const old = said(await desk.types("Mona", "doors"));
    await rotateDoor(db, desk.tenantId, door.id);
    const fresh = said(await desk.types("Mona", "doors"));

    assert.match(
      old,
      /Website form · wpforms · 2 today, last 09:00 · 2 in 7 days · secret 200 days old/,
    );
    assert.match(old, /Rotate it/);
    assert.match(fresh, /secret from today/);
    assert.doesNotMatch(fresh, /Rotate it/);
  });

  it("stand on the Home of whoever operates Baton, and on nobody else's", async () => {
    const desk = await openDesk(db);
    await counted({ tenantId: desk.tenantId });
    const home = async (name: "Mona" | "Rita") =>
      JSON.stringify(await desk.handlers.home(desk.as(name, null).who));

    assert.match(await home("Mona"), /Website form/);
    assert.doesNotMatch(await home("Rita"), /Website form/);
  });
});
