/** Whole units of the tenant's currency; an open end is null. */
export type Band = { min: number | null; max: number | null };

const about = words(
  "budget(?:s|iert)?|spend|afford|invest(?:ment|ieren)?|ausgeben|kosten(?:rahmen)?|presupuesto|gastar|invertir|dépenser|enveloppe|spesa|spendere|investire|begroting|uitgeven",
);
const currency = "(?:€|\\$|£|eur(?:os?)?|usd|gbp|chf|dollars?|pounds?|dólares|dollari)";
const digits = "\\d{1,3}(?:[.,'’ \\u00A0]\\d{3})+|\\d+(?:[.,]\\d{1,2})?";
const scale =
  "k|tsd\\.?|tausend|mil(?!l)|mille?|mila|duizend|thousand|m(?:io\\.?|illion(?:en|s|es)?|illones|ilioni)?";
const amount = (name: string) =>
  `${currency}?\\s?(?<${name}>${digits})\\s?(?<${name}Scale>${scale})?(?!\\p{L}|\\d)\\s?${currency}?`;
const between = "\\s?(?:-|–|—|to|and|bis|und|à|et|a|y|e|en|tot)\\s?";
const inCurrency = new RegExp(currency, "iu");
const range = new RegExp(`(?<![\\d.,])${amount("low")}${between}${amount("high")}`, "iu");
const single = new RegExp(`(?<![\\d.,\\p{L}])${amount("low")}`, "giu");
const atMost = words(
  "up to|max(?:imum|imal)?\\.?|at most|no more than|under|below|less than|bis zu|höchstens|unter|jusqu['’]à|au plus|moins de|hasta|como máximo|menos de|fino a|al massimo|meno di|tot|hooguit",
);
const atLeast = words(
  "at least|from|over|more than|min(?:imum)?\\.?|mindestens|ab|über|mehr als|au moins|à partir de|plus de|al menos|desde|más de|almeno|oltre|più di|minstens|meer dan",
);
/** Less is a count of users, not money. */
const LEAST = 100;

/** The budget a text names, and the sentence that does; null where none is named beside an amount. */
export function budgetIn(text: string): { band: Band; quote: string } | null {
  for (const sentence of text.split(/(?<=[.!?;])\s+|\n+/u)) {
    const at = sentence.search(about);
    if (at < 0) continue;
    const band = bandOf(sentence);
    if (band) return { band, quote: sentence.trim().slice(0, 200) };
  }
  return null;
}

/** The amounts of one sentence as a band; a count of people or parcels is none. */
export function bandOf(sentence: string): Band | null {
  const span = range.exec(sentence);
  const { low: least, lowScale, high: most, highScale } = span?.groups ?? {};
  const [low, high] = [amountOf(least, lowScale ?? highScale), amountOf(most, highScale)];
  const isSpan = span && (isPriced(span) || isNamed(sentence, span));
  if (isSpan && low && high && low <= high && high >= LEAST) return { min: low, max: high };

  const found = [...sentence.matchAll(single)];
  const amount = found.find(isPriced) ?? found.find((one) => isNamed(sentence, one));
  const value = amountOf(amount?.groups?.low, amount?.groups?.lowScale);
  if (!amount || !value || value < LEAST) return null;
  const before = sentence.slice(Math.max(0, amount.index - 25), amount.index);
  if (atMost.test(before)) return { min: null, max: value };
  return atLeast.test(before) ? { min: value, max: null } : { min: value, max: value };
}

/** With a currency, or in thousands. */
function isPriced({ 0: matched, groups }: RegExpExecArray): boolean {
  return Boolean(groups?.lowScale ?? groups?.highScale) || inCurrency.test(matched);
}

/** Close behind the word for it: `budget: 20,000`. */
function isNamed(sentence: string, { index }: RegExpExecArray): boolean {
  return about.test(sentence.slice(Math.max(0, index - 30), index));
}

function amountOf(text: string | undefined, factor: string | undefined): number | undefined {
  if (!text) return undefined;
  const isGrouped = /^\d{1,3}(?:[.,'’ \u00A0]\d{3})+$/.test(text);
  const value = Number(isGrouped ? text.replace(/\D/g, "") : text.replace(",", "."));
  if (!Number.isFinite(value)) return undefined;
  return Math.round(value * (factor ? times(factor) : 1));
}

function times(factor: string): number {
  return /^m(?:$|io|illion|illones|ilioni)/i.test(factor) ? 1_000_000 : 1_000;
}

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}
