import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { pino } from "pino";
import { httpApp } from "../../../bot/http.ts";
import { actPages } from "../../../bot/web/act.ts";
import { actLink, evidenceLink } from "../../../db/links.ts";
import { listTransitions } from "../../../db/lists.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { testNow } from "../../support/world.ts";
import { type Desk, type Name, openDesk } from "../handlers/desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const ours = { "sec-fetch-site": "same-origin" };

describe("the page of an act link", () => {
  it("shows the lead and who may act, and does nothing by being opened", async () => {
    const { desk, lead, get } = await scene("claim");
    const before = await desk.view(lead);

    const { status, text } = await get();

    assert.equal(status, 200);
    assert.match(text, /<h1>Acme · A · 86<\/h1>/);
    assert.deepEqual(choices(text), ["Choose…", "Adam", "Mona", "Ravi", "Rita"]);
    assert.doesNotMatch(text, /<script|style=|http-equiv/);
    assert.deepEqual(await desk.view(lead), before);
  });

  it("brings a policy under which it may be sent to itself only, and tells nobody its address", async () => {
    const { get } = await scene("claim");

    const { headers } = await get();

    assert.match(
      headers.get("content-security-policy") ?? "",
      /default-src 'none'.*form-action 'self'/,
    );
    assert.equal(headers.get("referrer-policy"), "same-origin");
    assert.equal(headers.get("cache-control"), "no-store");
  });

  it("claims for whoever says who they are, and keeps that it came by a link", async () => {
    const { desk, lead, post } = await scene("claim");

    const { status, text } = await post("Rita");

    assert.equal(status, 200);
    assert.match(text, /Acme is yours\./);
    assert.match(text, /Claimed by Rita/);
    assert.deepEqual(await desk.acts(lead), ["Rita claim"]);
    const trail = await db.inTenant(desk.tenantId, (tx) => listTransitions(tx, lead));
    assert.equal(trail.find(({ verb }) => verb === "claim")?.place, "link");
  });

  it("logs what came of a talk, and logs it once however often the form is sent", async () => {
    const { desk, lead, get, post } = await scene("log_outcome");
    const once = /name="_once" value="([^"]+)"/.exec((await get()).text)?.[1] ?? "";
    const values = { outcome: "meeting", reason: "Budget in May", _once: once };

    const answers = await Promise.all([post("Rita", values), post("Rita", values)]);

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
    assert.equal(answers.filter(({ text }) => text.includes("This was sent before.")).length, 1);
    assert.deepEqual(await desk.acts(lead), ["Rita log_outcome"]);
    assert.equal((await desk.view(lead)).outcome?.reason, "Budget in May");
  });

  it("asks again, with what was filled in, for what is missing", async () => {
    const { desk, lead, post } = await scene("log_outcome");

    const { status, text } = await post("Rita", { reason: "said <b>maybe</b>" });

    assert.equal(status, 422);
    assert.match(text, /role="alert">⚠ Choose what happened\./);
    assert.match(text, /said &lt;b&gt;maybe&lt;\/b&gt;<\/textarea>/);
    assert.deepEqual(await desk.acts(lead), []);
  });

  it("asks for a name, and takes none that is not a colleague's who may", async () => {
    const { desk, lead, post } = await scene("reassign");

    const nobody = await post(null);
    const rep = await post("Rita", { person: desk.ids.Ravi });

    for (const { status, text } of [nobody, rep]) {
      assert.equal(status, 422);
      assert.match(text, /Choose your name\./);
    }
    assert.deepEqual(await desk.acts(lead), []);
  });

  it("gives a lead to a colleague where a manager says so", async () => {
    const { desk, lead, get, post } = await scene("reassign");

    const { text } = await get();
    await post("Mona", { person: desk.ids.Ravi });

    assert.deepEqual(choices(text).slice(0, 3), ["Choose…", "Adam", "Mona"]);
    assert.equal((await desk.view(lead)).offeredTo?.name, "Ravi");
  });

  it("tells who comes late who was first, and shows the card instead of a form after that", async () => {
    const { desk, get, post } = await scene("claim");
    await post("Rita");

    const late = await post("Ravi");
    const page = await get();

    assert.match(late.text, /Rita took it/);
    assert.match(page.text, /This card has moved on/);
    assert.doesNotMatch(page.text, /<form/);
    assert.equal(desk.slack.length, 0);
  });

  it("offers the form again, as it was sent, when we fail", async () => {
    const { lead, desk, ask, path } = await scene("log_outcome");
    const down = actPages(desk.world, {
      press: () => Promise.reject(new Error("the database is away")),
      submit: () => Promise.reject(new Error("the database is away")),
    });
    const body = new URLSearchParams({ _who: desk.ids.Rita, _once: "1", outcome: "won" });

    const failed = await read(await down.request(path, { method: "POST", headers: ours, body }));
    const once = /name="_once" value="([^"]+)"/.exec(failed.text)?.[1] ?? "";
    body.set("_once", once);
    const { status } = await ask(path, "POST", body);

    assert.equal(failed.status, 500);
    assert.match(failed.text, /our fault.*<option value="won" selected/s);
    assert.doesNotMatch(failed.text, /away/);
    assert.equal(status, 200);
    assert.deepEqual(await desk.acts(lead), ["Rita log_outcome"]);
  });

  const foreign = [
    { from: "another site", headers: { "sec-fetch-site": "cross-site" } },
    { from: "a sister host", headers: { "sec-fetch-site": "same-site" } },
    { from: "an old browser elsewhere", headers: { origin: "https://evil.example" } },
    { from: "a page that hides itself", headers: { origin: "null" } },
    { from: "nobody who says so", headers: {} },
  ];
  for (const { from, headers } of foreign) {
    it(`takes no form from ${from}`, async () => {
      const { desk, lead, post } = await scene("claim");

      const { status, text } = await post("Rita", {}, headers);

      assert.equal(status, 403);
      assert.match(text, /Nothing was done/);
      assert.deepEqual(await desk.acts(lead), []);
    });
  }

  it("takes the form of a browser that names only its origin", async () => {
    const { desk, lead, post } = await scene("claim");

    await post("Rita", {}, { origin: "http://127.0.0.1:3000" });

    assert.deepEqual(await desk.acts(lead), ["Rita claim"]);
  });

  it("is closed, and says what to do, to links that are forged, cut, for something else or too old", async () => {
    const { desk, lead, path, ask } = await scene("claim");
    const vault = await db.vault(desk.tenantId);
    const evidence = evidenceLink(vault, "", desk.tenantId, lead, testNow).split("/").at(-1);
    const swapped = path.replace("/act/claim.", "/act/log_outcome.");
    const other = path.slice(0, -1) + (path.endsWith("A") ? "Q" : "A");

    for (const bad of [
      swapped,
      other,
      path.slice(0, -4),
      `/act/claim.${evidence}`,
      "/act/claim",
      "/act/claim.",
      "/act/x.y",
    ]) {
      const { status, text } = await ask(bad);
      assert.deepEqual([bad, status], [bad, 403]);
      assert.match(text, /no longer good.*newest message/s);
    }
    assert.equal((await ask(path)).status, 200);
    desk.clock.now = new Date(testNow.getTime() + 15 * 86_400_000);
    assert.equal((await ask(path)).status, 403);
    assert.equal((await ask(path, "POST")).status, 403);
  });

  it("keeps its address out of the log", async () => {
    const { desk, path } = await scene("claim");
    const lines: string[] = [];
    const log = pino({}, { write: (line) => lines.push(line) });

    await httpApp(log, [actPages(desk.world, desk.handlers)]).request(path);

    assert.match(lines.join(""), /"path":"\/act\/…"/);
    assert.doesNotMatch(lines.join(""), /claim\./);
  });

  it("is closed where the lead was erased", async () => {
    const { desk, ask } = await scene("claim");
    const vault = await db.vault(desk.tenantId);
    const gone = { tenantId: desk.tenantId, leadId: "00000000-0000-7000-8000-000000000000" };

    const { status } = await ask(
      new URL(actLink(vault, "http://x", gone, "claim", testNow)).pathname,
    );

    assert.equal(status, 403);
  });
});

/** An A lead offered to Rita or Ravi, and a link to do one thing to it. */
async function scene(verb: string) {
  const desk: Desk = await openDesk(db);
  const lead = await givenRouted(db, desk.tenantId, "A");
  const vault = await db.vault(desk.tenantId);
  const about = { tenantId: desk.tenantId, leadId: lead };
  const { publicUrl } = desk.world;
  const path = new URL(actLink(vault, publicUrl, about, verb, testNow)).pathname;
  const routes = actPages(desk.world, desk.handlers);
  const ask = async (at: string, method = "GET", body?: URLSearchParams, headers = {}) => {
    const init = { method, headers: { ...ours, ...headers }, ...(body ? { body } : {}) };
    return read(await routes.request(at, init));
  };
  const post = async (name: Name | null, values: Record<string, string> = {}, headers?: object) => {
    const who = name ? { _who: desk.ids[name] } : {};
    const body = new URLSearchParams({ _once: crypto.randomUUID(), ...who, ...values });
    return read(
      await routes.request(path, { method: "POST", body, headers: { ...(headers ?? ours) } }),
    );
  };
  return { desk, lead, path, ask, post, get: () => ask(path) };
}

async function read(response: Response) {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** What the first list on a page offers. */
function choices(text: string): string[] {
  const [, options = ""] = /<select[^>]*id="_who"[^>]*>(.*?)<\/select>/s.exec(text) ?? [];
  return [...options.matchAll(/>([^<]+)<\/option>/g)].map(([, label = ""]) => label);
}
