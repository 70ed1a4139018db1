import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { answersOf } from "../../pipeline/enrich/answers.ts";
import { kindOf } from "../../pipeline/enrich/choose-pages.ts";
import { holdsQuote } from "../../pipeline/enrich/holds-quote.ts";
import { type Given, Label } from "../../pipeline/enrich/judge-answers.ts";
import { readPage } from "../../pipeline/enrich/read-page.ts";
import { UserError } from "../../pipeline/errors.ts";

const SavedPage = z.object({ file: z.string(), url: z.url() });

type LabelledPages = {
  labels: Label[];
  answers: Given[];
  /** Whether a file holds a quote. */
  has: (file: string, quote: string) => boolean;
};

/** A folder of saved pages (`pages.jsonl`) and what is true of them (`gold.jsonl`), with what we read there. */
export async function readLabelledPages(folder: string): Promise<LabelledPages> {
  const [pages, labels] = await Promise.all([
    readLines(join(folder, "pages.jsonl"), SavedPage),
    readLines(join(folder, "gold.jsonl"), Label),
  ]);
  const observedAt = new Date().toISOString();
  const quotes = new Map<string, (quote: string) => boolean>();
  const answers: Given[] = [];
  for (const { file, url } of pages) {
    const html = await readText(join(folder, file));
    const { facts } = readPage({ html, url, headers: {}, kind: kindOf(url), observedAt });
    answers.push(...answersOf(facts).map((answer) => ({ file, ...answer })));
    quotes.set(file, holdsQuote(html));
  }
  return { labels, answers, has: (file, quote) => quotes.get(file)?.(quote) ?? false };
}

async function readLines<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readText(path)).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, index) => {
    const read = z.string().transform(parseJson).pipe(schema).safeParse(line);
    if (!read.success)
      throw new UserError(`Line ${index + 1} of ${path} is not a line of that file.`);
    return read.data;
  });
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => {
    throw new UserError(`There is no file ${path} to read.`);
  });
}
