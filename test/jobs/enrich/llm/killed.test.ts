import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { llmSource } from "../../../../jobs/enrich/llm/llm-source.ts";
import { usdOf } from "../../../../pipeline/enrich/llm/prices.ts";
import { testDb } from "../../../support/db.ts";
import { type Answer, answerWith, fakeOpenAi, hang } from "../../../support/fake-openai.ts";
import { testNow } from "../../../support/world.ts";
import { openScene, viewOf } from "../../scene.ts";
import { depsWith, givenAbout, ledgerOf, rightAnswer } from "./about.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());
const asker = fileURLToPath(new URL("asker.ts", import.meta.url));
const later = (minutes: number) => () => new Date(testNow.getTime() + minutes * 60_000);

describe("a worker that is killed between a question and its answer", () => {
  it("leaves a line in the ledger, and nobody asks the same again for a day", async () => {
    const scene = await openScene(db);
    const asked = Promise.withResolvers<void>();
    const hear: Answer = (request, response) => {
      asked.resolve();
      hang(request, response);
    };
    await using server = await fakeOpenAi(hear, answerWith(rightAnswer));
    const about = await givenAbout(scene);
    const order = { databaseUrl: db.url, baseUrl: server.url, lead: about.lead };
    const worker = fork(asker, [JSON.stringify(order)]);
    await asked.promise;
    worker.kill("SIGKILL");
    await once(worker, "exit");

    const found = await llmSource.find(about, depsWith(scene, server.llm, { now: later(1) }));

    assert.deepEqual([found.facts, server.requests.length], [[], 1]);
    const [line] = await ledgerOf(scene);
    const most = usdOf("gpt-4.1-mini", { input: 0, output: 1_500 });
    assert.equal(line?.outcome, "lost");
    assert.ok((line?.usd ?? 0) > most, "it may have been paid: the most it can have cost stays");
    const { receipt } = await viewOf(scene, about.lead?.leadId ?? "");
    assert.equal(receipt.usd, line?.usd);

    const tomorrow = depsWith(scene, server.llm, { now: later(25 * 60) });
    assert.ok((await llmSource.find(about, tomorrow)).facts.length > 0);
    assert.deepEqual(
      (await ledgerOf(scene)).map(({ outcome }) => outcome),
      ["lost", "ok"],
    );
  });
});
