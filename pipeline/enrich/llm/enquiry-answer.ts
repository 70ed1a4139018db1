import { z } from "zod";
import { urgencyOf } from "../../score/phrases.ts";
import type { Playbook } from "../../score/playbook.ts";
import type { Enquiry, Said } from "../enquiry.ts";
import { bandOf } from "../enquiry-budget.ts";
import { speaksToPrograms } from "./is-order.ts";
import { findQuote, names, sentenceAround } from "./quote.ts";
import { numbersIn } from "./re-derive.ts";

const cited = <Value extends z.ZodType>(value: Value) => z.object({ value, quote: z.string() });

/** Obstacles a model may name; none of them is its own wording. */
const blockers = [
  ...([
    "no budget",
    "under contract",
    "not before next year",
    "hiring or spending freeze",
  ] as const),
  ...(["legal or security review", "needs approval", "just bought something else"] as const),
] as const;

const Band = z.object({ min: z.int().nullable(), max: z.int().nullable() });

/** What a model is asked about somebody's words; a use case is one of the tenant's own, or `other`. */
export function enquirySchema({ useCases }: Pick<Playbook, "useCases">) {
  return z.object({
    use_case: cited(z.enum([...useCases, "other"])).nullable(),
    urgency_days: cited(z.int().describe("In how many days they want it")).nullable(),
    budget_band: cited(Band).nullable(),
    decision_maker: cited(z.enum(["yes", "no"])).nullable(),
    competitor_mentioned: z.array(cited(z.string())),
    complexity_level: cited(z.enum(["low", "medium", "high"])).nullable(),
    blockers: z.array(cited(z.enum(blockers))),
  });
}
export type EnquiryAnswer = z.infer<ReturnType<typeof enquirySchema>>;

const Kept = z.object({ outcome: z.literal("ok"), text: z.string() });

/** An answer as the ledger keeps it; null where it is of no use. A use case may have left the playbook since. */
export function readAnswer(kept: string | null): EnquiryAnswer | null {
  const json = (text: string) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return null; // erased
    }
  };
  const ended = kept === null ? undefined : Kept.safeParse(json(kept)).data;
  if (!ended) return null;
  const answer = z.looseObject({ use_case: cited(z.string()).nullable() });
  const useCase = answer.safeParse(json(ended.text)).data?.use_case?.value;
  const schema = enquirySchema({ useCases: useCase === undefined ? [] : [useCase] });
  return schema.safeParse(json(ended.text)).data ?? null;
}

/**
 * What rules read, with what a model read besides where rules found nothing. A model's reading
 * counts only where its quote stands in the text, gives no orders, and holds the value.
 */
export function completed(rules: Enquiry, answer: EnquiryAnswer, text: string): Enquiry {
  const prove = (quote: string) => {
    const found = findQuote(quote, text);
    return found && !speaksToPrograms(sentenceAround(found, text)) ? found : undefined;
  };
  const one = <From, Value>(
    said: { value: From; quote: string } | null,
    read: (value: From, quote: string) => Value | undefined,
  ): Said<Value> | null => {
    const quote = said && prove(said.quote);
    const value = said && quote ? read(said.value, quote) : undefined;
    return quote && value !== undefined ? { value, quote, by: "model" } : null;
  };
  const several = <From extends string>(
    said: readonly { value: From; quote: string }[],
    fits: (value: From, quote: string) => boolean,
  ): Said<string[]> | null => {
    const proved = said.flatMap(({ value, quote }) => {
      const found = prove(quote);
      return found && fits(value, found) ? [{ value, quote: found }] : [];
    });
    const [first] = proved;
    const all = [...new Set(proved.map(({ value }) => value))].slice(0, 5);
    return first ? { value: all, quote: first.quote, by: "model" } : null;
  };
  return {
    use_case: rules.use_case ?? one(answer.use_case, (value) => [value]),
    urgency_days: rules.urgency_days ?? one(answer.urgency_days, daysIn),
    budget_band:
      rules.budget_band ?? one(answer.budget_band, (_, quote) => bandOf(quote) ?? undefined),
    decision_maker: rules.decision_maker ?? one(answer.decision_maker, (value) => value),
    competitor_mentioned:
      rules.competitor_mentioned ??
      several(answer.competitor_mentioned, (value, quote) => names(quote, value)),
    complexity_level: rules.complexity_level ?? one(answer.complexity_level, (value) => value),
    blockers: rules.blockers ?? several(answer.blockers, () => true),
  };
}

/** As rules read the quote; else what the model made of a quote that has a number, a month or a day in it. */
function daysIn(told: number, quote: string): number | undefined {
  const read = urgencyOf(quote)?.days;
  if (read !== undefined) return read;
  const isDated = numbersIn(quote).size > 0 || dated.test(quote);
  return isDated && told >= 0 && told <= 730 ? told : undefined;
}

const dated =
  /(?<!\p{L})(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|août|sep|oct|okt|nov|dec|dez|déc|dic|ene|abr|ago|gen|mag|giu|lug|set|ott|spring|summer|autumn|fall|winter|christmas|easter|frühjahr|sommer|herbst|weihnachten|printemps|été|automne|noël|primavera|verano|otoño|invierno|estate|autunno|inverno|natale|year|jahr|année|año|anno|quarter|quartal|trimestre|month|monat|mois|mes|week|woche|semaine|semana|settimana)\p{L}*/iu;
