import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Hono } from "hono";
import { hookDoors } from "../../../bot/doors/hooks.ts";
import { createTenant, openDoor } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { type Proof, publicUrl, type Sender, senders } from "./senders.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const [ours, theirs] = [await createTenant(db, "Ours"), await createTenant(db, "Theirs")];
const now = testNow.getTime();

/** A door of each tenant for one vendor, and another of our own. */
type Scene = { sender: Sender; id: string; secret: string; theirs: string; another: string };
type Forgery = { what: string; forge: (good: Proof, scene: Scene) => Proof };

const proving = (scene: Scene, said: Partial<Parameters<Sender["prove"]>[0]> = {}): Proof => {
  const { sender, id, secret } = scene;
  const at = sender.clock?.(now) ?? "";
  const url = `${publicUrl}/api/v1/hooks/${id}`;
  return sender.prove({ body: sender.body, secret, url, at, ...said });
};
const at = (shiftMs: number): Forgery["forge"] => {
  return (good, scene) => {
    const clock = scene.sender.clock;
    return clock ? proving(scene, { at: clock(now + shiftMs) }) : good;
  };
};
/** Changes what a proof says, wherever it stands. */
const saying = (change: (text: string) => string): Forgery["forge"] => {
  return ({ headers, path }) => {
    const [last = ""] = Object.keys(headers).slice(-1);
    if (last === "") return { headers, path: `/${change(path.slice(1))}` };
    return { headers: { ...headers, [last]: change(headers[last] ?? "") }, path };
  };
};

const always: Forgery[] = [
  { what: "nothing", forge: () => ({ headers: {}, path: "" }) },
  { what: "an empty proof", forge: saying(() => "") },
  { what: "half a proof", forge: saying((text) => text.slice(0, Math.ceil(text.length / 2))) },
  { what: "a proof without its last character", forge: saying((text) => text.slice(0, -1)) },
  { what: "a proof with a character too many", forge: saying((text) => `${text}A`) },
  { what: "another tenant's secret", forge: (_, s) => proving(s, { secret: s.theirs }) },
  {
    what: "the secret of another of our doors",
    forge: (_, s) => proving(s, { secret: s.another }),
  },
  { what: "a proof by no secret", forge: (_, s) => proving(s, { secret: "" }) },
  { what: "the door's id for a secret", forge: (_, s) => proving(s, { secret: s.id }) },
  {
    what: "the secret in another case",
    forge: (_, s) => proving(s, { secret: flipped(s.secret) }),
  },
  {
    what: "the secret with a space behind",
    forge: (_, s) => proving(s, { secret: `${s.secret} x` }),
  },
  { what: "two proofs", forge: saying((text) => `${text}, ${text}`) },
  { what: "words", forge: saying(() => "trust me") },
  { what: "zeros", forge: saying((text) => text.replaceAll(/[0-9A-Za-z]/g, "0")) },
  {
    what: "another header",
    forge: ({ headers }) => ({ headers: { "x-proof": Object.values(headers).join() }, path: "" }),
  },
  {
    what: "a password of another sort",
    forge: () => ({ headers: { authorization: "Basic eDp5" }, path: "" }),
  },
  {
    what: "a bearer that opens nothing",
    forge: () => ({ headers: { authorization: "Bearer baton_0000000000000000" }, path: "" }),
  },
  { what: "another path", forge: () => ({ headers: {}, path: "/0000000000000000" }) },
];

/** For those who sign: a secret that is shown is good for any body and at any time. */
const signed: Forgery[] = [
  { what: "a proof of other bytes", forge: (_, s) => proving(s, { body: `${s.sender.body} ` }) },
  { what: "a proof of no bytes", forge: (_, s) => proving(s, { body: "" }) },
  { what: "letters the other way round", forge: saying(swapped) },
  { what: "another algorithm's name", forge: saying((text) => `sha512=${text}`) },
];
const timed: Forgery[] = [
  { what: "a proof from 301 seconds ago", forge: at(-301_000) },
  { what: "a proof from 301 seconds ahead", forge: at(301_000) },
  { what: "a proof from last year", forge: at(-365 * 86_400_000) },
  { what: "a time the proof does not cover", forge: (good, s) => retimed(good, s) },
];

const showing = ["gravity_forms", "pipedrive"];

describe("a proof at a door", () => {
  let refusals = 0;

  for (const sender of senders) {
    it(`of ${sender.kind} opens it, and nothing like it does`, async () => {
      const scene = await sceneOf(sender);
      const app = hookDoors(testWorld(db, { publicUrl }));
      const forgeries = [
        ...always,
        ...(showing.includes(sender.kind) ? [] : signed),
        ...(sender.clock ? timed : []),
      ];

      for (const { what, forge } of forgeries) {
        const forged = forge(proving(scene), scene);
        const response = await send(app, scene, forged);
        assert.equal(response.status, 401, `${sender.kind}: ${what} ${JSON.stringify(forged)}`);
        assert.match(JSON.parse(await response.text()).error, /\.$/, what);
        refusals += 1;
      }
      assert.equal(await stored(ours), before.ours, "nothing was stored");

      const good = await send(app, scene, proving(scene));
      assert.ok(good.status < 300, `${sender.kind}: ${good.status}`);
      before.ours = await stored(ours);
      assert.equal(await stored(theirs), 0);
    });
  }

  it("was forged in more than 200 ways", () => {
    assert.ok(refusals >= 200, String(refusals));
  });
});

const before = { ours: 0 };

async function sceneOf(sender: Sender): Promise<Scene> {
  const { kind, config } = sender;
  const door = await openDoor(db, ours, kind, { kind, config });
  const foreign = await openDoor(db, theirs, kind, { kind, config });
  const another = await openDoor(db, ours, `${kind} 2`, { kind, config });
  return { sender, ...door, theirs: foreign.secret, another: another.secret };
}

async function send(app: Hono, { sender, id }: Scene, { headers, path }: Proof) {
  return app.request(`/api/v1/hooks/${id}${path === "/" ? "" : path}`, {
    method: "POST",
    body: sender.body,
    headers: { "content-type": "application/json", ...headers },
  });
}

async function stored(tenantId: string): Promise<number> {
  const { rows } = await db.inTenant(tenantId, (tx) =>
    tx.client.query<{ n: number }>("select count(*)::int as n from source_event"),
  );
  return rows[0]?.n ?? 0;
}

/** Base64 is something else then; hex is not, so its first digit is another one. */
function swapped(text: string): string {
  const turned = flipped(text);
  return turned.toLowerCase() === text.toLowerCase() && /[0-9a-f]{64}$/i.test(text)
    ? text.replace(/[0-9a-f]{64}$/i, (hex) => [...hex].reverse().join("").replace(/^./, "z"))
    : turned;
}

function flipped(text: string): string {
  return text.replaceAll(/[a-z]/gi, (one) =>
    one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase(),
  );
}

/** The time in the header moves on, the signature stays. */
function retimed({ headers, path }: Proof, { sender }: Scene): Proof {
  const [then = "", later = ""] = [sender.clock?.(now), sender.clock?.(now + 60_000)];
  const moved = Object.entries(headers).map(([name, value]) => [name, value.replace(then, later)]);
  return { headers: Object.fromEntries(moved), path };
}
