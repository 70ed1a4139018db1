import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { readRecording } from "../bot/replay/recording.ts";
import { replay } from "../bot/replay/replay.ts";
import { readDocument } from "../pipeline/enrich/read-document.ts";
import { assertAdaptiveCard } from "./cards/adaptive-card-validator.ts";
import { assertBlocks } from "./cards/block-kit-validator.ts";

/*
 * Every folder here is a recorded lead: `lead.json` and pages are what came in, the rest is what
 * Baton made of it. To add a case, add a folder with a `lead.json` and run `npm run test:record`.
 */
const folder = "test/fixtures/leads";
const recorded = await Promise.all(
  readdirSync(folder).map(async (name) => ({
    name,
    recording: await readRecording(`${folder}/${name}`),
  })),
);

describe("recorded leads", () => {
  for (const { name, recording } of recorded) {
    it(`${name.replaceAll("-", " ")}: every stage is as recorded`, (t) => {
      const { cards, ...stages } = replay(recording);

      t.assert.fileSnapshot(stages, `${folder}/${name}/stages.json`);
      t.assert.fileSnapshot(cards.slack, `${folder}/${name}/card.slack.json`);
      t.assert.fileSnapshot(cards.teams, `${folder}/${name}/card.teams.json`);
      t.assert.fileSnapshot(`${cards.text}\n`, `${folder}/${name}/card.txt`, {
        serializers: [String],
      });
    });
  }

  it("end in all five labels, or a case is missing", () => {
    const labels = recorded.map(({ recording }) => replay(recording).decision.label);

    assert.deepEqual([...new Set(labels)].toSorted(), ["A", "B", "C", "D", "Drop"]);
  });

  it("never show a score that is not the sum of its parts", () => {
    for (const { name, recording } of recorded) {
      const { parts, decision } = replay(recording);

      const sum = parts.reduce((total, { points }) => total + points, 0);
      assert.equal(decision.score ?? 0, sum, name);
    }
  });

  it("never state a fact that its page does not say", () => {
    for (const { name, recording } of recorded) {
      for (const fact of replay(recording).facts) {
        const page = recording.pages.find(({ url }) => url === fact.sourceUrl);

        const { html = "", url = "", headers = {} } = page ?? {};
        const said = [html, readDocument(html, url).text, ...Object.values(headers)];
        const quote = fact.quote ?? assert.fail(`${name}: ${fact.name} has no quote`);
        assert.ok(
          said.some((text) => text.includes(quote)) || isHeader(quote, headers),
          `${name}: ${quote}`,
        );
      }
    }
  });

  it("give cards that both chats take", () => {
    for (const { recording } of recorded) {
      const { slack, teams } = replay(recording).cards;

      assertBlocks(slack.blocks);
      assertAdaptiveCard(teams);
    }
  });

  it("never ping anybody, hide text or lead to a stranger's site", () => {
    for (const { name, recording } of recorded) {
      const { cards, normalised } = replay(recording);
      const slack = JSON.stringify(cards.slack);
      const teams = JSON.stringify(cards.teams.body); // its fallback text is plain

      assert.doesNotMatch(slack, /<[!@#]/, name);
      assert.doesNotMatch(teams, /(?<!\\)<(?:at|!|@)/, name);
      assert.doesNotMatch(slack + teams + cards.text, /[\u200b-\u200f\u202a-\u202e]/, name);
      const hosts = [...linksOf(slack, /<([^|<>]+)\|/g), ...linksOf(teams, /[^\\]\]\(([^)]+)\)/g)];
      assert.deepEqual(
        hosts.filter((host) => host !== "baton.example" && host !== normalised.domain),
        [],
        name,
      );
    }
  });

  it("end the same way however often they are replayed", () => {
    for (const { recording } of recorded) {
      assert.deepEqual(replay(recording), replay(structuredClone(recording)));
    }
  });
});

function linksOf(card: string, link: RegExp): string[] {
  return [...card.matchAll(link)].map(([, url = ""]) => URL.parse(url)?.hostname ?? url);
}

function isHeader(quote: string, headers: Record<string, string>): boolean {
  return Object.entries(headers).some(([name, value]) => quote === `${name}: ${value}`);
}
