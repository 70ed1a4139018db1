import type { PageDocument } from "./extract/document.ts";

const MOST_STRINGS = 400;
const MOST_NODES = 20_000;
const MOST_SCRIPT = 500_000;

/**
 * The sentences a page without text carries for its script, as plain HTML: what a visitor would read
 * there once the script has run. Empty when it carries none.
 */
export function dataAsHtml({ inlineScripts }: PageDocument): string {
  const data = inlineScripts.filter(
    (script) => /^\s*[{[]/.test(script) && script.length <= MOST_SCRIPT,
  );
  return data
    .flatMap((script) => stringsIn(parse(script)))
    .filter(isSentence)
    .slice(0, MOST_STRINGS)
    .map((text) => `<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`)
    .join("");
}

function stringsIn(data: unknown): string[] {
  const strings: string[] = [];
  const waiting: unknown[] = [data];
  for (let at = 0; at < waiting.length && at < MOST_NODES; at++) {
    const node = waiting[at];
    if (typeof node === "string") strings.push(node);
    if (typeof node !== "object" || node === null) continue;
    for (const child of Object.values(node).slice(0, MOST_NODES)) waiting.push(child);
  }
  return strings;
}

function isSentence(text: string): boolean {
  return (
    text.length >= 12 &&
    text.length <= 600 &&
    /\p{L} \p{L}/u.test(text) &&
    !/[<>{}]|https?:/.test(text)
  );
}

function parse(script: string): unknown {
  try {
    return JSON.parse(script);
  } catch {
    return undefined;
  }
}
