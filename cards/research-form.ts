import type { ResearchSettings } from "../pipeline/enrich/research-settings.ts";
import type { Field, Form } from "./card.ts";

/** More does not fit a form; such a list is changed in the settings file. */
const LIST_LIMIT = 2_000;

export const researchFormWords = {
  title: "Research settings",
  saved: "Saved. It holds from the next company on.",
  unchanged: "The settings are like that already.",
  /** A word of a list that is no domain. */
  noDomain: (word: string) => `${word} is not a domain. Type one like acme.com.`,
  number: (least: number, most: number) => `Type a whole number from ${least} to ${most}.`,
  money: "Type an amount in US dollars like 0.05, or leave it empty for no limit.",
};

const w = {
  intro: "What may be read about companies, how often, and what it may cost.",
  allow: "Read only these domains",
  allowHint: "One per line. Empty: all of them.",
  deny: "Never read these domains",
  denyHint: "One per line. It goes before the list above.",
  tooLong: (what: string, n: number) =>
    `${what}: ${n} domains, too many for a form. They are in the settings file.`,
  pages: "Most pages of one site at a time",
  freshDays: "Days until a company is read again",
  googleNews: "Headlines of Google News",
  googleNewsHint: "Its feed allows personal use only: whether yours is, is for you to settle.",
  linkedin: "Public company page on LinkedIn",
  linkedinHint: "Never past a sign-in page. Where one is shown, nothing is read.",
  on: "On",
  off: "Off",
  perLead: "Most US dollars per lead",
  perDay: "Most US dollars per day",
  perMonth: "Most US dollars per month",
  moneyHint: "For models and paid providers. Empty: no limit.",
};

export type ListName = "allow" | "deny";

/** Whether a list is short enough to be changed in the form. */
export function fitsForm(domains: readonly string[]): boolean {
  return domains.join("\n").length <= LIST_LIMIT;
}

/** What a tenant's research may do, to be changed by an admin. */
export function researchForm(settings: ResearchSettings): Form {
  const { allow, deny, pages, freshDays, googleNews, linkedin, budget } = settings;
  const lists = [
    { name: "allow", label: w.allow, hint: w.allowHint, domains: allow },
    { name: "deny", label: w.deny, hint: w.denyHint, domains: deny },
  ];
  const long = lists.filter(({ domains }) => !fitsForm(domains));
  return {
    ...{ title: researchFormWords.title, submit: "Save", verb: "research_settings", args: {} },
    parts: [
      { kind: "text", line: [w.intro] },
      ...long.map(({ label, domains }) => {
        return { kind: "note" as const, line: [w.tooLong(label, domains.length)] };
      }),
    ],
    fields: [
      ...lists.filter((one) => !long.includes(one)).map(listField),
      number("pages", w.pages, 1, 8, pages),
      number("freshDays", w.freshDays, 0, 90, freshDays),
      onOff("googleNews", w.googleNews, w.googleNewsHint, googleNews),
      onOff("linkedin", w.linkedin, w.linkedinHint, linkedin),
      money("perLead", w.perLead, budget.perLead),
      money("perDay", w.perDay, budget.perDay),
      money("perMonth", w.perMonth, budget.perMonth),
    ],
  };
}

type List = { name: string; label: string; hint: string; domains: readonly string[] };

function listField({ domains, ...named }: List): Field {
  const initial = domains.join("\n") || null;
  return {
    ...named,
    required: false,
    kind: "text",
    multiline: true,
    maxLength: LIST_LIMIT,
    initial,
  };
}

function number(name: string, label: string, min: number, max: number, initial: number): Field {
  return { name, label, hint: null, required: true, kind: "number", min, max, initial };
}

function onOff(name: string, label: string, hint: string, on: boolean): Field {
  const options = [
    { value: "on", label: w.on },
    { value: "off", label: w.off },
  ];
  return { name, label, hint, required: true, kind: "choice", options, initial: on ? "on" : "off" };
}

/** Text, for Slack's numbers have no decimals where we ask for whole ones. */
function money(name: string, label: string, usd: number | null): Field {
  const initial = usd === null ? null : String(usd);
  const text = { kind: "text", multiline: false, maxLength: 12, initial } as const;
  return { name, label, hint: w.moneyHint, required: false, ...text };
}
