import { domainKey, type Evidence, inTwoCountries, samePhone } from "./evidence.ts";
import { squash } from "./fold.ts";
import { compareCompanyNames, type Likeness } from "./likeness.ts";
import { type Match, match } from "./verdict.ts";

const LEAST_LABEL = 4;

/** A common domain decides; names only ever raise the question, unless the phone number agrees too. */
export function judgeCompanies(a: Evidence, b: Evidence): Match {
  const likeness =
    a.company && b.company ? compareCompanyNames(a.company.words, b.company.words) : null;
  const decided = byDomain(a, b, likeness);
  if (decided) return decided;
  return likeness === null || likeness === "other" ? unalike(a, b) : alike(a, b, likeness);
}

/** Agencies and holdings write for others: where two names do not go together, a person decides. */
function byDomain(a: Evidence, b: Evidence, likeness: Likeness | null): Match | undefined {
  const shared = a.domains.filter((domain) => b.domains.includes(domain)).toSorted();
  const spelled = shared.find((domain) => fits(a, domain) || fits(b, domain));
  const domain = spelled ?? shared[0];
  if (domain !== undefined) {
    const why = `Same domain ${domain}.`;
    const doubt = "Two company names, and neither is that of the domain.";
    return likeness === "other" && !spelled ? match("ask", why, doubt) : match("same", why);
  }
  const written = [
    b.domains.includes(a.mailDomain ?? "") ? a.mailDomain : null,
    a.domains.includes(b.mailDomain ?? "") ? b.mailDomain : null,
  ].find((domain) => domain !== null);
  if (!written) return undefined;
  return match(likeness === "other" ? "ask" : "same", `An address at the other's ${written}.`);
}

function alike(a: Evidence, b: Evidence, likeness: Exclude<Likeness, "other">): Match {
  const named = namedAlike[likeness];
  const against = contradictions(a, b);
  if (samePhone(a, b)) {
    const isSure = (likeness === "same" || likeness === "typo") && against.length === 0;
    return match(isSure ? "same" : "ask", named, "Same phone number.", ...against);
  }
  const sameLabel = a.domains.some((one) =>
    b.domains.some((other) => domainKey(one) === domainKey(other)),
  );
  const isOpen =
    against.length === 0 || (likeness === "same" && sameLabel && !inTwoCountries(a, b));
  return match(isOpen ? "ask" : "different", named, ...against);
}

const namedAlike: Readonly<Record<Exclude<Likeness, "other">, string>> = {
  same: "The same company name.",
  typo: "Company names a letter or two apart.",
  longer: "One company name is part of the other.",
  initials: "One company name could be the other's initials.",
};

/** Names that say nothing about each other, or are missing: a domain may still spell the other's name. */
function unalike(a: Evidence, b: Evidence): Match {
  const [one, other] = [a.domains[0], b.domains[0]];
  if (one && other) return match("different", `Different domains ${one} and ${other}.`);
  if (samePhone(a, b)) return match("ask", "Same phone number.");

  const spelled =
    a.domains.find((domain) => fits(b, domain)) ?? b.domains.find((domain) => fits(a, domain));
  if (spelled) return match("ask", `The domain ${spelled} spells the other's company name.`);
  return a.company && b.company
    ? match("different", "Different company names.")
    : match("different", "Nothing says they are one company.");
}

/** What speaks against one company although the names are alike. */
function contradictions(a: Evidence, b: Evidence): string[] {
  const [one, other] = [a.domains[0], b.domains[0]];
  const [form, otherForm] = [a.company?.form, b.company?.form];
  return [
    ...(one && other ? [`Different domains ${one} and ${other}.`] : []),
    ...(inTwoCountries(a, b) ? ["Different countries."] : []),
    ...(form && otherForm && form !== otherForm ? ["Different legal forms."] : []),
  ];
}

/** Whether a domain spells a company's name, all of it or so much that it cannot be by chance. */
function fits({ company }: Evidence, domain: string): boolean {
  const words = company?.words ?? [];
  const [name, label] = [squash(words), domainKey(domain)];
  if (name === "" || label === "") return false;
  const initials = words.map((word) => word.charAt(0)).join("");
  if (name === label || (initials.length > 2 && initials === label)) return true;
  const [short, long] = name.length < label.length ? [name, label] : [label, name];
  return short.length >= LEAST_LABEL && long.includes(short);
}
