import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { teamsLine } from "../../../bot/teams/adapter.ts";
import { isLocalRequest, isLoopbackUrl } from "../../../bot/teams/loopback.ts";
import { teamsRoutes } from "../../../bot/teams/shim.ts";
import { ChatRefused } from "../../../jobs/world.ts";
import { fakeLog } from "../slack/fakes.ts";
import { fakeTeams, send, teamsDesk } from "./support.ts";

const message = { type: "message", text: "lead acme.com" };

describe("the Teams door without credentials", () => {
  const foreign = [
    "https://smba.trafficmanager.net/teams/",
    "http://169.254.169.254/",
    "http://192.168.0.1/",
    "http://127.0.0.1.evil.example/",
    "http://127.0.0.1@evil.example/",
    "http://user@127.0.0.1/",
    "file:///etc/passwd",
    "",
  ];
  for (const serviceUrl of foreign) {
    it(`refuses a serviceUrl ${serviceUrl || "of nothing"}`, async () => {
      const desk = teamsDesk();

      const response = await send(desk, { ...message, serviceUrl });

      assert.deepEqual([response.status, await response.text()], [403, "Forbidden"]);
      assert.deepEqual(desk.calls, []);
    });
  }

  const pages = [
    { page: "a foreign Origin", headers: { origin: "https://evil.example" } },
    { page: "a sandboxed Origin", headers: { origin: "null" } },
    { page: "another port", headers: { origin: "http://127.0.0.1:8080" } },
    { page: "a cross-site fetch", headers: { "sec-fetch-site": "cross-site" } },
    { page: "a rebound Host", headers: { host: "evil.example:3000" } },
  ];
  for (const { page, headers } of pages) {
    it(`refuses ${page}`, async () => {
      const desk = teamsDesk();

      const response = await send(desk, message, headers);

      assert.deepEqual([response.status, desk.calls], [403, []]);
    });
  }

  it("takes our own page and other programs of this machine", async () => {
    const desk = teamsDesk();

    const page = await send(desk, message, { origin: "http://127.0.0.1:3000" });
    const program = await send(desk, message);

    assert.deepEqual([page.status, program.status, desk.calls.length], [200, 200, 2]);
  });

  const bodies = [
    ["garbage", "{", 400],
    ["nothing", "", 400],
    ["a list", "[]", 400],
    ["an activity without a type", JSON.stringify({ serviceUrl: "http://127.0.0.1:9" }), 400],
    ["an oversized body", " ".repeat(1024 * 1024 + 1), 413],
  ] as const;
  for (const [what, body, status] of bodies) {
    it(`answers ${status} to ${what}`, async () => {
      const desk = teamsDesk();

      const url = "http://127.0.0.1:3000/api/messages";
      const response = await desk.app.routes.request(url, { method: "POST", body });

      assert.deepEqual([response.status, desk.calls], [status, []]);
    });
  }

  it("shrugs at an activity it cannot read, and notes it", async () => {
    const desk = teamsDesk();

    const response = await send(desk, { ...message, from: 7 });

    assert.deepEqual([response.status, desk.calls], [200, []]);
    assert.deepEqual(desk.lines.length, 1);
  });

  it("hides an error of its own, and logs it", async () => {
    const { log, lines } = fakeLog();
    const broken = async () => {
      throw new Error("password=hunter2");
    };
    const routes = teamsRoutes(teamsLine(null), broken, log);

    const response = await send({ app: { routes } }, message);

    assert.deepEqual([response.status, await response.text()], [500, "Something went wrong"]);
    assert.equal(lines.length, 1);
  });

  it("follows no old note of an address that leaves the machine", async () => {
    await using teams = await fakeTeams();
    const away = teams.conversation("a:rita", "personal");
    await teams.memory.remember("tenant-1", { ...away, serviceUrl: "http://192.0.2.1/" });
    const to = { kind: "channel", channelId: "a:rita" } as const;
    const card = { id: "L1", version: 1, summary: "New", parts: [], refresh: null };

    await assert.rejects(
      teams.port.post("tenant-1", to, card),
      new ChatRefused("teams", "foreign_url"),
    );
  });
});

describe("loopback", () => {
  const cases: [string, boolean][] = [
    ["http://127.0.0.1:3000/x", true],
    ["http://127.8.8.8/", true],
    ["http://127.1/", true],
    ["http://2130706433/", true],
    ["http://localhost:1", true],
    ["http://LOCALHOST", true],
    ["https://[::1]/", true],
    ["http://[::ffff:192.0.2.1]/", false],
    ["http://0.0.0.0/", false],
    ["http://localhost.evil.example", false],
    ["http://128.0.0.1", false],
    ["ws://127.0.0.1", false],
    ["127.0.0.1", false],
  ];
  for (const [url, expected] of cases) {
    it(`${expected ? "is" : "is not"} ${url}`, () => {
      assert.equal(isLoopbackUrl(url), expected);
    });
  }

  it("is never a name that a stranger can register", () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        assert.equal(isLoopbackUrl(url), false);
      }),
      { numRuns: 50 },
    );
  });

  it("never takes a request whose Host is missing", () => {
    assert.equal(
      isLocalRequest({ host: undefined, origin: undefined, fetchSite: undefined }),
      false,
    );
  });
});
