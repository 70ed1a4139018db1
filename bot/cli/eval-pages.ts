import { Command } from "commander";
import { type Judgement, judge, type Share } from "../../pipeline/enrich/judge-answers.ts";
import { printJson, printText } from "./print.ts";

/** `baton eval-pages FOLDER`: how much of what is true of saved pages the rules find there, and what they make up. */
export function evalPages(): Command {
  return new Command("eval-pages")
    .description("compare what is read on saved pages with what is true of them")
    .argument(
      "<folder>",
      "a folder with pages.jsonl and gold.jsonl, for example test/fixtures/pages/corpus",
    )
    .option("--json", "print JSON")
    .action(async (folder: string, { json }: { json?: true }) => {
      const { readLabelledPages } = await import("./labelled-pages.ts"); // slow: help does without
      const { labels, answers, has } = await readLabelledPages(folder);
      const { fields, ...shares } = judge(labels, answers, has);
      if (json) printJson({ ...shares, fields: Object.fromEntries(fields) });
      else printText(inWords({ fields, ...shares }));
    });
}

function inWords({ present, traps, absent, quotes, fields }: Judgement): string {
  const lines = [
    `facts found            ${inNumbers(present)}`,
    `traps avoided          ${inNumbers(traps)}`,
    `nothing made up        ${inNumbers(absent)}`,
    `quotes in their pages  ${inNumbers(quotes)}`,
    "",
    `${"field".padEnd(18)}${"recall".padEnd(20)}precision`,
    ...[...fields].map(
      ([field, { recall, precision }]) =>
        `${field.padEnd(18)}${inNumbers(recall).padEnd(20)}${inNumbers(precision)}`,
    ),
  ];
  return lines.join("\n");
}

/** `12 of 13 (0.92)`; of nothing there is no share. */
function inNumbers({ hits, of }: Share): string {
  return of === 0 ? "none" : `${hits} of ${of} (${(hits / of).toFixed(2)})`;
}
