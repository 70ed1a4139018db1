import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { pino } from "pino";
import { httpApp } from "../../../bot/http.ts";
import { uploadPages } from "../../../bot/web/upload.ts";
import { saveSetting } from "../../../db/settings.ts";
import { uploadLink } from "../../../db/upload-links.ts";
import { testDb } from "../../support/db.ts";
import { workOff } from "../../support/queue.ts";
import { recordingChat, testNow } from "../../support/world.ts";
import { type Desk, type Name, openDesk } from "../handlers/desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const csv = "Company,Website\nAcme,https://acme.example\n";
const json = { accept: "application/json" };

describe("the page of an upload link", () => {
  it("has a form that works without a script, and says what will happen", async () => {
    const { get } = await scene();

    const { status, text, headers } = await get();

    assert.equal(status, 200);
    assert.match(text, /<form method="post" enctype="multipart\/form-data"/);
    assert.match(
      text,
      /<label for="file">File<\/label>\s*<input type="file" id="file" name="file"/,
    );
    assert.match(
      text,
      /It is handed in for Rita\..*No lead is made of it before somebody says yes/s,
    );
    assert.match(text, /at most 100 MB/);
    assert.doesNotMatch(text, /<script>|style=|onclick=/);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'; script-src 'self'; connect-src 'self'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(headers.get("cache-control"), "no-store");
  });

  it("serves its script from here, without types", async () => {
    const { ask } = await scene();

    const { status, text, headers } = await ask("/assets/upload.js");

    assert.equal(status, 200);
    assert.match(headers.get("content-type") ?? "", /^text\/javascript/);
    assert.doesNotThrow(() => new Function(text));
  });

  it("takes a file and leads to its card, which waits for a yes where the link was asked for", async () => {
    const { desk, teams, path, post, ask } = await scene();

    const { status, headers } = await post(formOf("leads.csv", csv));
    await workOff(desk.world);

    const next = headers.get("location") ?? "";
    assert.deepEqual([status, next.startsWith(`${path}/`)], [303, true]);
    const after = await ask(next);
    assert.match(after.text, /<h1>leads\.csv · 1 row<\/h1>/);
    assert.match(after.text, /Create 1 · Update 0 · Unchanged 0 · Skipped 0/);
    assert.match(after.text, /Its card is in the channel where this link was asked for/);
    assert.doesNotMatch(after.text, /<button/);
    assert.deepEqual([...new Set(teams.map(({ to }) => to))], ["19:sales"]);
    assert.equal(await count(desk.tenantId, "lead"), 0);
  });

  it("tells a script where to go on, or what is wrong", async () => {
    const { path, post } = await scene();

    const taken = await post(formOf("leads.csv", csv), json);
    const refused = await post(formOf("photo.png", "PNG"), json);

    assert.deepEqual([taken.status, refused.status], [200, 422]);
    assert.ok(JSON.parse(taken.text).next.startsWith(`${path}/`));
    assert.match(JSON.parse(refused.text).error, /^I cannot read photo\.png/);
  });

  const unfit = [
    { what: "no file", form: () => formOf("", ""), says: /Choose a file first/ },
    { what: "a picture", form: () => formOf("a.png", "PNG"), says: /I cannot read a\.png/ },
    { what: "mark-up for a name", form: () => formOf("<b>.png", "PNG"), says: /&lt;b&gt;\.png/ },
  ];
  for (const { what, form, says } of unfit) {
    it(`asks again, and says why, when it gets ${what}`, async () => {
      const { desk, post } = await scene();

      const { status, text } = await post(form());

      assert.equal(status, 422);
      assert.match(text, /<p id="told" role="alert">⚠ /);
      assert.match(text, says);
      assert.match(text, /<form method="post"/);
      assert.equal(await count(desk.tenantId, "lead_import"), 0);
    });
  }

  it("takes no form that is none, and none that breaks off", async () => {
    const { desk, ask, path } = await scene();
    const part = 'content-disposition: form-data; name="file"; filename="a.csv"';
    const type = "multipart/form-data; boundary=x";

    const none = await ask(path, { method: "POST", body: "file=1" });
    const cut = await ask(path, {
      method: "POST",
      body: `--x\r\n${part}\r\n\r\nCompany\nAcme`,
      headers: { "content-type": type },
    });

    assert.deepEqual([none.status, cut.status], [422, 422]);
    assert.equal(await count(desk.tenantId, "lead_import"), 0);
  });

  it("takes no file that is too large, and keeps nothing of it", async () => {
    const { desk, post } = await scene();
    await db.inTenant(desk.tenantId, (tx) => saveSetting(tx, "files", { mostMb: 1 }, "test"));

    const { status, text } = await post(formOf("a.csv", "a,b\n".repeat(300_000)));

    assert.equal(status, 413);
    assert.match(text, /larger than 1 MB/);
    assert.equal(await count(desk.tenantId, "lead_import"), 0);
    assert.equal(await count(desk.tenantId, "import_chunk"), 0);
  });

  it("is closed to links that are forged, cut, or a day old, and says what to do", async () => {
    const { desk, path, ask } = await scene();
    const other = path.slice(0, -1) + (path.endsWith("A") ? "Q" : "A");

    for (const bad of [other, path.slice(0, -4), "/upload/x", `/upload/${"A".repeat(90)}`]) {
      const { status, text } = await ask(bad);
      assert.deepEqual([bad, status], [bad, 403]);
      assert.match(text, /no longer good.*\/lead import/s);
    }
    const late = new Date(testNow.getTime() + 24 * 3_600_000 + 1_000);
    desk.clock.now = late;
    const statuses = [
      await ask(path),
      await ask(path, { method: "POST", body: formOf("a.csv", csv) }),
    ];
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [403, 403],
    );
    assert.equal(await count(desk.tenantId, "lead_import"), 0);
  });

  it("is closed to whoever may only look", async () => {
    const { get } = await scene("Vera");

    assert.equal((await get()).status, 403);
  });

  it("shows the files of nobody else", async () => {
    const { desk, post } = await scene();
    const { headers } = await post(formOf("leads.csv", csv));
    const id = headers.get("location")?.split("/").at(-1) ?? "";
    const mona = await scene("Mona", desk);

    const { status } = await mona.ask(`${mona.path}/${id}`);

    assert.equal(status, 403);
  });

  it("keeps its address out of the log", async () => {
    const { desk, path } = await scene();
    const lines: string[] = [];
    const log = pino({}, { write: (line) => lines.push(line) });

    await httpApp(log, [uploadPages(desk.world)]).request(path);

    assert.match(lines.join(""), /"path":"\/upload\/…"/);
  });
});

/** The page of a link that somebody asked for in a channel of Teams. */
async function scene(name: Name = "Rita", at?: Desk) {
  const teams = recordingChat("teams");
  const desk = at ?? (await openDesk(db, { chat: { slack: null, teams: teams.port } }));
  const personId = desk.ids[name];
  const place = { surface: "teams", channelId: "19:sales", kind: "channel" } as const;
  const origin = { ...place, userId: `29:${name}`, personId, replyUrl: null };
  const vault = await db.vault(desk.tenantId);
  const link = { tenantId: desk.tenantId, personId, origin };
  const path = new URL(uploadLink(vault, "http://x", link, testNow)).pathname;
  const app = uploadPages(desk.world);
  const ask = async (at: string, init: RequestInit = {}) => {
    const response = await app.request(at, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    ...{ desk, path, ask, teams: teams.sent },
    get: () => ask(path),
    post: (body: FormData, headers: Record<string, string> = {}) =>
      ask(path, { method: "POST", body, headers }),
  };
}

function formOf(name: string, text: string): FormData {
  const form = new FormData();
  form.set("file", new File([text], name));
  return form;
}

async function count(tenantId: string, table: "lead" | "lead_import" | "import_chunk") {
  const { rows } = await db.inTenant(tenantId, (tx) =>
    tx.client.query<{ n: number }>(`select count(*)::int as n from ${table}`),
  );
  return rows[0]?.n;
}
