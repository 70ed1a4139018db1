import { cleanLine } from "../clean-text.ts";
import { readAddresses } from "./addresses.ts";
import { domainOf } from "./headers.ts";
import { blankMail, type Correspondent, type Mail } from "./mail.ts";
import {
  answeredSubject,
  forwardedMarks,
  forwardedSubject,
  headNames,
  originalMarks,
} from "./mail-words.ts";
import { isoDate } from "./read-mime.ts";

/** A forward of a forward, in a company where mails go from desk to desk. */
const MOST_HANDS = 5;
/** Addressees take several lines at times; a head that is longer is none. */
const HEAD_LINES = 16;

type HeadName = keyof typeof headNames;
const headLine = (Object.keys(headNames) as HeadName[]).map((name) => ({
  name,
  pattern: new RegExp(
    `^[\\s>*]*(?:${headNames[name]})\\*?[ \\t\\u00a0]?[:：]\\*?[ \\t\\u00a0]*(.*)$`,
    "iu",
  ),
}));

export type Unpicked = { mail: Mail; by: Correspondent[] };

/**
 * The mail that somebody passed on, and through whose hands it went: attached as a whole, or
 * copied into the text as Gmail, Outlook, Apple Mail and Thunderbird do. `isOurs` tells a
 * colleague's domain: what a colleague passes on without saying so is still passed on.
 */
export function unpick(outer: Mail, isOurs: (domain: string) => boolean): Unpicked {
  let [mail, by]: [Mail, Correspondent[]] = [outer, []];
  for (let hand = 0; hand < MOST_HANDS; hand += 1) {
    const inner = originalOf(mail, isOurs);
    if (!inner) break;
    by = mail.from ? [...by, mail.from] : by;
    mail = inner;
  }
  return { mail, by };
}

function originalOf(mail: Mail, isOurs: (domain: string) => boolean): Mail | undefined {
  if (mail.attached?.from) return mail.attached;
  const lines = mail.text.split("\n");
  const head = findHead(lines);
  if (!head) return undefined;
  const mark = lines.slice(Math.max(0, head.start - 3), head.start).join("\n");
  const said = forwardedMarks.test(mark) || forwardedSubject.test(mail.subject);
  const ours = (one: Correspondent | null) => isOurs((one && domainOf(one.address)) ?? "");
  const silent = !answeredSubject.test(mail.subject) && ours(mail.from) && !ours(head.from);
  return said || silent ? innerMail(mail, lines, head) : undefined;
}

type Head = {
  start: number;
  end: number;
  from: Correspondent | null;
  said: Partial<Record<HeadName, string>>;
};

/** The first run of lines that names a sender and at least a date or subject. */
export function findHead(lines: readonly string[]): Head | undefined {
  for (let start = 0; start < lines.length; start += 1) {
    if (!nameOf(lines[start] ?? "")) continue;
    const head = readHead(lines, start);
    if (head) return head;
  }
  return undefined;
}

function readHead(lines: readonly string[], start: number): Head | undefined {
  const said: Partial<Record<HeadName, string>> = {};
  let [end, gaps] = [start, 0];
  for (const [index, line] of lines.slice(start, start + HEAD_LINES).entries()) {
    if (unquoted(line) === "")
      gaps += 1; // cells and paragraphs of HTML stand apart
    else if (gaps < 2 && takeLine(said, line, gaps)) [end, gaps] = [start + index + 1, 0];
    else break;
  }
  const isHead = said.from !== undefined && (said.subject !== undefined || said.date !== undefined);
  if (!isHead || Object.keys(said).length < 3) return undefined;
  return { start, end, from: sender(said.from), said };
}

/** Adds one line to a head; false where the head has ended above it. */
function takeLine(said: Partial<Record<HeadName, string>>, line: string, gaps: number): boolean {
  const found = nameOf(line);
  if (found && said[found.name] === undefined) {
    said[found.name] = found.value;
    return true;
  }
  const last = (Object.keys(said) as HeadName[]).at(-1) ?? "from"; // the names of `said`
  if (gaps > 0 || !goesOn(said[last])) return false;
  said[last] = `${said[last]} ${unquoted(line)}`.trim();
  return true;
}

/** The value, or its rest, is on the next line. */
function goesOn(value: string | undefined): boolean {
  return value === "" || /[,;]\s*$/.test(value ?? "");
}

function nameOf(line: string): { name: HeadName; value: string } | undefined {
  if (line.length > 1_000) return undefined;
  for (const { name, pattern } of headLine) {
    const value = pattern.exec(line)?.[1];
    if (value !== undefined) return { name, value: value.trim() };
  }
  return undefined;
}

/** `Ana Weber <ana@x>`, `Ana Weber [mailto:ana@x]`, `ana@x (Ana Weber)`, and Outlook's bare names. */
function sender(said: string | undefined): Correspondent | null {
  if (!said) return null;
  const plain = said
    .replace(/\[mailto:([^\]\s]{1,320})\]/gi, "<$1>")
    .replace(/<mailto:/gi, "<")
    .replace(/<([^<>\s]+)>\s*<\1>/g, "<$1>")
    .replace(/^\*+|\*+$/g, "");
  const [first] = readAddresses(plain);
  if (first) return first;
  const [address] = /[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{3,253}/.exec(plain) ?? [];
  return (address && readAddresses(address)[0]) || null;
}

function innerMail(outer: Mail, lines: readonly string[], { end, from, said }: Head): Mail {
  const rest = lines.slice(end);
  const quoted = rest.filter((line) => line.trim() !== "");
  const isQuoted = quoted.length > 0 && quoted.every((line) => /^\s*>/.test(line));
  const text = (isQuoted ? rest.map((line) => line.replace(/^\s*> ?/, "")) : rest).join("\n");
  return {
    ...blankMail,
    from,
    to: readAddresses((said.to ?? "").replace(/\[mailto:([^\]\s]{1,320})\]/gi, "<$1>")),
    subject: cleanLine(said.subject ?? outer.subject.replace(forwardedSubject, ""), 500),
    text: text.trim(),
    date: isoDate(said.date),
    // Attachments travel with the mail that carries them now.
    attachments: outer.attachments,
  };
}

function unquoted(line: string): string {
  return line.replace(/^[\s>]+/, "").trim();
}

/** Where an older mail begins that was answered, not passed on. */
export function startsOriginal(line: string): boolean {
  return originalMarks.test(line);
}
