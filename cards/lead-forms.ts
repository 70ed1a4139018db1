import { type LeadView, type Outcome, outcomes } from "../pipeline/handoff/lead-view.ts";
import type { Field, Form } from "./card.ts";
import { outcomeLabels, words } from "./words.ts";

/** What came of a talk; `initial` is chosen already, e.g. after `Not a fit`. */
export function outcomeForm(view: LeadView, initial: Outcome | null = null): Form {
  const options = outcomes.map((value) => ({ value, label: outcomeLabels[value] }));
  return form(view, "log_outcome", words.logOutcome, words.save, [
    { ...field("outcome", "What happened?"), required: true, kind: "choice", options, initial },
    note("reason", "Why?", "One sentence. It teaches the score."),
    { ...field("value", "Worth", "Whole units, for a won lead"), ...number },
  ]);
}

/** Hands a lead to a colleague. */
export function reassignForm(
  view: LeadView,
  people: readonly { personId: string; name: string }[],
): Form {
  const options = people.map(({ personId, name }) => ({ value: personId, label: name }));
  if (options.length === 0) {
    const parts = [{ kind: "text" as const, line: [words.nobodyElse] }];
    return { ...form(view, "reassign", words.reassign, null, []), parts };
  }
  return form(view, "reassign", words.reassign, words.reassign, [
    { ...field("person", "To"), required: true, kind: "choice", options, initial: null },
    note("note", "Note", "They read it with the offer."),
  ]);
}

/** Puts a lead aside. */
export function snoozeForm(view: LeadView): Form {
  return form(view, "snooze", words.snooze, words.snooze, [
    {
      ...field("until", "Until"),
      required: true,
      kind: "choice",
      options: [
        { value: "tomorrow", label: "Tomorrow" },
        { value: "3d", label: "In 3 days" },
        { value: "mon", label: "Next week" },
        { value: "date", label: "A date" },
      ],
      initial: "tomorrow",
    },
    { ...field("date", "Date", "Where you chose a date"), kind: "date", initial: null },
    note("note", "Why?", "It comes back with the lead."),
  ]);
}

const number = { kind: "number", min: 0, max: 1_000_000_000, initial: null } as const;

function form(
  view: LeadView,
  verb: string,
  title: string,
  submit: string | null,
  fields: readonly Field[],
): Form {
  const parts = [
    { kind: "text" as const, line: [{ kind: "bold" as const, text: view.company.name }] },
  ];
  return { title, submit, verb, args: { lead: view.id }, parts, fields };
}

function field(name: string, label: string, hint: string | null = null) {
  return { name, label, hint, required: false };
}

function note(name: string, label: string, hint: string | null): Field {
  return {
    ...field(name, label, hint),
    kind: "text",
    multiline: true,
    maxLength: 500,
    initial: null,
  };
}
