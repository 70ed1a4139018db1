import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Db } from "../../db/client.ts";
import {
  findSlackInstall,
  findSlackInstallOf,
  type NewSlackInstall,
  noteSlackToken,
  renewSlackCredentials,
  revokeSlackInstall,
  type SlackCredentials,
  saveSlackInstall,
} from "../../db/slack-installs.ts";
import { addInstall } from "../../db/tenants.ts";
import { testDb } from "../support/db.ts";
import { givenTenant } from "../support/given.ts";

const credentials: SlackCredentials = { botToken: "xoxb-1", refreshToken: "r-1", expiresAt: 1_000 };

function install(own: Partial<NewSlackInstall> = {}): NewSlackInstall {
  return {
    ...{ team: "T1", enterprise: null, name: "Acme", appId: "A1", botUserId: "UBOT" },
    ...{ botId: "BBOT", scopes: ["chat:write"], installedBy: "U1", credentials },
    ...own,
  };
}

const soon = () => new Date(Date.now() + 60_000);

async function given(db: Db): Promise<string> {
  const tenantId = await givenTenant(db);
  await saveSlackInstall(db, tenantId, install());
  return tenantId;
}

describe("a Slack install", () => {
  it("is found by its team and by its tenant", async () => {
    await using db = await testDb();
    const tenantId = await given(db);

    const byTeam = await findSlackInstall(db, "T1");
    const byTenant = await findSlackInstallOf(db, tenantId);

    assert.partialDeepStrictEqual(byTeam, { team: "T1", tenantId, botUserId: "UBOT", credentials });
    assert.deepEqual(byTenant, byTeam);
    assert.equal(await findSlackInstall(db, "T2"), undefined);
  });

  it("keeps its tokens sealed", async () => {
    await using db = await testDb();
    await given(db);

    const { rows } = await db.owner.query("select * from registry.install");

    assert.doesNotMatch(JSON.stringify(rows), /xoxb-1|r-1/);
    assert.equal(rows[0].sealed_credentials.includes("xoxb-1"), false);
  });

  it("stays with its tenant when it is installed again, and by whomever", async () => {
    await using db = await testDb();
    const first = await given(db);
    const other = await givenTenant(db);

    await saveSlackInstall(db, other, install({ scopes: ["commands"], installedBy: "U2" }));

    const found = await findSlackInstall(db, "T1");
    assert.deepEqual([found?.tenantId, found?.scopes], [first, ["commands"]]);
  });

  it("loses its tokens when it is revoked, and has new ones once it is installed again", async () => {
    await using db = await testDb();
    const tenantId = await given(db);

    assert.equal(await revokeSlackInstall(db, "T1", soon()), true);
    const revoked = await findSlackInstall(db, "T1");
    await saveSlackInstall(
      db,
      tenantId,
      install({ credentials: { ...credentials, botToken: "b" } }),
    );
    const again = await findSlackInstall(db, "T1");

    assert.deepEqual([revoked?.credentials, revoked?.revokedAt === null], [null, false]);
    assert.deepEqual([again?.credentials?.botToken, again?.revokedAt], ["b", null]);
  });

  it("is not ended by late news of an earlier one's end", async () => {
    await using db = await testDb();
    await given(db);

    const ended = await revokeSlackInstall(db, "T1", new Date(Date.now() - 60_000));

    assert.equal(ended, false);
    assert.deepEqual((await findSlackInstall(db, "T1"))?.credentials, credentials);
  });

  it("of a token that the process was given is described, not sealed and not revoked", async () => {
    await using db = await testDb();
    const tenantId = await givenTenant(db);
    const known = {
      team: "T1",
      name: "Acme",
      botUserId: "UBOT",
      botId: null,
      scopes: ["commands"],
    };

    const before = await noteSlackToken(db, known);
    await addInstall(db, "slack", "T1", tenantId);
    const after = await noteSlackToken(db, known);
    const revoked = await revokeSlackInstall(db, "T1", soon());

    assert.deepEqual([before, after, revoked], [false, true, false]);
    assert.partialDeepStrictEqual(await findSlackInstall(db, "T1"), { ...known, tenantId });
  });
});

describe("renewing a Slack install's tokens", () => {
  const renewed = { botToken: "xoxb-2", refreshToken: "r-2", expiresAt: 2_000 };
  const isFirst = ({ refreshToken }: SlackCredentials) => refreshToken === "r-1";

  it("happens once, however many ask at the same time", async () => {
    await using db = await testDb();
    await given(db);
    let asked = 0;
    const renew = async () => {
      asked += 1;
      return renewed;
    };

    const all = await Promise.all(
      Array.from({ length: 20 }, () => renewSlackCredentials(db, "T1", isFirst, renew)),
    );

    assert.deepEqual([asked, all], [1, Array(20).fill(renewed)]);
    assert.deepEqual((await findSlackInstall(db, "T1"))?.credentials, renewed);
  });

  it("leaves everything as it was when Slack does not answer", async () => {
    await using db = await testDb();
    await given(db);
    const away = () => Promise.reject(new Error("Slack is away"));

    await assert.rejects(renewSlackCredentials(db, "T1", isFirst, away), /Slack is away/);

    assert.deepEqual((await findSlackInstall(db, "T1"))?.credentials, credentials);
  });

  it("brings back nothing that was revoked meanwhile", async () => {
    await using db = await testDb();
    await given(db);
    await revokeSlackInstall(db, "T1", soon());

    const got = await renewSlackCredentials(db, "T1", isFirst, async () => renewed);

    assert.deepEqual([got, (await findSlackInstall(db, "T1"))?.credentials], [undefined, null]);
  });
});
