import { Command } from "commander";
import { UserError } from "../../pipeline/errors.ts";
import { type Identity, identify } from "../../pipeline/ingest/identify.ts";
import { printJson, printText } from "./print.ts";
import { readTextFile } from "./read-text.ts";

type Options = { file?: string; json?: true };

/** `baton identify TEXT`: who a free text is from, by rules alone. Needs neither network nor database. */
export function identifyVerb(): Command {
  return new Command("identify")
    .description("print who a free text is probably from")
    .argument("[text]", "the text, or - to read it from standard input")
    .option("--file <file>", "read the text from a file; - is standard input")
    .option("--json", "print JSON")
    .action(async (text: string | undefined, { file, json }: Options, command: Command) => {
      if ((text === undefined) === (file === undefined)) {
        command.error("error: give either a text or --file; - reads standard input");
      }
      const from = file ?? (text === "-" ? "-" : null);
      const words = from === null ? (text ?? "") : await readTextFile(from);
      if (words.trim() === "") throw new UserError("The text is empty.");
      const found = identify(words);
      if (json) printJson(found);
      else printText(inWords(found));
    });
}

function inWords(found: Identity): string {
  const known = Object.entries(found).filter(([, value]) => value !== null);
  if (known.length === 0) return "The text does not say who it is from.";
  const width = Math.max(...known.map(([field]) => field.length));
  return known.map(([field, value]) => `${field.padEnd(width)}  ${value}`).join("\n");
}
