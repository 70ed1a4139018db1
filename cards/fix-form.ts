import { type Correctable, correctable } from "../pipeline/enrich/by-hand.ts";
import type { Fact } from "../pipeline/enrich/fact.ts";
import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import type { Field, Form } from "./card.ts";
import { factSource, factValue } from "./fact-words.ts";
import { words } from "./words.ts";

const fields: Record<Correctable, { label: string; example: string; most: number }> = {
  industry: { label: "Industry", example: "Logistics", most: 80 },
  employees: { label: "Employees", example: "180, or 180–220", most: 40 },
  country: { label: "Country", example: "DE, or Germany", most: 60 },
  city: { label: "City", example: "Berlin", most: 80 },
  legal_name: { label: "Legal name", example: "Acme GmbH", most: 160 },
  technology: { label: "Technology", example: "HubSpot, SAP", most: 200 },
};

/** What a colleague knows better. What is believed now stands beside each field, with its source. */
export const fixForm = (view: LeadView): Form => formOf(view, "fix_data", words.fixData);

/** The same where research failed and there may be nothing to correct yet. */
export const fillForm = (view: LeadView): Form => formOf(view, "fill_by_hand", words.fillByHand);

/** Nothing is filled in already: it would count as said by whoever sends the form. */
function formOf(view: LeadView, verb: string, title: string): Form {
  const { name, domain } = view.company;
  const known = Object.entries(fields).map(([field, { label, example, most }]): Field => {
    const said = saidOf(view.facts, field as Correctable); // a key of `fields`
    return textField(field, label, said ?? example, most);
  });
  return {
    title,
    submit: words.save,
    verb,
    args: { lead: view.id },
    parts: [
      { kind: "text", line: [{ kind: "bold", text: name }] },
      { kind: "note", line: [words.emptyIsUnchanged] },
    ],
    fields: [
      ...(domain === null ? [textField("website", "Website", "acme.example", 200)] : []),
      ...known,
      ...takeBack(view.facts),
      { ...textField("note", "How do you know?", null, 250), multiline: true },
    ],
  };
}

function textField(name: string, label: string, hint: string | null, maxLength: number) {
  const kind = "text" as const;
  return { name, label, hint, required: false, kind, multiline: false, maxLength, initial: null };
}

/** `Now: 180–220 (northwind.example/about)`. */
function saidOf(facts: readonly Fact[], field: Correctable): string | null {
  const stated = facts.filter(({ name }) => name === correctable[field]);
  const [first] = stated;
  if (!first) return null;
  const shown = field === "technology" ? stated.slice(0, 5).map(techName) : [factValue(first)];
  return words.nowSaid(shown.join(", "), factSource(first));
}

function techName({ value }: Fact): string {
  return factValue({ name: "tech", value }).split(", ")[0] ?? "";
}

/** Offered only where a colleague has corrected something. */
function takeBack(facts: readonly Fact[]): Field[] {
  const corrected = Object.entries(correctable).filter(([, name]) =>
    facts.some((fact) => fact.name === name && fact.provider === "person"),
  );
  if (corrected.length === 0) return [];
  const options = corrected.map(([field]) => ({
    value: field,
    label: fields[field as Correctable].label, // a key of `correctable`
  }));
  const all = { value: "all", label: words.everyCorrection };
  return [
    {
      name: "take_back",
      label: words.takeBack,
      hint: words.takeBackHint,
      required: false,
      kind: "choice",
      options: options.length > 1 ? [...options, all] : options,
      initial: null,
    },
  ];
}
