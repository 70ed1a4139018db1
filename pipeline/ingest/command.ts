import { cleanText } from "./clean-text.ts";
import { commands, isVerb, type Verb, verbs } from "./commands.ts";
import { editDistance } from "./edit-distance.ts";
import { type Mention, plainText, takeMention } from "./mark-up.ts";
import { parseSubject, type Subject } from "./subject.ts";
import { isPlainAddress } from "./token.ts";
import { readWhen, type When } from "./when.ts";

/** One company or person; what `many` and `none` would be is answered before. */
export type OneSubject = Exclude<Subject, { kind: "many" | "none" }>;

/** What somebody asked for. */
export type Command =
  | { kind: "subject"; subject: Subject }
  | { kind: "show" | "why" | "trace" | "claim" | "release"; subject: OneSubject }
  | { kind: "assign"; subject: OneSubject; to: Mention }
  | { kind: "snooze"; subject: OneSubject; until: When; reason: string | null }
  | {
      kind: "mine" | "queue" | "dropped" | "parked" | "failed" | "doors" | "doctor" | "help";
    }
  /** With a topic a form, without one the file. */
  | { kind: "settings"; topic: "research" | null }
  | { kind: "merge"; first: OneSubject; second: OneSubject }
  | { kind: "unmerge"; subject: OneSubject }
  | { kind: "list" }
  | { kind: "stats"; topic: string | null }
  | { kind: "imports" }
  /** Without a number: how a file is handed in here. */
  | { kind: "import"; number: number | null; undo: boolean }
  | { kind: "suggest"; typed: string; nearest: Verb[] }
  | { kind: "usage"; verb: Verb; why: string };

const TEXT_LIMIT = 4_000;
const REASON_LIMIT = 300;

/** Reads the text after `/lead`, with the chats' own mark-up in it. Never throws. */
export function parseCommand(text: string): Command {
  if (text.length > TEXT_LIMIT) return { kind: "subject", subject: parseSubject(text) };
  const typed = withoutAddress(cleanText(text, TEXT_LIMIT));
  if (typed === "") return { kind: "help" };

  const [, word = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
  const verb = word.toLowerCase();
  if (isVerb(verb)) return readVerb(verb, rest.trim());
  return (
    (rest === "" && suggest(word)) || {
      kind: "subject",
      subject: parseSubject(withoutAddress(text)),
    }
  );
}

/** The words after whom they are meant for: `@Baton`, `/lead`, `lead`. */
function withoutAddress(text: string): string {
  return text
    .replace(/^(?:<@[^<>]{1,100}>|<at\b[^<>]{0,200}>[^<>]{0,200}<\/at>|\s)+/i, "")
    .replace(/^\/?lead(?:\s+|$)/i, "");
}

function readVerb(verb: Verb, rest: string): Command {
  switch (verb) {
    case "add":
      return rest === "" ? usage(verb) : { kind: "subject", subject: parseSubject(rest) };
    case "show":
    case "why":
    case "trace":
    case "claim":
    case "release":
      return onOne(verb, rest, (subject) => ({ kind: verb, subject }));
    case "unmerge":
      return onOne(verb, rest, (subject) => ({ kind: verb, subject }));
    case "merge":
      return readMerge(rest);
    case "list":
      return { kind: verb }; // whichever is asked for, all are counted
    case "assign":
      return readAssign(rest);
    case "snooze":
      return readSnooze(rest);
    case "stats":
      return { kind: verb, topic: /^[a-z]+/i.exec(rest)?.[0].toLowerCase() ?? null };
    case "import":
      return readImport(rest);
    case "mine":
    case "queue":
    case "dropped":
    case "parked":
    case "failed":
    case "imports":
    case "doors":
    case "doctor":
    case "help":
      return { kind: verb };
    case "settings":
      return { kind: verb, topic: /^research\b/i.test(rest) ? "research" : null };
  }
}

/** `assign @rita acme.com` and `assign acme.com to Rita Rep` are the same. */
function readAssign(text: string): Command {
  const { mention, rest } = takeMention(text);
  if (mention) {
    const company = rest.trim().replace(/^(?:to|for)\s+|\s+(?:to|for)$/gi, "");
    return onOne("assign", company, (subject) => ({ kind: "assign", subject, to: mention }));
  }

  const words = plainText(text).split(/\s+/).filter(Boolean);
  const company = words.findLastIndex(isPlainAddress);
  const name = words.filter((word, i) => i !== company && !/^(?:to|for)$/i.test(word)).join(" ");
  const to: Mention = { kind: "name", name: name.replace(/^@/, "").slice(0, 80) };
  if (company < 0 || to.name === "") return usage("assign");
  return onOne("assign", words[company] ?? "", (subject) => ({ kind: "assign", subject, to }));
}

/** `merge acme.com acme.io`, `merge acme.com with acme.io`. */
function readMerge(text: string): Command {
  const companies = plainText(text)
    .split(/[\s,;]+/)
    .filter((word) => word !== "" && !/^(?:and|with|into|\+|&)$/i.test(word));
  const [first = "", second = ""] = companies;
  if (companies.length !== 2)
    return usage("merge", `Which two? For example: ${exampleOf("merge")}.`);
  return onOne("merge", first, (one) =>
    onOne("merge", second, (other) => ({ kind: "merge", first: one, second: other })),
  );
}

/** The first word that is a day parts the company from the reason. */
function readSnooze(text: string): Command {
  const words = text.split(/\s+/).filter(Boolean);
  const at = words.findIndex((word, i) => i > 0 && readWhen(word) !== undefined);
  const until = readWhen(words[at] ?? "");
  if (words.length === 0) return usage("snooze");
  if (!until) return usage("snooze", "Until when? Say 3d, tomorrow, monday or 2026-12-01.");

  const reason =
    plainText(words.slice(at + 1).join(" "))
      .trim()
      .slice(0, REASON_LIMIT) || null;
  const company = words.slice(0, at).join(" ");
  return onOne("snooze", company, (subject) => ({ kind: "snooze", subject, until, reason }));
}

/** `import 42`, `import undo 42`, `import 42 undo`; `import` alone, or `import this list`. */
function readImport(text: string): Command {
  const [, before, digits, after] =
    /^(undo\s+)?(?:#|no\.?\s*)?(\d{1,9})(\s+undo)?$/i.exec(text) ?? [];
  if (!/\d|undo/i.test(text)) return { kind: "import", number: null, undo: false };
  if (!digits) return usage("import", "Which import? `/lead imports` lists them by number.");
  return { kind: "import", number: Number(digits), undo: (before ?? after) !== undefined };
}

function onOne(verb: Verb, text: string, make: (subject: OneSubject) => Command): Command {
  if (text.trim() === "") return usage(verb);
  const subject = parseSubject(text);
  if (subject.kind === "none") return usage(verb, subject.why);
  if (subject.kind === "many") return usage(verb, `One company at a time: ${exampleOf(verb)}.`);
  return make(subject);
}

function usage(verb: Verb, why = `Which company? For example: ${exampleOf(verb)}.`): Command {
  return { kind: "usage", verb, why };
}

function exampleOf(verb: Verb): string {
  return `/lead ${commands.find((command) => command.verb === verb)?.example ?? verb}`;
}

/** A word close to a verb is a slip of the finger; in words of four letters two slips leave too little to go by. */
function suggest(typed: string): Command | undefined {
  const word = typed.toLowerCase();
  if (word.length > 12 || !/^\p{L}+[.!?]?$/u.test(word)) return undefined;

  const ranked = verbs
    .filter((verb) => verb !== "add") // nobody needs to type it, and it is one letter from many names
    .map((verb) => ({ verb, distance: editDistance(word, verb) }))
    .toSorted((a, b) => a.distance - b.distance);
  const close = ranked.some(({ verb, distance }) => distance <= (verb.length > 4 ? 2 : 1));
  return close
    ? { kind: "suggest", typed, nearest: ranked.slice(0, 3).map(({ verb }) => verb) }
    : undefined;
}
