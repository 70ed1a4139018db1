import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { evidencePages } from "../../../bot/web/evidence.ts";
import { eraseLeads } from "../../../db/erase.ts";
import { noteCheck } from "../../../db/evidence-checks.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { testDb } from "../../support/db.ts";
import { testNow, testWorld } from "../../support/world.ts";
import { fact, givenProven, type Kept, pageOf } from "./evidence-stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const about = "https://acme.example/about";
const DAY_MS = 86_400_000;

describe("the evidence page", () => {
  it("shows bucket and score, and says its facts in words", async () => {
    const facts = [
      fact({ provider: "json_ld", quote: `{ "@type": "Organization", "legalName": "Acme B.V."` }),
      fact({ name: "employees", value: { min: 180, max: 220 }, quote: "around 200 people" }),
    ];

    const { text } = await evidenceOf(facts);

    assert.match(text, /<h1>Acme · A · 86<\/h1>/);
    assert.match(text, /Legal name: Acme B\.V\./);
    assert.match(text, /In the page(?:&#39;|')s data: legal name: Acme B\.V\./);
    assert.match(text, /People: 180–220<\/td>\s*<td><q>around 200 people<\/q>/);
    assert.match(text, /sure, 90 %/);
    assert.doesNotMatch(text, /legal_name|@type/);
  });

  it("groups its facts, those that say why now apart from what the company is", async () => {
    const facts = [
      fact({ name: "funding", value: { round: "Series B", amount: null, date: "2026-02-01" } }),
      fact({ name: "industry", value: "Logistics" }),
      fact({ name: "person", value: { name: "Ana Weber", title: "CEO" } }),
    ];

    const { text } = await evidenceOf(facts);

    const titles = [...text.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, title]) => title);
    assert.deepEqual(titles, ["The company", "Why now", "People and contact"]);
  });

  it("shows a quote in its sentence while the page is kept, as text with a mark", async () => {
    const page = pageOf(
      about,
      "<h1>Us</h1><p>Today <b>around 200</b> people &amp; a dog work here. Hi!</p>",
    );
    const facts = [fact({ name: "employees", value: { min: 200, max: 200 }, quote: "200 people" })];

    const { text } = await evidenceOf(facts, [page]);

    assert.match(text, /Today around <mark>200 people<\/mark> &amp; a dog work here\.<\/span>/);
  });

  it("says that a page is not kept any more, and keeps the quote", async () => {
    const page = pageOf(about, "<p>Around 200 people</p>");
    const facts = [fact({ name: "employees", value: { min: 200, max: 200 }, quote: "200 people" })];

    const { text } = await evidenceOf(facts, [page], new Date(testNow.getTime() + 30 * DAY_MS - 1));
    const gone = await evidenceOf(facts, []);

    assert.match(text, /<mark>200 people<\/mark>/);
    assert.match(gone.text, /<q>200 people<\/q><small>The page itself is no longer kept/);
  });

  it("lists who says what where sources disagree, the one that counts first and marked", async () => {
    const facts = [
      fact({ name: "employees", value: { min: 300, max: 300 }, sourceUrl: `${about}/press` }),
      fact({ name: "employees", value: { min: 180, max: 220 }, provider: "json_ld" }),
    ];

    const { text } = await evidenceOf(facts);

    assert.match(
      text,
      /<table id="disagree-employees">\s*<caption>2 sources disagree about people/,
    );
    const rows = text.slice(text.indexOf("disagree-employees"));
    assert.ok(rows.indexOf("✓ 180–220") < rows.indexOf("<td>300</td>"));
    assert.match(rows, /a less trusted source/);
  });

  it("marks a proof that is gone since, with the quote as it was", async () => {
    const quote = "We raised a Series B";
    const { path, tenantId, companyId } = await givenProven(db, [
      fact({ name: "funding", value: { round: "Series B", amount: null, date: null }, quote }),
    ]);
    const at = new Date("2026-02-03T09:00:00Z");
    await db.inTenant(tenantId, (tx) => noteCheck(tx, { companyId, url: about, status: 404 }, at));

    const { text } = await open(path);

    assert.match(text, /<span class="chip">Gone since 3 Feb<\/span>/);
    assert.ok(text.includes(quote));
  });

  it("says which facts may be out of date", async () => {
    const facts = [fact({ name: "employees", value: { min: 9, max: 9 } }), fact({ name: "news" })];
    const now = new Date(testNow.getTime() + 29 * DAY_MS);
    const old = [
      fact({ name: "job", value: { title: "Driver", area: null, place: null, postedAt: null } }),
    ];

    const { text } = await evidenceOf([...facts, ...old], [], now);

    assert.equal(text.match(/may be out of date/g)?.length, 1);
  });

  it("asks for nothing that is not there, and runs nothing a page said", async () => {
    const nasty = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;

    const { text } = await evidenceOf([
      fact({ value: nasty, quote: nasty, sourceUrl: "javascript:alert(1)" }),
      fact({
        name: "news",
        value: { title: nasty, date: null },
        sourceUrl: `https://acme.example/${nasty}`,
      }),
    ]);

    assert.match(text, /<link rel="icon" href="data:,"/);
    assert.doesNotMatch(text, /<script|<img|href="javascript/);
  });

  it("shows pictures of the company from here, by the same link, and nothing else as a picture", async () => {
    const picture = { kind: "screenshot" as const, url: about, contentType: "image/jpeg" };
    const page = { ...picture, contentType: "text/html", body: Buffer.from("<script>1</script>") };
    const other = await givenProven(db, [], [{ ...picture, body: Buffer.from("theirs") }]);
    const { path } = await givenProven(db, [], [{ ...picture, body: Buffer.from("JPEG") }, page]);

    const { text } = await open(path);
    const sources = [...text.matchAll(/<img src="([^"]+)"/g)].map(([, src = ""]) => src);
    const answers = await Promise.all(sources.map((src) => pages().request(src)));
    const theirs = (await open(other.path)).text.match(/picture\/([\w-]+)/)?.[1];
    const foreign = await pages().request(`${path}/picture/${theirs}`);
    const forged = await pages().request(`/evidence/x/picture/${theirs}`);

    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 404]);
    const shown = answers.find(({ status }) => status === 200);
    assert.equal(await shown?.text(), "JPEG");
    assert.equal(shown?.headers.get("content-type"), "image/jpeg");
    assert.deepEqual([foreign.status, forged.status], [404, 403]);
  });

  it("of an erased lead says so kindly", async () => {
    const { path, tenantId } = await givenProven(db, [fact({})]);
    await eraseLeads(db, tenantId);

    const response = await pages().request(path);

    assert.equal(response.status, 410);
    assert.match(await response.text(), /This lead was erased/);
  });

  it("stays closed without a good link", async () => {
    const response = await pages().request("/evidence/nonsense");

    assert.equal(response.status, 403);
    assert.doesNotMatch(await response.text(), /Why this score/);
  });
});

function pages(now = testNow) {
  return evidencePages(testWorld(db, { now: () => now }));
}

async function open(path: string, now = testNow): Promise<{ text: string }> {
  const response = await pages(now).request(path);
  assert.equal(response.status, 200);
  return { text: await response.text() };
}

async function evidenceOf(facts: Fact[], kept: Kept[] = [], now = testNow) {
  const { path } = await givenProven(db, facts, kept);
  return open(path, now);
}
