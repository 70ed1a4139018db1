import type { Card, Part } from "./card.ts";
import { buttons, pressing } from "./pressing.ts";

/** One of the two a question is about. Everything but the name may be unknown. */
export type SameSide = {
  name: string;
  /** What is known of it, by what it is called on the card. */
  rows: Record<string, string>;
};

export type SameView = {
  id: string;
  revision: number;
  kind: "company" | "contact" | "account";
  state: "open" | "same" | "different";
  why: readonly string[];
  /** Who answered; null for rules. */
  answeredBy: string | null;
  one: SameSide;
  other: SameSide;
};

const say = {
  company: {
    asks: () => "Same company?",
    same: (one: string, other: string) => `${other} counts as ${one}`,
    different: (one: string, other: string) => `${one} and ${other} are two companies`,
    yes: "Merge",
    no: "Not the same",
  },
  contact: {
    asks: () => "Same person?",
    same: (one: string, other: string) => `${other} counts as ${one}`,
    different: (one: string, other: string) => `${one} and ${other} are two people`,
    yes: "Merge",
    no: "Not the same",
  },
  account: {
    asks: (one: string, other: string) => `${one} looks like ${other}`,
    same: (one: string, other: string) => `${one} is ${other}`,
    different: (one: string, other: string) => `${one} is not ${other}`,
    yes: "It's them",
    no: "Not them",
  },
} as const;

/** Both side by side with why we ask, until somebody answers; then the answer, and how to take it back. */
export function sameCompanyCard(view: SameView): Card {
  const { id, kind, state, one, other, answeredBy } = view;
  const words = say[kind];
  const said = state === "open" ? "asks" : state;
  const title = words[said](one.name, other.name);
  const why = view.why.join(" ");
  return {
    id: `same:${id}`,
    version: view.revision,
    summary: state === "open" ? `${title} ${one.name} · ${other.name}` : title,
    parts: [
      { kind: "title", text: title, aside: null },
      ...(why === "" ? [] : [{ kind: "text" as const, line: [why] }]),
      sideBySide(one, other),
      ...(state === "open"
        ? []
        : [{ kind: "note" as const, line: [`Said by ${answeredBy ?? "a rule"}.`] }]),
      ...choices(view),
    ],
    refresh: null,
  };
}

function sideBySide(one: SameSide, other: SameSide): Part {
  const labels = [...new Set([...Object.keys(one.rows), ...Object.keys(other.rows)])];
  const rows = labels.map((label) => [label, one.rows[label] ?? "–", other.rows[label] ?? "–"]);
  return { kind: "table", head: ["", one.name, other.name], rows };
}

function choices({ id, kind, state }: SameView): Part[] {
  const args = { question: id };
  const yes = pressing("same_yes", say[kind].yes, args);
  const no = pressing("same_no", say[kind].no, args);
  if (state === "open") return buttons([yes, no]);
  if (state === "different") return [{ kind: "actions", buttons: [yes], more: [] }];
  const split = kind === "account" ? no : pressing("same_split", "Split again", args);
  return [{ kind: "actions", buttons: [split], more: [] }];
}
