import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { llmSource } from "../../../../jobs/enrich/llm/llm-source.ts";
import { testDb } from "../../../support/db.ts";
import {
  type Answer,
  answerWith,
  completion,
  fakeOpenAi,
  hang,
  html,
  reset,
  status,
} from "../../../support/fake-openai.ts";
import { testDurations } from "../../../support/world.ts";
import { openScene } from "../../scene.ts";
import { depsWith, givenAbout, ledgerOf, rightAnswer } from "./about.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("a question to a model", () => {
  const good = JSON.stringify(rightAnswer);
  const wrongEnum = { ...rightAnswer, industry: { ...rightAnswer.industry, value: "Wizardry" } };
  const endings: { name: string; answers: Answer[]; ledger: string[]; found: boolean }[] = [
    { name: "a right answer", answers: [answerWith(rightAnswer)], ledger: ["ok"], found: true },
    {
      name: "a fenced answer",
      answers: [completion({ content: `\`\`\`json\n${good}\n\`\`\`` })],
      ledger: ["ok"],
      found: true,
    },
    {
      name: "a wrong word twice",
      answers: [answerWith(wrongEnum)],
      ledger: ["malformed", "malformed"],
      found: false,
    },
    {
      name: "no JSON once",
      answers: [completion({ content: "Sure! Here is" }), answerWith(rightAnswer)],
      ledger: ["malformed", "ok"],
      found: true,
    },
    {
      name: "a missing field twice",
      answers: [answerWith({ industry: null })],
      ledger: ["malformed", "malformed"],
      found: false,
    },
    {
      name: "a refusal",
      answers: [completion({ refusal: "I cannot help" })],
      ledger: ["refused"],
      found: false,
    },
    {
      name: "a content filter",
      answers: [completion({ content: "", finish_reason: "content_filter" })],
      ledger: ["filter"],
      found: false,
    },
    {
      name: "an answer that was cut off",
      answers: [completion({ content: good.slice(0, 40), finish_reason: "length" })],
      ledger: ["length"],
      found: false,
    },
    {
      name: "429 and then an answer",
      answers: [status(429, { "retry-after": "1" }), answerWith(rightAnswer)],
      ledger: ["rate_limit", "ok"],
      found: true,
    },
    {
      name: "429 for longer than there is time",
      answers: [status(429, { "retry-after": "120" })],
      ledger: ["rate_limit"],
      found: false,
    },
    {
      name: "500 twice",
      answers: [status(500)],
      ledger: ["unreachable", "unreachable"],
      found: false,
    },
    { name: "a wrong key", answers: [status(401)], ledger: ["rejected"], found: false },
    { name: "a reset", answers: [reset], ledger: ["unreachable"], found: false },
    { name: "a proxy's page", answers: [html], ledger: ["not_an_answer"], found: false },
    { name: "silence", answers: [hang], ledger: ["timeout"], found: false },
  ];
  for (const { name, answers, ledger, found } of endings) {
    it(`survives ${name}, and notes it`, async () => {
      const scene = await openScene(db);
      await using server = await fakeOpenAi(...answers);
      const about = await givenAbout(scene);
      const llmMs = answers[0] === hang ? 300 : 5_000;
      const deps = depsWith(scene, server.llm, { durations: { ...testDurations, llmMs } });

      const { facts } = await llmSource.find(about, deps);

      const lines = await ledgerOf(scene);
      assert.deepEqual(
        lines.map(({ outcome }) => outcome),
        ledger,
      );
      assert.equal(facts.length > 0, found);
      assert.equal(server.requests.length, ledger.length);
      const counted = lines.filter(({ outcome }) => outcome !== "timeout");
      assert.deepEqual(sumOf(counted), {
        input: server.billed.reduce((sum, one) => sum + one.prompt_tokens, 0),
        output: server.billed.reduce((sum, one) => sum + one.completion_tokens, 0),
      });
    });
  }
});

function sumOf(lines: readonly { input: number; output: number }[]) {
  return {
    input: lines.reduce((sum, line) => sum + line.input, 0),
    output: lines.reduce((sum, line) => sum + line.output, 0),
  };
}
