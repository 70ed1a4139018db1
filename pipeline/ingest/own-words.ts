import { otherPeople } from "../data/people-words.ts";
import { honorific, nameWords, trimmedName } from "./name-words.ts";

/** Lines of a mail's head that name somebody else than the sender. */
const toOthers =
  /^[ \t>*]*(?:to|cc|bcc|an|à|a|para|címzett|másolat|aan|do|dw|reply-to|kopie|copie)[ \t]?:[^\n]*@[^\n]*$/gimu;

/** `On Monday Ana wrote:` in the languages of our users: what follows was said before, by somebody else. */
const quoteIntro =
  /^[^\n]{0,200}\d[^\n]{0,200}(?:wrote|schrieb[^\n:]{0,80}|a écrit|escribió|ha scritto|escreveu|schreef[^\n:]{0,80}|írta|napisał\p{L}*|skrev[^\n:]{0,80})[^\n:]{0,80}:[ \t]*$/imu;
const originalMessage =
  /^[ \t]*-{2,}[ \t]*(?:original message|ursprüngliche nachricht|message d['’]origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|eredeti üzenet|oryginalna wiadomość)[ \t]*-{2,}/imu;

const others = new RegExp(
  `(?<![\\p{L}])((?i:${otherPeople})),?[ \\t]+${honorific}(${nameWords})(?:[ \\t]*[<(][^<>()\\s]{3,100}@[^<>()\\s]{3,100}[>)])?(?![\\p{L}'’-]|[ \\t]+(?:\\p{Lu}|here|vagyok|from|von))`,
  "gu",
);

const LEAST_LETTERS = 20;

/** What the sender wrote: without quoted mails, and without those it went to. A text of quotations only stays. */
export function ownWords(text: string): string {
  const isMarked = /^[ \t]*>/m.test(text);
  const unquoted = text.replace(/^[ \t]*>.*$/gm, "");
  const own = isMarked
    ? unquoted.replace(quoteIntro, "")
    : upTo(upTo(unquoted, quoteIntro), originalMessage);
  const letters = own.match(/\p{L}/gu)?.length ?? 0;
  const kept = letters < LEAST_LETTERS ? text.replace(/^[ \t]*>[ \t]?/gm, "") : own;
  return kept.replace(toOthers, "").trim();
}

/** The text without the people it is not from: those it greets, colleagues, and who recommended us. */
export function withoutOthers(text: string): string {
  return text.replace(others, (whole: string, words: string, name: string) =>
    trimmedName(name, false) === name ? words : whole,
  );
}

/** Without marks in front of its lines, a quoted mail is everything that follows. */
function upTo(text: string, mark: RegExp): string {
  const at = text.search(mark);
  return at < 0 ? text : text.slice(0, at);
}
