import { type Enquiry, readEnquiry } from "../../../pipeline/enrich/enquiry.ts";
import { completed, type EnquiryAnswer } from "../../../pipeline/enrich/llm/enquiry-answer.ts";
import { defaultPlaybook } from "../../../pipeline/score/playbook.ts";
import messages from "../../fixtures/enquiries/messages.json" with { type: "json" };

export const fields = [
  ...(["use_case", "urgency_days", "budget_band", "decision_maker"] as const),
  ...(["competitor_mentioned", "complexity_level", "blockers"] as const),
];
export type Field = (typeof fields)[number];
type Message = (typeof messages)[number];

export const languages = new Set(messages.map(({ language }) => language));
export const count = messages.length;

/** The share of messages in which each field is read right, silence where a message says nothing included. */
export function accuracyOf(read: (message: Message) => Enquiry): Record<Field, number> {
  const found = messages.map((message) => ({ message, said: read(message) }));
  return Object.fromEntries(
    fields.map((field) => {
      const right = found.filter(({ message, said }) =>
        isRight(field, message, said[field]?.value),
      );
      return [field, right.length / messages.length];
    }),
  ) as Record<Field, number>; // one entry for each field
}

/** Whether two thirds of a label's days are near enough: `before Christmas` is no number. */
function isRight(field: Field, message: Message, value: unknown): boolean {
  const wanted: unknown = Reflect.get(message, field);
  if (wanted === undefined) return value === undefined;
  if (field === "use_case") return Array.isArray(value) && value.length > 0;
  if (field === "urgency_days" && typeof value === "number" && typeof wanted === "number") {
    return Math.abs(value - wanted) <= wanted / 3;
  }
  return JSON.stringify(value) === JSON.stringify(wanted);
}

export const byRules = ({ text }: Message) => readEnquiry(text, defaultPlaybook);

/**
 * The same with a pretend model, whose answers are the labels with the sentence they stand in, and
 * every third time something it made up: only what the words hold may be left of it.
 */
export function withModel(message: Message): Enquiry {
  return completed(byRules(message), answerOf(message), message.text);
}

function answerOf(message: Message): EnquiryAnswer {
  const { text } = message;
  const isLiar = messages.indexOf(message) % 3 === 0;
  const quote = isLiar ? "we have half a million to spend by Friday" : longest(text);
  const label = <Value>(field: Field) => Reflect.get(message, field) as Value | undefined; // of the fixture
  const cite = <Value>(value: Value | undefined, made: Value) => {
    if (isLiar) return { value: made, quote };
    return value === undefined ? null : { value, quote };
  };
  return {
    use_case: cite(label("use_case") ? "planning" : undefined, "planning"),
    urgency_days: cite(label<number>("urgency_days"), 5),
    budget_band: cite(label("budget_band"), { min: 500_000, max: 500_000 }),
    decision_maker: cite(label<"yes" | "no">("decision_maker"), "yes"),
    competitor_mentioned: (label<string[]>("competitor_mentioned") ?? []).map((value) => ({
      value,
      quote,
    })),
    complexity_level: cite(label<"low">("complexity_level"), "high"),
    blockers: (label<string[]>("blockers") ?? []).includes("under contract")
      ? [{ value: "under contract", quote }]
      : [],
  };
}

function longest(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/).filter(({ length }) => length <= 300);
  return sentences.toSorted((a, b) => b.length - a.length)[0] ?? text;
}
