import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { FactName } from "../../../pipeline/enrich/fact.ts";
import { read, valuesOf } from "../../fixtures/pages/page-facts.ts";

const names: FactName[] = [
  "funding",
  "acquisition",
  "layoff_signal",
  "hiring_signal",
  "tech_change",
];

const told: [sentence: string, name: FactName, value: unknown][] = corpus("told");
const traps: string[] = corpus("traps");

function corpus(name: string) {
  const file = new URL(`../../fixtures/events/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

describe("what happened to a company", () => {
  for (const [sentence, name, value] of told) {
    it(`is read as ${name} from “${sentence}”`, () => {
      const page = read(`<p>${sentence}</p>`, { kind: "press" });

      const found = names.flatMap((one) => valuesOf(page, one).map((each) => [one, each]));
      assert.deepEqual(found, [[name, value]]);
    });
  }

  for (const sentence of traps) {
    it(`is not read from “${sentence}”`, () => {
      const page = read(`<p>${sentence}</p>`, { kind: "press" });

      assert.deepEqual(
        names.flatMap((name) => valuesOf(page, name)),
        [],
      );
    });
  }
});
