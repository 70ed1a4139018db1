import { type Document, isMap, isNode, LineCounter, parseDocument, stringify } from "yaml";
import type { z } from "zod";
import { UserError } from "../errors.ts";
import { Settings } from "./settings-file.ts";

const LENGTH = 500_000;
/** More than anybody needs who repeats a list, fewer than a file needs that explodes. */
const ALIASES = 100;

export function settingsToYaml(settings: Settings, tenant: string): string {
  const head =
    `# Settings of ${tenant.replaceAll(/\s+/g, " ")}. Change what you like, then: baton settings apply FILE\n` +
    "# A section you leave out stays as it is. A pool has exactly the members you list, in that order.\n";
  return head + stringify(renamed(settings, snake), { lineWidth: 100 });
}

/** Reads a settings file, or says for every mistake in which line it is and what to do. */
export function settingsFromYaml(text: string): Settings {
  if (text.length > LENGTH) throw wrong(["the file is too long for settings"]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true, version: "1.2" });
  if (document.errors.length > 0) {
    throw wrong(
      document.errors.map(({ message }) => message.split("\n")[0]?.replace(/:$/, "") ?? ""),
    );
  }
  const parsed = Settings.safeParse(renamed(valuesOf(document), camel));
  if (parsed.success) return parsed.data;
  throw wrong(parsed.error.issues.flatMap((issue) => problemsOf(issue, document, lines)));
}

function valuesOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES }) ?? {};
  } catch {
    throw wrong(["it repeats itself too often; write the values out"]);
  }
}

function problemsOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter): string[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : snake(String(step))));
  const at = (place: (string | number)[], advice: string) =>
    `line ${lineOf(document, lines, place)}, ${nameOf(place) || "the file"}: ${advice}`;
  if (issue.code !== "unrecognized_keys") return [at(path, issue.message)];
  return issue.keys.map((key) =>
    at([...path, snake(key)], "there is no such setting; correct its name or remove it"),
  );
}

/** Where something stands, or else what it is missing in. */
function lineOf(document: Document, lines: LineCounter, path: (string | number)[]): number {
  if (path.length === 0) return 1;
  const [parentPath, last] = [path.slice(0, -1), path.at(-1)];
  const parent = parentPath.length === 0 ? document.contents : document.getIn(parentPath, true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === last) : undefined;
  const node = pair ? pair.key : document.getIn(path, true);
  const start = isNode(node) ? node.range?.[0] : undefined;
  return start === undefined ? lineOf(document, lines, parentPath) : lines.linePos(start).line;
}

/** `pools[0].members[2].cap` */
function nameOf(path: (string | number)[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
  return steps.join("").replace(/^\./, "");
}

function wrong(problems: string[]): UserError {
  const list = problems.map((problem) => `  ${problem.replace(/\.$/, "")}.`).join("\n");
  return new UserError(`These settings cannot be applied:\n${list}`);
}

function renamed(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [rename(key), renamed(inner, rename)]),
  );
}

function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A name that is not in snake_case is left alone: it is one of ours only by accident. */
function camel(key: string): string {
  if (/[A-Z]/.test(key)) return `${key} (write it ${snake(key)})`;
  return key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
