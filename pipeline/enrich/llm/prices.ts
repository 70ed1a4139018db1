/** US dollars for a million tokens. */
export type Price = { input: number; output: number };

/** List prices as of 1 November 2026, without discounts. https://platform.openai.com/docs/pricing */
const listed: Readonly<Record<string, Price>> = {
  "gpt-4.1": { input: 2, output: 8 },
  "gpt-4.1-mini": { input: 0.4, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, output: 0.4 },
  "gpt-4o": { input: 2.5, output: 10 },
  "gpt-4o-mini": { input: 0.15, output: 0.6 },
  "gpt-5": { input: 1.25, output: 10 },
  "gpt-5-mini": { input: 0.25, output: 2 },
  "gpt-5-nano": { input: 0.05, output: 0.4 },
};

/** A model nobody priced counts as much as this: a budget that counts too much stops early, one that counts nothing never does. */
const dearest: Price = { input: 2.5, output: 10 };

/** What so many tokens cost: by the operator's own prices, else by the list. */
export function usdOf(
  model: string,
  usage: { input: number; output: number },
  own: Readonly<Record<string, Price>> = {},
): number {
  const price = own[model] ?? listed[plainName(model)] ?? dearest;
  const usd = (usage.input * price.input + usage.output * price.output) / 1_000_000;
  return Math.round(usd * 1_000_000) / 1_000_000; // as the ledger keeps it
}

/** `openai/gpt-4.1-mini-2025-04-14` is `gpt-4.1-mini`. */
function plainName(model: string): string {
  return model.replace(/^.*\//, "").replace(/-\d{4}-\d{2}-\d{2}$/, "");
}
