import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Command, InvalidArgumentError } from "commander";
import { UserError } from "../../pipeline/errors.ts";
import { columnFields } from "../../pipeline/ingest/columns/fields.ts";
import type { Wish } from "../../pipeline/ingest/columns/remap.ts";

/** `baton parse FILE`: what an import would make of a file's rows. Needs no database. */
export function parse(): Command {
  return new Command("parse")
    .description("print what a file of leads says, row by row")
    .argument("<file>", "a CSV or XLSX file, or - for standard input")
    .option(
      "--map <pairs>",
      "field=column,… where the proposal is wrong; no column drops it",
      wishesIn,
    )
    .option("--json", "print one JSON object per row")
    .action(async (file: string, { map = [], json }: { map?: Wish[]; json?: true }) => {
      const bytes = await bytesOf(file);
      const { parseFile } = await import("./parse-file.ts"); // slow: help does without
      await parseFile({ path: file, bytes }, map, json ?? false);
    });
}

function wishesIn(text: string): Wish[] {
  return text.split(/,(?=\s*[a-z_]+=)/).map((pair) => {
    const [name = "", ...column] = pair.split("=");
    const field = columnFields.find((one) => one === name.trim());
    if (!field) throw new InvalidArgumentError(`Fields are ${columnFields.join(", ")}.`);
    return { field, column: column.join("=").trim() };
  });
}

async function bytesOf(file: string): Promise<AsyncIterable<Uint8Array>> {
  if (file === "-") return process.stdin;
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new UserError(`There is no file ${file}.`);
  if (!found.isFile()) throw new UserError(`${file} is no file.`);
  return createReadStream(file, { highWaterMark: 256 * 1024 });
}
