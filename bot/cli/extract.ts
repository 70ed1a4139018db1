import { basename } from "node:path";
import { Command } from "commander";
import { type Answer, answersOf } from "../../pipeline/enrich/answers.ts";
import { kindOf } from "../../pipeline/enrich/choose-pages.ts";
import { readPage } from "../../pipeline/enrich/read-page.ts";
import { printJson, printText } from "./print.ts";
import { readTextFile } from "./read-text.ts";

type Options = { url?: string; json?: true };

/** `baton extract FILE.html --url URL`: what saved pages say about their company. Needs neither network nor database. */
export function extract(): Command {
  return new Command("extract")
    .description("print what saved pages say about their company")
    .argument("<files...>", "saved pages; - is standard input")
    .option("--url <url>", "the address the page came from; else what the page calls its own")
    .option("--json", "print one JSON object per fact")
    .action(async (files: string[], { url, json }: Options, command: Command) => {
      if (url !== undefined && !URL.canParse(url)) {
        command.error("error: --url must be a whole address, for example https://acme.example/");
      }
      for (const file of files) {
        const answers = readAnswers(file, await readTextFile(file), url);
        if (json) for (const answer of answers) printJson({ file, ...answer });
        else printText(inWords(file, answers));
      }
    });
}

function readAnswers(file: string, html: string, url: string | undefined): Answer[] {
  const address =
    url ?? addressIn(html) ?? `https://unknown.invalid/${encodeURIComponent(basename(file))}`;
  const observedAt = new Date().toISOString();
  const page = readPage({ html, url: address, headers: {}, kind: kindOf(address), observedAt });
  return answersOf(page.facts);
}

/** The address a page gives for itself. */
function addressIn(html: string): string | undefined {
  const tag = /<(?:link|meta)\b[^>]*(?:rel=["']?canonical|property=["']og:url)[^>]*>/i.exec(
    html,
  )?.[0];
  const address = tag?.match(/(?:href|content)=["']?(https?:\/\/[^"'\s>]+)/i)?.[1];
  return address && URL.canParse(address) ? address : undefined;
}

function inWords(file: string, answers: Answer[]): string {
  if (answers.length === 0) return `${file} says nothing about a company.`;
  const width = Math.max(...answers.map(({ field }) => field.length));
  const lines = answers.map(({ field, value, evidence }) => {
    const said = typeof value === "string" ? value : JSON.stringify(value);
    return `${field.padEnd(width)}  ${said}\n${"".padEnd(width)}  “${evidence.replace(/\s+/g, " ")}”`;
  });
  return [file, ...lines].join("\n");
}
