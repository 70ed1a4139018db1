import { addressesProgram } from "./addressed-programs.ts";
import type { Block } from "./extract/document.ts";
import { type Page, proven, said } from "./extract/page.ts";
import type { Fact } from "./fact.ts";
import { givesOrders } from "./orders.ts";
import { hiddenWords } from "./read-hidden-words.ts";

/** Who writes about such orders quotes them; a company is not to be judged by its blog. */
const subject =
  /prompt[- ]?injection|jailbreak|red[- ]?team|adversarial (?:prompt|attack|input)|owasp|llm security|ai security|injection attack|prompt engineering/i;
const quotation = /["“”„«»‘’`'][^"“”„«»‘’`]{8,300}["“”„»«‘’`']/g;

const MOST_BLOCK = 2000;
/** Letters of the invisible alphabet, by which text is smuggled past people. */
const tagLetters = /[\u{e0020}-\u{e007e}]{8,}/u;

/**
 * Text of a page that gives orders to programs, as a fact for people to know; it decides nothing.
 * What is kept from readers and speaks to machines counts wherever it stands; in plain sight it
 * counts only outside of quotations and of pages about such attacks.
 */
export function suspiciousText(page: Page): Fact[] {
  const hidden = hiddenOrders(page);
  return [...hidden, ...visibleOrders(page, hidden[0]?.quote ?? "")];
}

function hiddenOrders(page: Page): Fact[] {
  const { html } = page.document;
  if (!mayHide(html)) return [];
  const smuggled = tagLetters.exec(html)?.[0];
  const words = smuggled ? fromTags(smuggled) : hiddenWords(html).find(givesOrders);
  if (!words) return [];
  const proof = { quote: words.trim(), provider: "page" as const };
  return [proven(page, "suspicious_text", { kind: "hidden" }, proof, 0.9)];
}

/** A cheap look before the page is taken apart again: most pages speak to nobody but people. */
function mayHide(html: string): boolean {
  return (
    tagLetters.test(html) ||
    addressesProgram(html.toLowerCase()) ||
    /instru[ck]|istruz|instruç|prompt|anweisung|consigne|vorgaben|aanwijzing|\bllm\b|language model|\bassistant|\bAI\b|\bKI\b|\bIA\b|chatgpt|im_start|(?:mark|rate|score|classify) (?:this|our|us|the) |(?:&#x?[\da-f]{2,6};){4}|[a-z][\u0430-\u0458]|[\u0430-\u0458][a-z]|[a-z][\u200b-\u200d\u2060\ufeff][a-z]/i.test(
      html,
    )
  );
}

/** A tag character is an ASCII one far up in the table. */
function fromTags(text: string): string {
  return [...text]
    .map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0xe0000))
    .join("");
}

/** White letters are hidden and visible, to us; once is enough. */
function visibleOrders(page: Page, known: string): Fact[] {
  const { document } = page;
  const found = document.blocks.find((block) => block.text !== known && isOrder(block));
  if (!found || subject.test(`${document.title} ${document.text}`)) return [];
  const span = { start: found.start, end: found.start + Math.min(found.text.length, 280) };
  return [said(page, "suspicious_text", { kind: "orders" }, span, 0.7)];
}

function isOrder({ text, quoted, tag }: Block): boolean {
  if (quoted || tag === "pre" || text.length < 12) return false;
  return givesOrders(text.slice(0, MOST_BLOCK).replace(quotation, " "));
}
