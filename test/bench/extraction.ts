import { readFileSync } from "node:fs";
import { readLabelledPages } from "../../bot/cli/labelled-pages.ts";
import { judge, Label, type Share } from "../../pipeline/enrich/judge-answers.ts";
import type { Result } from "./result.ts";

const folder = "test/fixtures/pages/corpus";
const PRESENT = 0.75;
const TRAPS = 0.95;
const fields = [
  ...new Set(
    labels()
      .filter(isPresent)
      .map(({ field }) => field),
  ),
].toSorted();

/** All start alike, so that `--only extraction` is all of them. */
export const extractionNames = [
  ...["extraction_present", "extraction_traps", "extraction_absent", "extraction_quotes"],
  ...fields.map((field) => `extraction_${field}`),
];

/** What the rules find on labelled pages of made-up companies, and what they make up there. */
export async function extraction(): Promise<Result[]> {
  const { labels, answers, has } = await readLabelledPages(folder);
  const found = judge(labels, answers, has);
  const byField = [...found.fields].map(([field, { recall, precision }]) => {
    const result = resultOf(`extraction_${field}`, recall, PRESENT);
    return { ...result, opponent: `precision ${precision.hits} of ${precision.of}` };
  });
  return [
    resultOf("extraction_present", found.present, PRESENT),
    resultOf("extraction_traps", found.traps, TRAPS),
    resultOf("extraction_absent", found.absent, 1),
    resultOf("extraction_quotes", found.quotes, 1),
    ...byField,
  ];
}

function resultOf(name: string, { hits, of }: Share, atLeast: number): Result {
  const value = of === 0 ? 1 : hits / of;
  const opponent = `somebody who read the pages: ${hits} of ${of}`;
  return { name, value, unit: "right", opponent, ratio: value, goal: { atLeast } };
}

function labels(): Label[] {
  const lines = readFileSync(`${folder}/gold.jsonl`, "utf8").trim().split("\n");
  return lines.map((line) => Label.parse(JSON.parse(line)));
}

function isPresent({ kind }: Label): boolean {
  return kind === "present";
}
