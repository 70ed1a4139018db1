/** A site's robots.txt, read. Records of one agent may be spread over several groups. */
export type Robots = { groups: Group[]; sitemaps: string[] };
type Group = { agents: string[]; rules: Rule[]; crawlDelayMs: number | null };
type Rule = { allow: boolean; pattern: string; text: string };

/** What a missing robots.txt means. */
export const allowAll: Robots = { groups: [], sitemaps: [] };
/** What a robots.txt that cannot be had means. */
export const disallowAll: Robots = {
  groups: [
    {
      agents: ["*"],
      rules: [{ allow: false, pattern: "/", text: "Disallow: /" }],
      crawlDelayMs: null,
    },
  ],
  sitemaps: [],
};

/** Crawlers must read at least this much and may ignore the rest. https://www.rfc-editor.org/rfc/rfc9309#section-2.5 */
export const ROBOTS_BYTES = 500 * 1024;
/** As Google's parser: eight times the longest URL of old browsers. */
const LINE_LENGTH = 16_663;

/**
 * Reads a robots.txt as Google's own parser does: it forgives missing colons and common typos,
 * and a rule that stands before any `User-agent` belongs to nobody.
 */
export function parseRobots(text: string): Robots {
  const robots: Robots = { groups: [], sitemaps: [] };
  // Half a byte order mark decodes to a replacement character.
  const body = text.slice(0, ROBOTS_BYTES).replace(/^[\uFEFF\uFFFD]/, "");

  for (const line of body.split(/\r\n|\r|\n/)) {
    const { key, value } = readLine(line.slice(0, LINE_LENGTH));
    const group = robots.groups.at(-1);
    if (key === "agent") addAgent(robots, agentOf(value));
    if (key === "sitemap") robots.sitemaps.push(value);
    if (key === "delay" && group) group.crawlDelayMs = delayOf(value) ?? group.crawlDelayMs;
    if (key === "allow" || key === "disallow") group?.rules.push(...rulesOf(key, value));
  }

  return robots;
}

/** Agents that follow each other share their rules; only a rule ends the list. */
function addAgent(robots: Robots, agent: string): void {
  const group = robots.groups.at(-1);
  if (group && group.rules.length === 0) group.agents.push(agent);
  else robots.groups.push({ agents: [agent], rules: [], crawlDelayMs: null });
}

/** Whether an agent may read a URL, and the rule that says so; null where no rule matched. */
export function isAllowed(
  robots: Robots,
  productToken: string,
  url: string,
): { allowed: boolean; rule: string | null } {
  const spellings = spellingsOf(pathOf(url));
  if (spellings.sent === "/robots.txt") return { allowed: true, rule: null };

  let best: Rule | undefined;
  for (const rule of groupsOf(robots, productToken).flatMap((group) => group.rules)) {
    const weight = rule.pattern.length - (best?.pattern.length ?? 0);
    if (weight < 0 || (weight === 0 && !(best && rule.allow))) continue;
    if (hits(spellings, rule)) best = rule;
  }

  return { allowed: best?.allow ?? true, rule: best?.text ?? null };
}

/** The pause a site asks an agent to make between two requests; null when it asks for none. */
export function crawlDelayMs(robots: Robots, productToken: string): number | null {
  const delays = groupsOf(robots, productToken).flatMap((group) => group.crawlDelayMs ?? []);
  return delays.length > 0 ? Math.max(...delays) : null;
}

/** A group for everybody counts only where none names the agent, even if that one has no rules. */
function groupsOf(robots: Robots, productToken: string): Group[] {
  const token = productToken.split("/", 1).join().toLowerCase();
  const own = robots.groups.filter((group) => token !== "" && group.agents.includes(token));
  return own.length > 0 ? own : robots.groups.filter((group) => group.agents.includes("*"));
}

type Key = "agent" | "allow" | "disallow" | "sitemap" | "delay" | null;

const keys: [RegExp, Key][] = [
  [/^user[- ]?agent/i, "agent"],
  [/^allow/i, "allow"],
  [/^(disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i, "disallow"],
  [/^site-?map/i, "sitemap"],
  [/^crawl-?delay/i, "delay"],
];

function readLine(line: string): { key: Key; value: string } {
  const content = line.split("#", 1).join().trim();
  const colon = content.indexOf(":");
  const words = content.split(/[ \t]+/);

  // "disallow /" is two words and clear enough; three words without a colon are prose.
  const forgotten = colon < 0 && words.length === 2;
  const name = forgotten ? (words[0] ?? "") : content.slice(0, Math.max(colon, 0)).trim();
  const value = forgotten ? (words[1] ?? "") : content.slice(colon + 1).trim();
  return { key: keys.find(([spelling]) => spelling.test(name))?.[1] ?? null, value };
}

function agentOf(value: string): string {
  if (/^\*(\s|$)/.test(value)) return "*";
  return (/^[a-z_-]*/i.exec(value)?.[0] ?? "").toLowerCase();
}

/** An hour is the most anyone can mean; what is not a number is no request at all. */
function delayOf(value: string): number | null {
  const seconds = Number.parseFloat(value);
  return seconds >= 0 ? Math.min(seconds, 3_600) * 1_000 : null;
}

function rulesOf(key: "allow" | "disallow", value: string): Rule[] {
  const allow = key === "allow";
  const pattern = escapePattern(value);
  const text = `${allow ? "Allow" : "Disallow"}: ${value}`;
  const rule = { allow, pattern, text };

  // Who allows /index.html also means the folder it stands for.
  const folder = allow && /^(.*\/)index\.htm[^/]*$/.exec(pattern)?.[1];
  return folder ? [rule, { allow, pattern: `${folder}$`, text }] : [rule];
}

/** Writes a pattern as a URL would write the same characters. */
function escapePattern(value: string): string {
  return upperEscapes(value).replace(/[^!-~]|["<>`{}]/gu, (character) => {
    return character.isWellFormed() ? encodeURIComponent(character) : "%EF%BF%BD";
  });
}

function upperEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
}

/** Path and query, not decoded: rules are compared with what is sent. */
function pathOf(url: string): string {
  const rest = url
    .split("#", 1)
    .join()
    .replace(/^([a-z][a-z0-9+.-]*:)?\/\//i, "");
  const start = rest.search(/[/?;]/);
  const path = start < 0 ? "" : rest.slice(start);
  return upperEscapes(path.startsWith("/") ? path : `/${path}`);
}

type Spellings = { sent: string; verbatim: string; plain: string };

/** One path in the spellings a rule may mean: as sent, with `*` and `$` as rules write them, and decoded. */
function spellingsOf(sent: string): Spellings {
  const verbatim = sent.replaceAll("*", "%2A").replaceAll("$", "%24");
  return { sent, verbatim, plain: plainSpelling(escapePattern(verbatim)) };
}

/**
 * RFC 9309 compares what `%62%61%7A` stands for, Google's parser what is written. Where they differ
 * we stay out: a ban counts in either reading, a permission only as it is written.
 */
function hits({ sent, verbatim, plain }: Spellings, { allow, pattern }: Rule): boolean {
  if (matches(sent, pattern) || matches(verbatim, pattern)) return true;
  return !allow && matches(plain, plainSpelling(pattern));
}

/** Characters that need no escape without it; a query needs none for `:` and `/` either. */
function plainSpelling(text: string): string {
  const [path = "", ...query] = text.split("?");
  const decode = (part: string, plain: RegExp) =>
    part.replace(/%[0-7][0-9A-F]/g, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return plain.test(character) ? character : octet;
    });
  return [decode(path, /[\w.~-]/), ...query.map((part) => decode(part, /[\w.~:/-]/))].join("?");
}

/**
 * `*` stands for anything, a last `$` for the end. Taking the first place where each piece
 * fits can never be wrong, so nothing is tried twice however many stars there are.
 */
function matches(path: string, pattern: string): boolean {
  const anchored = pattern.endsWith("$");
  const [head = "", ...pieces] = (anchored ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(head)) return false;

  const tail = anchored ? pieces.pop() : "";
  if (tail === undefined) return path === head;

  let end = head.length;
  for (const piece of pieces) {
    const start = path.indexOf(piece, end);
    if (start < 0) return false;
    end = start + piece.length;
  }
  return path.length - tail.length >= end && path.endsWith(tail);
}
