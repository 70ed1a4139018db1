import type { Field, Form } from "./card.ts";

/** What a message turned out to say. */
export type FoundInMessage = {
  /** A domain, or a name where there is none. */
  company: string | null;
  email: string | null;
  text: string;
  /** Where the message is; travels with the form and is kept as evidence. */
  permalink: string | null;
};

const title = "Make this a lead";
/** Slack's and Teams' own limit of what a form carries is wider; a longer link is no message's. */
const MOST_PERMALINK = 1_000;
export const MOST_MESSAGE = 2_000;

/** A message somebody pointed at, for them to check before it becomes a lead. */
export function messageForm({ company, email, text, permalink }: FoundInMessage): Form {
  const link = permalink !== null && permalink.length <= MOST_PERMALINK ? { permalink } : {};
  return {
    title,
    submit: "Make lead",
    verb: "from_message",
    args: link,
    parts: [],
    fields: [
      line("company", "Company", "Its domain, for example acme.com", company),
      line("email", "E-mail", "Of the person who asks", email),
      {
        ...field("message", "Message", "What they said. It counts for the score."),
        kind: "text",
        multiline: true,
        maxLength: MOST_MESSAGE,
        initial: text === "" ? null : text,
      },
    ],
  };
}

/** What is wrong with a sent form, and how to put it right. */
export const messageProblems = {
  noCompany: "Which company? Type its domain, for example acme.com.",
  noDomain: (name: string) => `Type the domain of ${name}, for example acme.com.`,
  badEmail: (email: string) => `${email} is not a whole e-mail address, like ana@acme.com.`,
} as const;

function line(name: string, label: string, hint: string, initial: string | null): Field {
  return { ...field(name, label, hint), kind: "text", multiline: false, maxLength: 254, initial };
}

function field(name: string, label: string, hint: string) {
  return { name, label, hint, required: false };
}
