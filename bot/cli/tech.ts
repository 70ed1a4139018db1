import { Command } from "commander";
import { technology } from "../../pipeline/enrich/extract/technology.ts";
import { values } from "../../pipeline/enrich/fact.ts";
import { readDocument } from "../../pipeline/enrich/read-document.ts";
import { UserError } from "../../pipeline/errors.ts";
import { printJson, printText } from "./print.ts";
import { readTextFile } from "./read-text.ts";

type Options = { headers?: string; url?: string; json?: true };

/** Where a saved page without an address lives: nowhere. */
const NOWHERE = "https://unknown.invalid/";

/** `baton tech FILE.html --headers FILE`: what a saved page runs on, and by which proof. Needs no network. */
export function tech(): Command {
  return new Command("tech")
    .description("name the technologies that a saved page and its headers give away")
    .argument("<file>", "the page's HTML; - is standard input")
    .option("--headers <file>", "its HTTP headers, one `Name: value` per line")
    .option("--url <url>", "the address the page came from")
    .option("--json", "print JSON")
    .action(async (file: string, options: Options, command: Command) => {
      const { headers, url = NOWHERE, json } = options;
      if (!URL.canParse(url)) {
        command.error("error: --url must be a whole address, for example https://acme.example/");
      }
      const html = await readTextFile(file);
      const sent = headers === undefined ? {} : readHeaders(headers, await readTextFile(headers));
      const found = technologiesOf(html, url, sent);
      if (json) printJson({ technologies: found });
      else printText(inWords(file, found));
    });
}

type Found = { name: string; category: string; evidence: string };

function technologiesOf(html: string, url: string, headers: Record<string, string>): Found[] {
  const document = readDocument(html, url);
  const observedAt = new Date().toISOString();
  const page = { url, headers, kind: "landing", observedAt, document, things: [] } as const;
  return technology({ ...page, things: [] }).map(({ value, quote }) => {
    const { name, category } = values.tech.parse(value);
    return { name, category, evidence: quote ?? "" };
  });
}

/** Raw headers as programs print them: a status line is let be, of several answers the last one counts. */
function readHeaders(file: string, text: string): Record<string, string> {
  const answers = text.split(/^(?=HTTP\/\d)/m);
  const headers = new Map<string, string>();
  for (const [index, line] of (answers.at(-1) ?? "").split(/\r?\n/).entries()) {
    if (line.trim() === "" || /^HTTP\/\d/.test(line)) continue;
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new UserError(`${file}: line ${index + 1} is no header. Write it as Name: value.`);
    }
    const key = name.toLowerCase();
    const before = headers.get(key);
    const between = key === "set-cookie" ? "\n" : ", ";
    headers.set(key, before === undefined ? value.trim() : before + between + value.trim());
  }
  return Object.fromEntries(headers);
}

function inWords(file: string, found: readonly Found[]): string {
  if (found.length === 0) return `${file} gives no technology away.`;
  return found
    .map(
      ({ name, category, evidence }) => `${name} (${category})\n  ${evidence.replace(/\s+/g, " ")}`,
    )
    .join("\n");
}
