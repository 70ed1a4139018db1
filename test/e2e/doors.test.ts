import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { request } from "node:http";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { type Playground, startPlayground } from "../support/playground.ts";
import { bearerOf, curlOf, deskIn } from "./desk.ts";
import { outsideTeams } from "./outside-teams.ts";

const run = promisify(execFile);

let play: Playground;
before(async () => {
  play = await startPlayground();
});
after(() => play[Symbol.asyncDispose]());

describe("the command under Try the API", () => {
  it("brings a lead into both chats when it is pasted into a shell", async () => {
    const [slack, teams] = [deskIn("slack", play), deskIn("teams", play)];

    const { stdout } = await run("sh", ["-c", `${await curlOf(play)} --silent --show-error`]);

    const { id, status } = JSON.parse(stdout);
    assert.equal(status, "received");
    const [card] = await Promise.all([
      slack.sees("rita", "#leads", "fabrikam.example", /[AB] · \d+/),
      teams.sees("rita", "#leads", "fabrikam.example", /[AB] · \d+/),
    ]);
    assert.equal(card.leadId, id);

    await slack.press("ravi", card, "Claim");
    await teams.sees("mona", "#leads", "fabrikam.example", /Claimed by Ravi Rep/);
  });

  it("leads to what became of the lead, for its own bearer only", async () => {
    const send = (bearer: string, path: string, body?: object) =>
      fetch(`${play.url}/api/v1/leads/${path}`, {
        method: body ? "POST" : "GET",
        headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const bearer = await bearerOf(play);
    const lead = { company: "Nowhere", url: "https://nowhere0.example", source: "website" };

    const taken = await send(bearer, "intake", lead);
    const { id } = (await taken.json()) as { id: string };
    const shown = await send(bearer, id);
    const stranger = await send("baton_somebody_else", id);

    assert.deepEqual([taken.status, shown.status, stranger.status], [202, 200, 401]);
    assert.equal(((await shown.json()) as { id: string }).id, id);
  });
});

describe("the server", () => {
  it("says that it lives and is ready", async () => {
    const healthy = await fetch(`${play.url}/healthz`);
    const ready = await fetch(`${play.url}/readyz`);

    const all = { ok: true, database: true, migrations: true, worker: true };
    assert.deepEqual([healthy.status, ready.status, await ready.json()], [200, 200, all]);
  });

  const strangers: [who: string, headers: Record<string, string>][] = [
    ["another web page", { origin: "https://evil.example" }],
    ["another program's page on this machine", { origin: "http://127.0.0.1:8080" }],
    ["a page without an origin", { origin: "null" }],
    ["a cross-site request", { "sec-fetch-site": "cross-site" }],
    ["a rebound name", { host: "evil.example" }],
  ];
  for (const [who, headers] of strangers) {
    it(`does not open the playground to ${who}`, async () => {
      const asked = [
        ask("GET", "/_play/state?as=rita", headers),
        ask("GET", "/_play/events", headers),
        ask("POST", "/_play/gesture", headers),
        ask("POST", "/_play/slack/api/auth.test", headers),
        ask("POST", "/_play/teams/v3/conversations", headers),
        ask("POST", "/api/messages", headers),
      ];

      assert.deepEqual(await Promise.all(asked), [403, 403, 403, 403, 403, 403]);
    });
  }

  it("lets nobody send it to post elsewhere", async () => {
    const foreign = ["https://smba.trafficmanager.net/teams/", "http://169.254.169.254/latest/"];
    for (const serviceUrl of foreign) {
      await using client = await outsideTeams(play.url, { serviceUrl });

      assert.equal(await client.say("lead wingtip.example"), 403);
    }
  });
});

describe("a Teams client of this machine with an organisation of its own", () => {
  it("is served like any other, apart from the playground", async () => {
    await using client = await outsideTeams(play.url);

    assert.equal(await client.say("lead wingtip.example"), 200);
    const card = await client.sees(/wingtip\.example[\s\S]*Starting point/);
    const answer = await client.execute(card, "Claim");
    const { text } = await client.sees(/Claimed by Olga Outside/);

    assert.match(JSON.stringify(answer), /Claimed by Olga Outside/);
    assert.match(text, /wingtip\.example/);
    const state = JSON.stringify(await play.state("mona"));
    assert.ok(!state.includes("wingtip.example") && !state.includes("Olga"));
  });
});

/** The status of a request with headers that `fetch` would not let anybody set. */
function ask(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const json = { "content-type": "application/json", ...headers };
    const sent = request(`${play.url}${path}`, { method, headers: json }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on("error", reject).end(method === "POST" ? "{}" : undefined);
  });
}
