import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, describe, it } from "node:test";
import { addFacts, keepPage, listFacts } from "../../db/facts.ts";
import { lockLead } from "../../db/leads.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import { openScene, rowsOf, type Scene } from "../jobs/scene.ts";
import { testDb } from "../support/db.ts";
import { givenLead } from "../support/given.ts";
import { testNow } from "../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const stated = (name: Fact["name"], value: Fact["value"], own: Partial<Fact> = {}): Fact => ({
  ...{ name, value, sourceUrl: "https://acme.example/team", quote: "as the page says" },
  ...{ observedAt: testNow.toISOString(), provider: "page", confidence: 0.9 },
  ...own,
});

async function givenFacts(facts: Fact[], pageHash: Buffer | null = null): Promise<Facts> {
  const scene = await openScene(db);
  const leadId = await givenLead(scene, scene.tenantId);
  const found = await scene.inTenant(scene.tenantId, async (tx) => {
    const { companyId } = await lockLead(tx, leadId);
    await addFacts(tx, companyId, facts, testNow, pageHash);
    return { companyId, facts: await listFacts(tx, companyId) };
  });
  return { scene, ...found };
}
type Facts = { scene: Scene; companyId: string; facts: Awaited<ReturnType<typeof listFacts>> };

describe("facts that are stored", () => {
  it("keep of a person the name and the title, and count by field what is left out", async () => {
    const person = { name: "Ana Weber", title: "CEO", birthday: "1980-01-02", home: "Berlin 1" };
    const other = { name: "Jo Lim", title: null, birthday: "1990-03-04" };

    const { scene, facts } = await givenFacts([stated("person", person), stated("person", other)]);

    assert.deepEqual(
      new Set(facts.map(({ value }) => JSON.stringify(value))),
      new Set(['{"name":"Ana Weber","title":"CEO"}', '{"name":"Jo Lim","title":null}']),
    );
    const events = await rowsOf<{ features: unknown }>(
      scene,
      "select features from event where type = 'company.fields_dropped'",
    );
    assert.deepEqual(events, [{ features: { dropped: { birthday: 2, home: 1 } } }]);
    const all = JSON.stringify(await rowsOf(scene, "select f.*, e.* from fact f, event e"));
    assert.doesNotMatch(all, /1980|Berlin 1/);
  });

  it("can be read without the company's key only where they cannot name anybody", async () => {
    const name = "Ana Weber";
    const { scene, facts } = await givenFacts([
      stated("employees", { min: 3, max: 3 }),
      stated("legal_name", `${name} e.K.`),
      stated("industry", name, { provider: "llm" }),
      stated("tech", { name, category: "named", modern: null }, { provider: "person" }),
    ]);

    const rows = await rowsOf<{ name: string; value: unknown }>(
      scene,
      "select name, value from fact where value is not null",
    );
    assert.deepEqual(rows, [{ name: "employees", value: { min: 3, max: 3 } }]);
    assert.equal(facts.filter((one) => JSON.stringify(one.value).includes(name)).length, 3);
  });

  it("carry the hash of the page they were read on, and say when they were seen", async () => {
    const body = Buffer.from("<p>as the page says</p>");
    const hash = createHash("sha256").update(body).digest();
    const { scene, companyId, facts } = await givenFacts([stated("vat", "DE1")], hash);

    const kept = await scene.inTenant(scene.tenantId, (tx) => {
      const page = { url: "https://acme.example/team", contentType: "text/html", body };
      return keepPage(tx, companyId, page, testNow);
    });

    assert.deepEqual(kept, hash);
    assert.deepEqual(await rowsOf(scene, "select page_hash from fact"), [{ page_hash: hash }]);
    assert.equal(facts[0]?.seenAt, testNow.toISOString());
  });
});
