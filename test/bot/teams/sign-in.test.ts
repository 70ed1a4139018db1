import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { teamsLine } from "../../../bot/teams/adapter.ts";
import { microsoft } from "../../../bot/teams/microsoft.ts";
import { teamsRoutes } from "../../../bot/teams/shim.ts";
import { fakeLog } from "../slack/fakes.ts";
import { appId, credentials, entraTenantId, localMicrosoft } from "./microsoft.ts";
import { deadUrl, send } from "./support.ts";

type Microsoft = Awaited<ReturnType<typeof localMicrosoft>>;

const conversation = { id: "a:rita", conversationType: "personal", tenantId: entraTenantId };

/** What Baton answers to an activity that comes with this token, and how many turns it took. */
async function heard(there: Pick<Microsoft, "far" | "url">, token: string, more: object = {}) {
  const { log, lines } = fakeLog();
  let turns = 0;
  const routes = teamsRoutes(
    teamsLine(credentials, there.far),
    async () => {
      turns += 1;
      return { status: 200 };
    },
    log,
  );
  const activity = { type: "message", text: "hi", serviceUrl: there.url, conversation, ...more };
  const headers = token === "" ? {} : { authorization: token };
  const response = await send({ app: { routes } }, activity, headers);
  return { status: response.status, body: await response.text(), turns, lines };
}

describe("a request that Teams signed", () => {
  it("is heard", async () => {
    await using there = await localMicrosoft();

    const { status, body, turns } = await heard(there, `Bearer ${await there.token()}`);

    assert.deepEqual([status, body, turns], [200, "", 1]);
  });

  it("is asked the keys for once", async () => {
    await using there = await localMicrosoft();
    const token = `Bearer ${await there.token()}`;

    for (const _ of [1, 2, 3]) await heard(there, token);

    assert.deepEqual([there.asked("/openid"), there.asked("/keys")], [1, 1]);
  });

  const foreign: [what: string, more: object][] = [
    ["another organisation", { conversation: { ...conversation, tenantId: appId } }],
    ["no organisation", { conversation: { ...conversation, tenantId: undefined } }],
    [
      "another organisation's channel",
      { conversation: { id: "19:x" }, channelData: { tenant: { id: appId } } },
    ],
    ["another chat that Microsoft serves", { channelId: "directline" }],
  ];
  for (const [what, more] of foreign) {
    it(`is refused from ${what}`, async (t) => {
      t.mock.method(console, "error", () => {});
      await using there = await localMicrosoft();
      const channel = "channelId" in more;
      const token = `Bearer ${await there.token()}`;

      const { status, body, turns } = await heard(there, token, more);

      assert.deepEqual([status, body], channel ? [401, "Unauthorized"] : [403, "Forbidden"]);
      assert.equal(turns, 0);
    });
  }

  it("is refused from an address that is not Teams', whoever signed it", async () => {
    await using there = await localMicrosoft();
    const serviceUrl = "https://evil.example/";
    const token = `Bearer ${await there.token({ serviceurl: serviceUrl })}`;

    const { status, turns } = await heard(there, token, { serviceUrl });

    assert.deepEqual([status, turns], [403, 0]);
  });
});

describe("a request that Teams did not sign", () => {
  const forgeries: [what: string, forge: (there: Microsoft) => Promise<string> | string][] = [
    ["no token", () => ""],
    ["an empty one", () => "Bearer "],
    ["nonsense", () => "Bearer x.y.z"],
    ["another scheme", () => "Basic eA=="],
    ["another audience", async (it) => `Bearer ${await it.token({ aud: entraTenantId })}`],
    ["another issuer", async (it) => `Bearer ${await it.token({ iss: "https://evil.example" })}`],
    [
      "Entra as its issuer",
      async (it) =>
        `Bearer ${await it.token({ iss: `https://sts.windows.net/${entraTenantId}/` })}`,
    ],
    [
      "a token for another address",
      async (it) =>
        `Bearer ${await it.token({ serviceurl: "https://smba.trafficmanager.net/teams/" })}`,
    ],
    [
      "an expired token",
      async (it) => `Bearer ${await it.token({}, { endsAt: "10 minutes ago" })}`,
    ],
    [
      "a token of tomorrow",
      async (it) => `Bearer ${await it.token({}, { startsAt: "1 day", endsAt: "2 days" })}`,
    ],
    ["an unknown key", async (it) => `Bearer ${await it.token({}, { kid: "other" })}`],
    [
      "somebody else's signature",
      async (it) => `Bearer ${await it.token({}, { key: "strangers" })}`,
    ],
    [
      "a key that vouches for other chats",
      async (it) => `Bearer ${await it.token({}, { kid: "webchat", key: "webChats" })}`,
    ],
    ["a changed token", async (it) => `Bearer ${changed(await it.token())}`],
    ["a token without a signature", async (it) => `Bearer ${unsigned(await it.token())}`],
  ];
  for (const [what, forge] of forgeries) {
    it(`gets 401 and no reason with ${what}`, async (t) => {
      t.mock.method(console, "error", () => {});
      await using there = await localMicrosoft();

      const { status, body, turns } = await heard(there, await forge(there));

      assert.deepEqual([status, body, turns], [401, "Unauthorized", 0]);
    });
  }
});

describe("while Microsoft's keys cannot be read", () => {
  it("nobody is let in, and they are told to come back", async () => {
    await using there = await localMicrosoft((path) =>
      path === "/openid" ? new Response("down", { status: 503 }) : undefined,
    );

    const { status, body, turns, lines } = await heard(there, `Bearer ${await there.token()}`);

    assert.deepEqual([status, body, turns], [503, "Try again later", 0]);
    assert.equal(lines.length, 1);
  });

  it("the same goes where nothing answers", async () => {
    await using there = await localMicrosoft();
    const far = { ...there.far, openIdUrl: `${await deadUrl()}/` };

    const { status } = await heard({ ...there, far }, `Bearer ${await there.token()}`);

    assert.equal(status, 503);
  });
});

describe("Microsoft's addresses", () => {
  const service: [string, boolean][] = [
    ["https://smba.trafficmanager.net/emea/", true],
    ["https://smba.trafficmanager.net/teams/", true],
    ["https://europe.botframework.com/", true],
    ["http://smba.trafficmanager.net/emea/", false],
    ["https://smba.trafficmanager.net:8443/", false],
    ["https://user@smba.trafficmanager.net/", false],
    ["https://evil.trafficmanager.net/", false],
    ["https://smba.trafficmanager.net.evil.example/", false],
    ["https://botframework.com.evil.example/", false],
    ["https://evilbotframework.com/", false],
    ["https://127.0.0.1/", false],
    ["http://169.254.169.254/", false],
    ["", false],
  ];
  for (const [url, expected] of service) {
    it(`${expected ? "take" : "do not take"} posts at ${url || "nothing"}`, () => {
      assert.equal(microsoft.isServiceUrl(url), expected);
    });
  }

  const uploads: [string, boolean][] = [
    ["https://contoso-my.sharepoint.com/personal/rita/_api/v2.0/drive/items/1/uploadSession", true],
    ["https://api.onedrive.com/rup/1", true],
    ["http://contoso-my.sharepoint.com/", false],
    ["https://sharepoint.com.evil.example/", false],
    ["https://evilsharepoint.com/", false],
    ["https://169.254.169.254/", false],
  ];
  for (const [url, expected] of uploads) {
    it(`${expected ? "take" : "do not take"} files at ${url}`, () => {
      assert.equal(microsoft.isDriveUrl(url), expected);
    });
  }
});

/** Another app's id where the audience stood, under the old signature. */
function changed(token: string): string {
  const [head = "", body = "", signature = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString());
  const other = Buffer.from(JSON.stringify({ ...claims, extra: 1 })).toString("base64url");
  return [head, other, signature].join(".");
}

function unsigned(token: string): string {
  const head = Buffer.from(JSON.stringify({ alg: "none", kid: "teams" })).toString("base64url");
  return `${head}.${token.split(".")[1]}.`;
}
