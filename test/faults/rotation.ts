import { createHmac } from "node:crypto";
import { intakeDoor } from "../../bot/doors/intake.ts";
import type { Db } from "../../db/client.ts";
import { renewSlackCredentials, saveSlackInstall } from "../../db/slack-installs.ts";
import { openDoor, rotateDoor } from "../../db/tenants.ts";
import { testDb } from "../support/db.ts";
import { givenTenant } from "../support/given.ts";
import { testNow, testWorld } from "../support/world.ts";
import type { Row } from "./report.ts";

const AT_ONCE = 20;

/** F16: secrets of a door change while leads come in, and many renew one token at once. */
export async function rotateSecrets(rounds: number): Promise<Row[]> {
  const db = await testDb();
  try {
    const tenantId = await givenTenant(db);
    return [await rotateDoors(db, tenantId, rounds), await renewAtOnce(db, tenantId, rounds)];
  } finally {
    await db[Symbol.asyncDispose]();
  }
}

/** The newest two secrets open, and no older one. */
async function rotateDoors(db: Db, tenantId: string, rounds: number): Promise<Row> {
  const { id, secret } = await openDoor(db, tenantId, "Website form");
  let clock = testNow.getTime();
  const routes = intakeDoor(testWorld(db, { now: () => new Date(clock) }));
  const secrets = [secret];
  const failures: string[] = [];
  const send = async (n: number, signedWith: string) => {
    const company = `Company ${n} ${signedWith.slice(0, 6)}`;
    const body = JSON.stringify({ company, url: "https://acme.example", source: "website" });
    const signature = createHmac("sha256", signedWith).update(body).digest("hex");
    const headers = { "x-baton-key": id, "x-signature": signature };
    return (await routes.request("/api/v1/leads/intake", { method: "POST", headers, body })).status;
  };
  for (let round = 0; round < rounds; round += 1) {
    secrets.unshift((await rotateDoor(db, tenantId, id)) ?? "");
    clock += 6_000; // a door is remembered for five seconds
    const answers = await Promise.all(secrets.map((one) => send(round, one)));
    const wanted = secrets.map((_, age) => (age < 2 ? 202 : 401));
    if (answers.join() !== wanted.join()) failures.push(`round ${round}: ${answers.join()}`);
  }
  const row = { fault: "F16 secrets of a door rotated", runs: rounds, effects: rounds * 2 };
  return { ...row, lost: 0, doubled: 0, recoveryMs: null, failures, note: "" };
}

/** Each round's token is renewed once, and the one everybody gets is the one that is kept. */
async function renewAtOnce(db: Db, tenantId: string, rounds: number): Promise<Row> {
  const first = { botToken: "xoxb-0", refreshToken: "r-0", expiresAt: 0 };
  await saveSlackInstall(db, tenantId, {
    ...{ team: "T1", enterprise: null, name: "Acme", appId: "A1", botUserId: "UBOT" },
    ...{ botId: "BBOT", scopes: ["chat:write"], installedBy: "U1", credentials: first },
  });
  let [asked, lost] = [0, 0];
  for (let round = 1; round <= rounds; round += 1) {
    const next = { botToken: `xoxb-${round}`, refreshToken: `r-${round}`, expiresAt: round };
    const renew = async () => {
      asked += 1;
      return next;
    };
    const got = await Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        renewSlackCredentials(db, "T1", ({ expiresAt }) => (expiresAt ?? 0) < round, renew),
      ),
    );
    lost += got.filter((tokens) => tokens?.refreshToken !== next.refreshToken).length;
  }
  const fault = `F16 ${AT_ONCE} renew one token at once`;
  const row = { fault, runs: rounds, effects: rounds, lost, doubled: asked - rounds };
  return { ...row, recoveryMs: null, failures: [], note: "" };
}
