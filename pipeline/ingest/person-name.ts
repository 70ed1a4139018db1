import {
  closings,
  honorifics,
  introductions,
  labels,
  legalForms,
  notCompany,
  particles,
  titleWords,
} from "../data/people-words.ts";
import { countryCode } from "./country.ts";
import { domainFit } from "./domain-word.ts";
import type { EmailAddress } from "./email-address.ts";
import { labelledValue } from "./labelled.ts";
import { titleCase } from "./linkedin.ts";

const honorific = `(?:(?:${honorifics})\\.?\\s+|Dipl\\.-Ing\\.\\s+)*`;
const word = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
const nameWords = `${word}(?:[ \\t]+(?:(?:${particles})[ \\t]+){0,2}${word}){0,3}`;

const wholeName = new RegExp(`^${honorific}(${nameWords})$`, "u");
const beforeEmail = new RegExp(`(${nameWords})["']?[ \\t]*[<(](?:mailto:)?[^\\s<>()]+@`, "u");
const intros = introductions.map(({ words, full }) => ({
  full,
  pattern: new RegExp(`(?<![\\p{L}])(?:${caseless(words)})[ \\t]+${honorific}(${nameWords})`, "gu"),
}));
const legalForm = new RegExp(`(?:^|\\s)(?:${legalForms})$`, "u");
const trailingParticles = new RegExp(`(?:\\s+(?:${particles}))+$`, "u");
const employer = /^(\S+ \S+) (?:de|von|di|da|van) (.+)$/u;
const sentenceEnd =
  /(?<=[.!?])\s+(?=\p{Lu})|(?<=(?:thanks|regards|cheers|grüße|merci|gracias),)\s+/iu;
const parts = /\s*(?:[,|·•/]|\s[–—-]\s)\s*/u;

/** The person who speaks in a text, best proof first: a form's field, an introduction, a signature, the e-mail address. */
export function findPersonName(text: string, mail: EmailAddress | undefined): string | null {
  const name =
    fromLabels(text) ??
    trimmed(beforeEmail.exec(text)?.[1], true) ??
    fromIntroduction(text) ??
    fromSignature(text.split("\n").map((line) => line.trim())) ??
    fromLastWords(text) ??
    fromEmail(mail);
  return withoutEmployer(name, mail);
}

function fromLabels(text: string): string | null {
  const first = labelledValue(text, labels.firstName);
  const last = labelledValue(text, labels.lastName);
  if (first && last) return `${first} ${last}`;

  const value = labelledValue(text, labels.name);
  if (value === null) return null;
  const name = value.replace(/\s*[<(,].*$/s, "");
  if (
    /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul} 　]{2,12}$/u.test(name)
  )
    return name;
  return trimmed(wholeName.exec(name)?.[1], false);
}

function fromIntroduction(text: string): string | null {
  for (const { pattern, full } of intros) {
    for (const [, name] of text.matchAll(pattern)) {
      const found = trimmed(name, full);
      if (found) return found;
    }
  }
  const hungarian = new RegExp(`(${nameWords})[ \\t]+vagyok(?![\\p{L}])`, "u").exec(text)?.[1];
  const here = new RegExp(`(?:^|[,.!]\\s+)(${nameWords})[ \\t]+here\\b`, "mu").exec(text)?.[1];
  const chinese = /(?:我叫|我是|私は)[ 　]*(\p{Script=Han}{2,4}?)(?=[，,。．、\s]|です|と申)/u.exec(
    text,
  )?.[1];
  return trimmed(hungarian, true) ?? trimmed(here, false) ?? chinese ?? null;
}

/** A name on a line of its own after a closing, or above a job title or an address. */
function fromSignature(lines: readonly string[]): string | null {
  const filled = lines.filter((line) => line !== "");
  const closing = filled.findLastIndex((line) => closings.test(line));
  const after = filled[closing + 1];
  if (closing >= 0 && after !== undefined) {
    const [first = ""] = after.split(parts);
    const name = trimmed(wholeName.exec(first)?.[1], false);
    if (name) return name;
  }

  for (const [i, line] of filled.entries()) {
    const [first = "", ...rest] = line.split(parts);
    const name = trimmed(wholeName.exec(first)?.[1], true);
    const context = [...rest, ...filled.slice(i + 1, i + 4)].join("\n");
    if (name && (titleWords.test(context) || /@|\d{4}|www\./.test(context))) return name;
  }
  return null;
}

/** A text without line breaks may still end with a name: `… next week. Ana Weber, Northwind`. */
function fromLastWords(text: string): string | null {
  const ends = text
    .split(/\n/)
    .flatMap((line) => line.split(sentenceEnd))
    .slice(-3);
  for (const end of ends) {
    const [first = ""] = end.split(parts);
    const name = trimmed(wholeName.exec(first.trim())?.[1], true);
    if (name) return name;
  }
  return null;
}

/** `ana.weber@…` is Ana Weber; a single word could be anything. */
function fromEmail(mail: EmailAddress | undefined): string | null {
  if (!mail || mail.flags.includes("role_mail")) return null;
  const local = mail.email.slice(0, mail.email.lastIndexOf("@")).replace(/\+.*$/s, "");
  return /^\p{L}{2,}[._-]\p{L}{2,}(?:-\p{L}{2,})?$/u.test(local)
    ? titleCase(local.toLowerCase().replaceAll(".", " "))
    : null;
}

/** What a pattern caught, without what cannot be part of a name; null if too little is left. */
function trimmed(caught: string | undefined, full: boolean): string | null {
  const words = (caught ?? "").split(/\s+/);
  const stop = words.findIndex((word, i) => isForeign(word, words[i - 1] ?? ""));
  const kept = (stop < 0 ? words : words.slice(0, stop))
    .join(" ")
    .replace(trailingParticles, "")
    .replace(/(?<=\p{L}{2})\.+$/u, "");
  if (kept === "" || (full && !kept.includes(" ")) || legalForm.test(kept)) return null;
  return countryCode(kept) === null ? kept : null;
}

/** Initials keep their dot; any other dot ends the sentence, and the name with it. */
function isForeign(word: string, previous: string): boolean {
  return notCompany.has(word) || titleWords.test(word) || /\p{L}{3,}\.$/u.test(previous);
}

/** After a first and a last name, `de Wingtip` is where somebody works if their mail says so too. */
function withoutEmployer(name: string | null, mail: EmailAddress | undefined): string | null {
  const [, person, after] = employer.exec(name ?? "") ?? [];
  const label = mail?.domain?.split(".")[0] ?? "";
  return person && after && domainFit(after, label) > 0 ? person : name;
}

/** Sentences begin with capitals, names consist of them: only the introduction may be in any case. */
function caseless(words: string): string {
  return words.replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
