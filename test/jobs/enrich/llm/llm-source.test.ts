import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { saveSetting } from "../../../../db/settings.ts";
import { llmSource } from "../../../../jobs/enrich/llm/llm-source.ts";
import type { Fact } from "../../../../pipeline/enrich/fact.ts";
import { testDb } from "../../../support/db.ts";
import { answerWith, completion, fakeOpenAi } from "../../../support/fake-openai.ts";
import { openScene, viewOf } from "../../scene.ts";
import {
  aboutText,
  aboutUrl,
  depsWith,
  givenAbout,
  ledgerOf,
  nothingSaid,
  rightAnswer,
} from "./about.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("a model that reads pages", () => {
  it("adds what rules did not find, with words of the page, and less sure than they are", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(rightAnswer));
    const about = await givenAbout(scene);

    const { facts } = await llmSource.find(about, depsWith(scene, server.llm));

    assert.deepEqual(Object.fromEntries(facts.map(({ name, value }) => [name, value])), {
      ...{ industry: "Logistics", employees: { min: 180, max: 180 }, founded_year: 1998 },
      ...{ hq_city: "Hamburg", hq_country: "DE", legal_name: "Acme Spedition GmbH" },
      tech: { name: "Stripe", category: "payments", modern: true },
    });
    for (const { provider, confidence, sourceUrl, quote } of facts) {
      assert.equal(provider, "llm");
      assert.ok(confidence <= 0.7);
      assert.equal(sourceUrl, aboutUrl);
      assert.ok(aboutText.includes(quote ?? "-"), quote ?? "no quote");
    }
  });

  it("is not asked where rules found everything it could tell", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(rightAnswer));
    const names = ["industry", "employees", "hq_country", "founded_year", "hq_city", "legal_name"];
    const about = await givenAbout(scene, { facts: names.map((name) => fact(name)) });

    const found = await llmSource.find(about, depsWith(scene, server.llm));

    assert.deepEqual([found.facts, server.requests.length], [[], 0]);
  });

  it("is asked nothing without a key", async () => {
    const scene = await openScene(db);
    const about = await givenAbout(scene);

    const found = await llmSource.find(about, depsWith(scene, null));

    assert.deepEqual([found.facts, await ledgerOf(scene)], [[], []]);
  });

  it("leaves out what no page says, and numbers that are not in the quoted words", async () => {
    const scene = await openScene(db);
    const invented = {
      ...rightAnswer,
      industry: { value: "Finance", quote: "We are a leading bank of the region", page: 1 },
      employees: { value: { min: 900, max: 900 }, quote: "We keep 400 lorries moving", page: 1 },
      founded_year: { value: 1978, quote: "founded in 1998 in Hamburg, Germany", page: 1 },
      hq_country: { value: "FR", quote: "founded in 1998 in Hamburg, Germany", page: 1 },
      technologies: [{ value: "Snowflake", quote: "We run our finances on Stripe.", page: 1 }],
    };
    await using server = await fakeOpenAi(answerWith(invented));
    const about = await givenAbout(scene);

    const { facts } = await llmSource.find(about, depsWith(scene, server.llm));

    assert.deepEqual(
      facts.map(({ name }) => name),
      ["hq_city", "legal_name"],
    );
  });

  it("is followed by the large one, once, where two key fields are still open", async () => {
    const scene = await openScene(db);
    const partly = { ...nothingSaid, industry: rightAnswer.industry };
    await using server = await fakeOpenAi(answerWith(partly), answerWith(rightAnswer));
    const about = await givenAbout(scene);

    const { facts } = await llmSource.find(about, depsWith(scene, server.llm));

    const models = (await ledgerOf(scene)).map(({ model, outcome }) => [model, outcome]);
    assert.deepEqual(models, [
      ["gpt-4.1-mini", "ok"],
      ["gpt-4.1", "ok"],
    ]);
    assert.equal(facts.filter(({ name }) => name === "industry").length, 1);
    assert.ok(facts.some(({ name }) => name === "employees"));
  });

  it("is enough where one key field is open", async () => {
    const scene = await openScene(db);
    const partly = { ...rightAnswer, employees: null };
    await using server = await fakeOpenAi(answerWith(partly));
    const about = await givenAbout(scene);

    await llmSource.find(about, depsWith(scene, server.llm));

    assert.deepEqual(
      (await ledgerOf(scene)).map(({ model }) => model),
      ["gpt-4.1-mini"],
    );
  });

  it("costs what the provider bills, on the ledger and on the card", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(
      completion({ content: "no JSON" }),
      answerWith({ ...nothingSaid, industry: rightAnswer.industry }),
      answerWith(rightAnswer),
    );
    const about = await givenAbout(scene);

    await llmSource.find(about, depsWith(scene, server.llm));

    const lines = await ledgerOf(scene);
    const mini = (900 * 0.4 + 120 * 1.6) / 1_000_000;
    const large = (900 * 2 + 120 * 8) / 1_000_000;
    assert.deepEqual(
      lines.map(({ usd }) => usd),
      [mini, mini, large],
    );
    assert.equal(server.billed.length, 3);
    const { receipt } = await viewOf(scene, about.lead?.leadId ?? "");
    assert.ok(Math.abs(receipt.usd - (2 * mini + large)) < 1e-9, `${receipt.usd}`);
  });

  it("is not paid twice for the same words", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(rightAnswer));
    const about = await givenAbout(scene);
    const first = await llmSource.find(about, depsWith(scene, server.llm));

    const second = await llmSource.find(about, depsWith(scene, server.llm));

    assert.deepEqual(second.facts, first.facts);
    assert.equal(server.requests.length, 1);
    const [, again] = await ledgerOf(scene);
    assert.deepEqual([again?.cached, again?.usd, again?.outcome], [true, 0, "ok"]);
  });

  it("is asked about each company by itself, were their words the same", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(rightAnswer));
    const [one, other] = [
      await givenAbout(scene),
      await givenAbout(scene, { domain: "twin.example" }),
    ];
    await llmSource.find(one, depsWith(scene, server.llm));

    const { facts } = await llmSource.find(other, depsWith(scene, server.llm));

    assert.ok(facts.length > 0);
    assert.equal(server.requests.length, 2);
  });

  it("is asked again once its answer has expired", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(rightAnswer));
    const about = await givenAbout(scene);
    await llmSource.find(about, depsWith(scene, server.llm));
    const later = () => new Date("2026-04-05T09:00:00Z");

    await llmSource.find(about, depsWith(scene, server.llm, { now: later }));

    assert.equal(server.requests.length, 2);
  });

  it("is not asked for money that a budget does not have", async () => {
    const scene = await openScene(db);
    await using server = await fakeOpenAi(answerWith(rightAnswer));
    const about = await givenAbout(scene);
    await scene.inTenant(scene.tenantId, (tx) =>
      saveSetting(tx, "research", { budget: { perLead: 0.000001 } }, "test"),
    );

    const found = await llmSource.find(about, depsWith(scene, server.llm));

    assert.deepEqual([found.facts, server.requests.length], [[], 0]);
    assert.deepEqual(await ledgerOf(scene), []);
  });
});

function fact(name: string): Fact {
  const observedAt = "2026-03-01T09:00:00.000Z";
  const proof = { sourceUrl: aboutUrl, quote: "x", observedAt, provider: "page", confidence: 1 };
  return { name: name as Fact["name"], value: "x", ...proof }; // one of the list above
}
