import { type Fact, type FactName, values } from "../enrich/fact.ts";
import { sourceLabel } from "../score/source-label.ts";
import { promisesIn } from "./checks.ts";
import type { Basis } from "./consent.ts";
import type { Claim, Mail } from "./mail.ts";

/** What a draft is made of. `facts` are the current ones of a lead. */
export type Known = {
  company: string;
  to: { name: string | null; address: string };
  from: Mail["from"];
  basis: Basis;
  facts: readonly Fact[];
  now: Date;
};

const MOST_CLAIMS = 3;
const MOST_WORDS = 120;
const NEWS_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * A first mail, made by rule: the same facts make the same mail. It says nothing about the company
 * that no public page of theirs says, and promises nothing.
 */
export function draftMail(known: Known): { mail: Mail; claims: Claim[] } {
  const { company, from } = known;
  const found = claimsOf(known);
  let claims = found;
  while (wordsIn(bodyOf(known, claims)) > MOST_WORDS) claims = claims.slice(0, -1);

  const name = personName(known.to.name);
  return {
    mail: {
      from,
      to: { name: name ?? "", address: known.to.address },
      subject: claims[0]?.subject ?? `A question for ${speakable(company) ?? "you"}`,
      body: bodyOf(known, claims),
    },
    claims: claims.map(({ subject: _, ...claim }) => claim),
  };
}

function bodyOf({ to, from, basis }: Known, claims: readonly Claim[]): string {
  const name = personName(to.name);
  const seen = claims.map(({ text }) => `${text}.`);
  const question =
    claims.length > 0 ? "Would a short call about that help you?" : "Would a short call help you?";
  return [
    name ? `Hello ${name},` : "Hello,",
    openings[basis],
    ...(seen.length > 0 ? [seen.join(" ")] : []),
    `${question} Answer with a day that suits you. If you would rather not hear from us, say so and we stop.`,
    from.name,
  ].join("\n\n");
}

const openings: Record<Basis, string> = {
  consent: "you agreed that we may write to you.",
  enquiry: "thank you for writing to us.",
};

type Made = Claim & { subject: string };
type Say = (facts: readonly Fact[]) => { text: string; subject: string } | null;

/** What is worth a sentence, the most telling first. */
const sayings: readonly [FactName, Say][] = [
  ["job", roles],
  ["funding", funding],
  ["news", (facts) => titled(facts, values.news, "I read", "About")],
  ["changelog", (facts) => titled(facts, values.changelog, "You released", "About")],
  ["industry", industry],
];

function claimsOf({ facts, now }: Known): Made[] {
  return sayings
    .flatMap(([name, say]): Made[] => {
      const told = facts.filter((fact) => fact.name === name && isPublic(fact, now));
      const [proof] = told;
      const said = say(told);
      if (!proof?.sourceUrl || !said || promisesIn(said.text).length > 0) return [];
      return [{ ...said, label: sourceLabel(proof), url: proof.sourceUrl, quote: proof.quote }];
    })
    .slice(0, MOST_CLAIMS);
}

/** On a page of theirs, and not old news. What colleagues know stays with us. */
function isPublic({ provider, sourceUrl, observedAt }: Fact, now: Date): boolean {
  const age = now.getTime() - new Date(observedAt).getTime();
  return (
    sourceUrl !== null && provider !== "person" && provider !== "lead" && age < NEWS_DAYS * DAY_MS
  );
}

function roles(facts: readonly Fact[]) {
  const titles = facts.flatMap((fact) => {
    const title = values.job.safeParse(fact.value).data?.title;
    return title ? (speakable(title) ?? []) : [];
  });
  const [first] = titles;
  if (!first) return null;
  if (titles.length === 1) {
    return {
      text: `You are looking for a new colleague: “${first}”`,
      subject: `Your open role: ${first}`,
    };
  }
  const text = `You have ${titles.length} open roles, among them “${first}”`;
  return { text, subject: `Your ${titles.length} open roles` };
}

function funding(facts: readonly Fact[]) {
  const round = speakable(values.funding.safeParse(facts[0]?.value).data?.round ?? "");
  return round
    ? { text: `You closed your ${round} round`, subject: `After your ${round} round` }
    : null;
}

function titled(
  facts: readonly Fact[],
  shape: typeof values.news | typeof values.changelog,
  verb: string,
  about: string,
) {
  const title = speakable(shape.safeParse(facts[0]?.value).data?.title ?? "");
  return title ? { text: `${verb} “${title}” on your site`, subject: `${about} “${title}”` } : null;
}

function industry(facts: readonly Fact[]) {
  const value = facts[0]?.value;
  const name = typeof value === "string" ? speakable(value) : null;
  return name
    ? { text: `Your site says that you are in ${name}`, subject: `Your work in ${name}` }
    : null;
}

/** Something a stranger wrote that may stand in a mail of ours: short, on one line, and no address or link. */
function speakable(text: string): string | null {
  const line = text.replaceAll(/\s+/g, " ").replaceAll(/["“”]/g, "").trim();
  const isAddress = /[@<>\\]|:\/\/|\bwww\.|\.\p{L}{2,}\//iu.test(line);
  return line === "" || line.length > 80 || isAddress ? null : line;
}

/** A name as one greets it. Anything else that came in a form's name field is not repeated to anybody. */
function personName(text: string | null): string | null {
  const name = text?.trim() ?? "";
  return /^\p{L}[\p{L}\p{M}'’. -]{0,59}$/u.test(name) && !/\.\p{L}{2,}/u.test(name) ? name : null;
}

/** Where answers to a colleague's mail go, on our own host; a host without a name has no mail. */
export function senderOf(name: string, publicUrl: string): Mail["from"] {
  const { hostname } = new URL(publicUrl);
  const host = /\.\p{L}{2,}$/u.test(hostname) ? hostname : "baton.example";
  const local = name.normalize("NFKD").toLowerCase().replaceAll(/\p{M}/gu, "");
  const words = local.match(/[a-z0-9]+/g) ?? ["sales"];
  return { name, address: `${words.join(".").slice(0, 60)}@${host}` };
}

function wordsIn(text: string): number {
  return text.split(/\s+/).length;
}
