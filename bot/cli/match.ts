import { Command } from "commander";
import { z } from "zod";
import { UserError } from "../../pipeline/errors.ts";
import { type MatchSide, matchLeads } from "../../pipeline/identity/match.ts";
import { printJson, printText } from "./print.ts";
import { readTextFile } from "./read-text.ts";

const text = z.string().max(2_000).nullish();
const id = z.union([text, z.number().int()]);

/** A lead as `baton parse` prints it, or as the API names its fields; whatever else it has is let be. */
const Side = z
  .object({
    ...{ company: text, domain: text, email: text, phone: text, country: text, linkedin: text },
    ...{ name: text, first_name: text, last_name: text, source: text },
    external_id: id,
    extra: z.object({ external_id: id, linkedin: text }).nullish(),
    aliases: z.array(z.string().max(300)).max(100).nullish(),
  })
  .transform(
    ({ first_name, last_name, external_id, extra, source, aliases, ...said }): MatchSide => {
      const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value != null));
      const externalId = external_id ?? extra?.external_id;
      const halves = [first_name, last_name].filter(Boolean).join(" ");
      return {
        ...known,
        name: said.name || halves || null,
        linkedin: said.linkedin ?? extra?.linkedin ?? null,
        externalId: externalId == null ? null : String(externalId),
        source: source ?? "",
        aliases: aliases ?? [],
      };
    },
  );

/** `baton match A.json B.json`: whether two leads are one, and why. Needs neither network nor database. */
export function matchVerb(): Command {
  return new Command("match")
    .description("say whether two leads are the same, different, or a question for a person")
    .argument("<a>", "a JSON file with a lead as `baton parse` prints it; - is standard input")
    .argument("<b>", "another one")
    .option("--json", "print JSON")
    .action(async (a: string, b: string, { json }: { json?: true }) => {
      const one = await readSide(a);
      const verdict = matchLeads(one, a === b ? one : await readSide(b));
      if (json) printJson(verdict);
      else printText([verdict.verdict, ...verdict.why].join("\n"));
    });
}

async function readSide(file: string): Promise<MatchSide> {
  const words = await readTextFile(file);
  const side = Side.safeParse(unwrapped(parsed(file, words)));
  if (side.success) return side.data;
  const [issue] = side.error.issues;
  const field = issue?.path.join(".") || "the whole file";
  throw new UserError(`${file}: ${field}: ${issue?.message ?? "cannot be read"}.`);
}

function parsed(file: string, words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    throw new UserError(`${file} is not JSON.`);
  }
}

/** A whole line of `baton parse` will do as well as the lead in it. */
function unwrapped(value: unknown): unknown {
  const isLine = typeof value === "object" && value !== null && "lead" in value;
  return isLine ? value.lead : value;
}
