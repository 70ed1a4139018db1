import type { Leaf } from "../pipeline/ingest/doors/json-paths.ts";
import { systemName } from "../pipeline/ingest/doors/systems.ts";
import type { ParkedType } from "../pipeline/ingest/kept.ts";
import type { Card, Field, Form, Part } from "./card.ts";
import { count } from "./numbers.ts";
import { buttons, pressing } from "./pressing.ts";
import { whenExactly } from "./times.ts";

/** So many types have buttons; the others follow once these are settled. */
export const shownTypes = 5;

const said = {
  title: "Parked",
  none: "Nothing is parked: Baton knew what to do with everything that arrived.",
  intro: "Baton does not know what these mean. Nothing of them is lost.",
  unnamed: "no type",
  door: (name: string) => `by “${name}”`,
  closedDoor: "a closed door",
  seen: (n: number, first: string, last: string) =>
    n === 1 ? `once, ${last}` : `${count(n, "time")}, from ${first} to ${last}`,
  keys: (keys: readonly string[]) => `for example ${keys.join(", ")}`,
  makeLeads: "Make leads of these",
  ignore: "Ignore this type",
  formTitle: "What these mean",
  submit: "Make leads",
  hint: "Where it stands in the event",
  remembered: "Later events of this type become leads by themselves.",
} as const;

/** What is wrong with a sent form, and how to put it right. */
export const mapProblems = {
  nothingNamed: "Say where the company's site or an e-mail address stands.",
} as const;

/** What a press or form of this card came to. */
export const parkedAnswers = {
  gone: "Nothing of this type is parked any more.",
  made: (n: number, type: string) =>
    `${count(n, "event")} of type ${type} ${n === 1 ? "is" : "are"} on the way. Later ones follow by themselves.`,
  ignored: (n: number, type: string) =>
    `${type} is ignored from now on, ${count(n, "parked event")} included.`,
} as const;

/** Types of events that arrived and wait for somebody to say what they mean. */
export function parkedCard(
  types: readonly ParkedType[],
  clock: { now: Date; timeZone: string },
): Card {
  const all = types.reduce((sum, type) => sum + type.count, 0);
  const parts: Part[] = [
    { kind: "title", text: said.title, aside: all > 0 ? String(all) : null },
    { kind: "text", line: [all > 0 ? said.intro : said.none] },
    ...types.slice(0, shownTypes).flatMap((type) => partsOf(type, clock)),
  ];
  const summary = all === 0 ? said.none : `${said.title}: ${all}`;
  return { id: "parked", version: 0, summary, parts, refresh: null };
}

function partsOf(type: ParkedType, { now, timeZone }: { now: Date; timeZone: string }): Part[] {
  const { doorId, door, channel, eventType, firstAt, lastAt, sampleKeys } = type;
  const at = (moment: Date) => whenExactly(moment, now, timeZone);
  const name = eventType ?? `${systemName(channel)}, ${said.unnamed}`;
  const facts = [
    said.door(door ?? said.closedDoor),
    said.seen(type.count, at(firstAt), at(lastAt)),
    ...(sampleKeys.length > 0 ? [said.keys(sampleKeys)] : []),
  ];
  const args = { door: doorId ?? "", type: eventType ?? "" };
  return [
    { kind: "text", line: [{ kind: "bold", text: name }, ` ${facts.join(" · ")}`] },
    ...(doorId !== null && eventType !== null
      ? buttons([
          pressing("map_event", said.makeLeads, args),
          pressing("ignore_event", said.ignore, args),
        ])
      : []),
  ];
}

/** What the form asks for, in its order; `guess` is what such a place is usually called. */
const asked = [
  { name: "company", label: "Company", guess: /compan|organi[sz]ation|firm|account/i },
  { name: "url", label: "Website", guess: /domain|website|url|site/i },
  { name: "email", label: "E-mail", guess: /e?-?mail/i },
  { name: "name", label: "Name", guess: /(?:full_?|contact_?|^)name$/i },
  { name: "phone", label: "Phone", guess: /phone|tel/i },
  { name: "freeText", label: "What they said", guess: /message|text|comment|note/i },
] as const;

/** Asks where in events of one type the fields of a lead stand, by the newest of them. */
export function mapEventForm(door: string, type: string, leaves: readonly Leaf[]): Form {
  const options = leaves.map(({ path, value }) => ({ value: path, label: `${path} · ${value}` }));
  const fields = asked.map(({ name, label, guess }): Field => {
    const likely = leaves.find(({ path }) => guess.test(path.split("/").at(-1) ?? ""));
    return {
      ...{ name, label, hint: said.hint, required: false },
      ...{ kind: "choice", options, initial: likely?.path ?? null },
    };
  });
  return {
    title: said.formTitle,
    submit: said.submit,
    verb: "map_event",
    args: { door, type },
    parts: [
      { kind: "text", line: [{ kind: "bold", text: type }] },
      { kind: "note", line: [said.remembered] },
    ],
    fields,
  };
}
