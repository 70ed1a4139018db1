import { blankLead } from "./blank-lead.ts";
import { cleanText } from "./clean-text.ts";
import { readEmail } from "./email-address.ts";
import { identify } from "./identify.ts";
import type { LeadInput } from "./lead-input.ts";
import { readLinkedin } from "./linkedin.ts";
import { plainText } from "./mark-up.ts";
import { splitList } from "./subject-list.ts";
import { suspicious } from "./suspicious.ts";
import { isAddress, trimQuotes, trimToken } from "./token.ts";
import { readWebAddress } from "./web-address.ts";

/** What somebody wants looked at. Everything but `many` and `none` is one company or person. */
export type Subject =
  | { kind: "domain"; domain: string; website: string | null }
  | {
      kind: "email";
      email: string;
      name: string | null;
      /** Null for free and disposable mail: the address does not tell the company. */
      domain: string | null;
      flags: string[];
    }
  | { kind: "name"; name: string }
  | { kind: "linkedin"; slug: string; name: string | null }
  /** A pasted signature or enquiry. Its source is for the door to fill in. */
  | { kind: "text"; lead: LeadInput }
  | { kind: "many"; subjects: Subject[]; rejected: { text: string; why: string }[] }
  | { kind: "none"; why: string };

const TEXT_LIMIT = 2_000;
const NAME_LIMIT = 80;

/** Works out what a person typed after `/lead`, as Slack or Teams passes it on. Never throws. */
export function parseSubject(text: string): Subject {
  if (text.length > 2 * TEXT_LIMIT) return tooLong(text.length);
  const plain = plainText(text);
  const words = cleanText(plain, plain.length * 3);
  if (words.length > TEXT_LIMIT) return tooLong(words.length);

  const list = splitList(words);
  if (list) return many(list);
  return parseOne(words, suspicious(plain));
}

function parseOne(words: string, flags: string[]): Subject {
  const named = /^"?([^"<>@]{0,100}?)"?\s*<([^<>\s]+@[^<>\s]+)>$/.exec(words);
  if (named) return withName(parseToken(named[2] ?? ""), named[1]?.trim() || null);

  const token = trimQuotes(words);
  if (token === "") return none("Type a company's domain, for example acme.com.");
  if (!/\s/.test(token)) return parseToken(token);
  return parseProse(words, flags);
}

/** One word: an address of some kind, or a company's name. */
function parseToken(typed: string): Subject {
  const token = trimToken(typed);
  const linkedin = readLinkedin(token);
  if (linkedin?.kind === "company") {
    return { kind: "linkedin", slug: linkedin.slug, name: linkedin.name };
  }
  if (linkedin) return none("That is a person's LinkedIn page. Type the company's domain or page.");
  if (!isAddress(token)) return nameOf(typed);
  if (/^(?:mailto:)?[^/:@]*@[^/@]*$/i.test(token)) return emailOf(token);

  const read = readWebAddress(token);
  return read.ok ? { kind: "domain", domain: read.domain, website: read.website } : none(read.why);
}

function emailOf(token: string): Subject {
  const typed = token.replace(/^mailto:/i, "").replace(/\?.*$/s, "");
  if (typed.startsWith("@")) return parseToken(typed.slice(1));

  const email = readEmail(typed);
  if (email) return { kind: "email", name: null, ...email };
  const host = readWebAddress(typed.slice(typed.lastIndexOf("@") + 1));
  return none(host.ok ? `${typed.slice(0, 60)} is not a whole e-mail address.` : host.why);
}

function nameOf(typed: string): Subject {
  const name = trimQuotes(typed).replace(/[,;:?]+$/, "");
  if (!/[\p{L}\p{N}]/u.test(name)) return none("Type a company's domain, for example acme.com.");
  if (name.length > NAME_LIMIT) return none("That name is too long. Type the company's domain.");
  return { kind: "name", name };
}

/** Several words: a name, or a text that says who it is about. */
function parseProse(words: string, flags: string[]): Subject {
  const who = identify(words);
  const isName = !words.includes("\n") && words.split(/\s+/).length <= 8;
  if (isName && !who.email && !who.domain && !who.phone) return nameOf(words.replace(/\s+/g, " "));
  if (!who.email && !who.domain && !who.company) {
    return none("No company in there that I can see. Add its domain or an e-mail address.");
  }

  const { language: _, ...known } = who;
  const mail = who.email === null ? undefined : readEmail(who.email);
  return {
    kind: "text",
    lead: {
      ...blankLead("chat"),
      ...known,
      freeText: words,
      flags: [...flags, ...(mail?.flags ?? [])],
    },
  };
}

function many(list: { text: string; token: string | null }[]): Subject {
  const subjects = new Map<string, Subject>();
  const rejected: { text: string; why: string }[] = [];
  for (const { text, token } of list) {
    const subject = token === null ? none("No domain or e-mail address in it.") : parseToken(token);
    if (subject.kind === "none") rejected.push({ text: text.slice(0, 100), why: subject.why });
    else if (!subjects.has(identityOf(subject))) subjects.set(identityOf(subject), subject);
  }

  const all = [...subjects.values()];
  const mailed = all.flatMap((subject) => (subject.kind === "email" ? subject.domain : []));
  const found = all.filter((one) => one.kind !== "domain" || !mailed.includes(one.domain));
  const [first] = found;
  if (!first) return none(rejected[0]?.why ?? "Type a company's domain, for example acme.com.");
  return found.length === 1 && rejected.length === 0
    ? first
    : { kind: "many", subjects: found, rejected };
}

function identityOf(subject: Subject): string {
  if (subject.kind === "email") return subject.email.toLowerCase();
  return subject.kind === "domain" ? subject.domain : JSON.stringify(subject);
}

function withName(subject: Subject, name: string | null): Subject {
  return subject.kind === "email" ? { ...subject, name } : subject;
}

function tooLong(length: number): Subject {
  const seen = length.toLocaleString("en");
  return none(
    `That is ${seen} characters; 2,000 is the most. Send a long list as a CSV file instead.`,
  );
}

function none(why: string): Subject {
  return { kind: "none", why };
}
