import { type Evidence, inTwoCountries, samePhone } from "./evidence.ts";
import { compareCompanyNames, comparePersonNames, type Likeness } from "./likeness.ts";
import { type Match, match } from "./verdict.ts";

/** A mailbox or LinkedIn page is one person's; a name needs the company or the phone number beside it. */
export function judgePeople(a: Evidence, b: Evidence, companies: Match): Match {
  const likeness =
    a.person.length > 0 && b.person.length > 0 ? comparePersonNames(a.person, b.person) : null;
  if (a.mailbox !== null && a.mailbox === b.mailbox) return inOneMailbox(a, likeness);
  if (a.linkedin !== null && a.linkedin === b.linkedin) return match("same", "Same LinkedIn page.");

  const why = sharedByBoth(a, b, companies);
  if (likeness === "other") return match("different", "Different people.");
  if (likeness === null) return unnamed(a, b, companies, why);

  const named = namedAlike[likeness];
  const against = contradictions(a, b, companies);
  if (companies.verdict === "different" && isEmployed(a) && isEmployed(b) && !samePhone(a, b)) {
    return match("different", named, ...companies.why);
  }
  const enough = why.length >= needed[likeness] && against.length === 0;
  return match(enough ? "same" : "ask", named, ...why, ...against);
}

const namedAlike: Readonly<Record<Exclude<Likeness, "other">, string>> = {
  same: "The same person's name.",
  typo: "Names a letter or two apart.",
  longer: "One name is part of the other.",
  initials: "One name could be the other's initials.",
};

/** How many other things must agree before a name like that is the same person. */
const needed: Readonly<Record<Exclude<Likeness, "other">, number>> = {
  same: 1,
  typo: 2,
  longer: 2,
  initials: 2,
};

function inOneMailbox({ isRole, mailbox }: Evidence, likeness: Likeness | null): Match {
  return isRole && likeness === "other"
    ? match("different", `Two people behind the mailbox ${mailbox}.`)
    : match("same", `Same mailbox ${mailbox}.`);
}

/** Without both names, only the same personal address at two domains of one company is proof. */
function unnamed(a: Evidence, b: Evidence, companies: Match, shared: string[]): Match {
  if (companies.verdict === "same" && sameLocalPart(a, b)) return match("same", ...shared);
  if (samePhone(a, b)) return match("ask", ...shared);
  return match("different", "Nothing says they are one person.");
}

function sharedByBoth(a: Evidence, b: Evidence, companies: Match): string[] {
  const isOneCompany = companies.verdict === "same";
  const local = companies.verdict !== "different" && sameLocalPart(a, b);
  return [
    ...(isOneCompany ? companies.why.slice(0, 1) : []),
    ...(!isOneCompany && sameCompanyName(a, b) && !inTwoDomains(a, b)
      ? ["The same company name."]
      : []),
    ...(local ? ["The same name before the @."] : []),
    ...(samePhone(a, b) ? ["Same phone number."] : []),
  ];
}

function contradictions(a: Evidence, b: Evidence, companies: Match): string[] {
  const [host, other] = [hostOf(a.mailbox), hostOf(b.mailbox)];
  const isTheirs = a.domains.includes(host ?? "") && host === other;
  const twoMailboxes = isTheirs && !a.isRole && !b.isRole;
  return [
    ...(twoMailboxes ? [`Different mailboxes at ${host}.`] : []),
    ...(a.linkedin && b.linkedin ? ["Different LinkedIn pages."] : []),
    ...(companies.verdict !== "same" && inTwoCountries(a, b) ? ["Different countries."] : []),
  ];
}

function isEmployed({ company, domains }: Evidence): boolean {
  return company !== null || domains.length > 0;
}

function sameCompanyName(a: Evidence, b: Evidence): boolean {
  if (!a.company || !b.company) return false;
  return compareCompanyNames(a.company.words, b.company.words) === "same";
}

function inTwoDomains(a: Evidence, b: Evidence): boolean {
  return a.domains.length > 0 && b.domains.length > 0;
}

/** The same personal name before the @ of two hosts: `ana.weber@acme.de`, `ana.weber@acme.com`. */
function sameLocalPart(a: Evidence, b: Evidence): boolean {
  const local = localOf(a.mailbox);
  return local !== null && local === localOf(b.mailbox) && !a.isRole && !b.isRole;
}

function localOf(mailbox: string | null): string | null {
  return mailbox?.slice(0, mailbox.lastIndexOf("@")) ?? null;
}

function hostOf(mailbox: string | null): string | null {
  return mailbox?.slice(mailbox.lastIndexOf("@") + 1) ?? null;
}
