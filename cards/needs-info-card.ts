import type { LeadInput } from "../pipeline/ingest/lead-input.ts";
import { missingOf } from "../pipeline/ingest/normalise.ts";
import type { Card, Form, Part } from "./card.ts";
import { clip, oneLine } from "./clean.ts";
import { needsInfoWords as say } from "./needs-info-words.ts";
import { buttons, pressing } from "./pressing.ts";
import { whenExactly } from "./times.ts";

/** An arrival that lacks something, and what colleagues said to it. */
export type NeedsInfo = {
  id: string;
  revision: number;
  state: "open" | "completed" | "discarded";
  decidedBy: string | null;
  decidedAt: Date | null;
  /** Whether it still waits for an answer: it may have become a lead by itself. */
  waits: boolean;
  /** Null once its words were forgotten. */
  input: LeadInput | null;
  door: string;
};

type Clock = { now: Date; timeZone: string };

const MOST_TEXT = 400;
const MOST_EXTRA = 6;

/** Asks a channel for what an arrival lacks; then says who answered what. */
export function needsInfoCard(asked: NeedsInfo, clock: Clock): Card {
  const sentence = sentenceOf(asked, clock);
  const isOpen = asked.state === "open" && asked.waits && asked.input !== null;
  return {
    id: `needs-info:${asked.id}`,
    version: asked.revision * 2 + (asked.waits ? 0 : 1), // an answer it gets elsewhere comes last
    summary: sentence,
    parts: [
      { kind: "title", text: say.title, aside: null },
      { kind: "text", line: [sentence] },
      ...(isOpen && asked.input ? [...knownParts(asked.input), ...flagParts(asked.input)] : []),
      ...actions(asked, isOpen),
    ],
    refresh: null,
  };
}

function sentenceOf(asked: NeedsInfo, { now, timeZone }: Clock): string {
  const { state, input, decidedBy, decidedAt, waits } = asked;
  const at = whenExactly(decidedAt ?? now, now, timeZone);
  if (state === "completed") {
    return say.completed(decidedBy ?? "", at, input?.company ?? input?.domain ?? "");
  }
  if (state === "discarded") return say.discarded(decidedBy ?? "", at);
  if (!waits) return say.known;
  if (!input) return say.gone;
  const lacks = missingOf(input).map((field) => say.lacks[field]);
  return say.ask(oneLine(asked.door), lacks.join(", "));
}

/** What is known, as data: the words are a stranger's. */
function knownParts(input: LeadInput): Part[] {
  const { utm: _, extra, ...said } = input;
  const values = new Map<string, unknown>(Object.entries(said));
  const known = Object.entries(say.labels).flatMap(([field, label]) => {
    const value = values.get(field);
    return typeof value === "string" ? [{ label, line: [clip(value, MOST_TEXT)] }] : [];
  });
  const more = Object.entries(extra)
    .slice(0, MOST_EXTRA)
    .map(([name, value]) => ({ label: clip(oneLine(name), 60), line: [clip(value, MOST_TEXT)] }));
  const rows = [...known, ...more];
  return rows.length > 0 ? [{ kind: "facts", rows }] : [];
}

function flagParts({ flags }: LeadInput): Part[] {
  return flags.flatMap((flag): Part[] => {
    const text = say.flags[flag];
    return text === undefined ? [] : [{ kind: "warning", line: [text] }];
  });
}

function actions({ id: arrival, state, waits }: NeedsInfo, isOpen: boolean): Part[] {
  if (isOpen) {
    return buttons([
      pressing("complete_lead", say.fillIn, { arrival }),
      pressing("not_a_lead", say.notALead, { arrival }),
    ]);
  }
  const isUndone = state === "discarded" && waits;
  return isUndone ? buttons([pressing("lead_after_all", say.undo, { arrival })]) : [];
}

/** Asks only for what is missing; the guesses are for a person to check. */
export function needsInfoForm(
  arrival: string,
  input: LeadInput,
  guesses: { company: string | null; site: string | null },
): Form {
  const missing = missingOf(input);
  const text = { kind: "text", multiline: false, maxLength: 254, required: false } as const;
  const asked = {
    company: {
      ...{ ...text, name: "company", label: say.company, hint: say.companyHint },
      initial: guesses.company,
    },
    url: {
      ...{ ...text, name: "url", label: say.site, hint: say.siteHint },
      initial: guesses.site,
    },
  };
  return {
    title: say.formTitle,
    submit: say.submit,
    verb: "complete_lead",
    args: { arrival },
    parts: knownParts(input),
    fields: missing.map((field) => asked[field]),
  };
}
