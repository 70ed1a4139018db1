import { agree } from "./agree.ts";
import type { FactName } from "./fact.ts";
import type { SeenFact } from "./freshness.ts";
import { rankFacts, whyFirst } from "./rank-facts.ts";
import { standingFacts } from "./standing-facts.ts";

/** Names under which two statements cannot both be right. */
const exclusive: readonly FactName[] = [
  "company_name",
  "industry",
  "employees",
  "engineer_count",
  "founded_year",
  "hq_city",
  "hq_country",
  "legal_name",
  "register_number",
  "vat",
  "parent",
  "status",
  "pricing_public",
];

/** One statement among several. */
export type Candidate = {
  fact: SeenFact;
  /** `chosen` counts; `agrees` says the same in other words; the rest says why it lost. */
  standing: "chosen" | "agrees" | "source" | "surer" | "newer";
};

export type Disagreement = {
  name: FactName;
  /** Distinct sources that spoke, those that agree among them. */
  sources: number;
  /** A colleague has decided: there is nothing left to ask. */
  settled: boolean;
  /** The chosen one first. */
  candidates: Candidate[];
};

/** Where sources contradict each other about a company, in the order of the evidence page. */
export function disagreements(facts: readonly SeenFact[]): Disagreement[] {
  const standing = standingFacts(facts);
  return exclusive.flatMap((name) => {
    const ranked = rankFacts(standing.filter((fact) => fact.name === name));
    const [chosen, ...others] = onePerSource(ranked);
    if (!chosen) return [];
    const agreeing = ranked.filter(({ value }) => agree(name, chosen.value, value));
    const candidates = others.map((fact): Candidate => {
      const same = agreeing.includes(fact) || agreeing.some((one) => isBeside(one, fact));
      return { fact, standing: same ? "agrees" : whyFirst(chosen, fact) };
    });
    if (candidates.every(({ standing }) => standing === "agrees")) return [];
    return [
      {
        name,
        sources: new Set([chosen, ...others].map(speaker)).size,
        settled: chosen.provider === "person",
        candidates: [{ fact: chosen, standing: "chosen" as const }, ...candidates],
      },
    ];
  });
}

/** What one source says twice it says once; a second value of the same source is another statement. */
function onePerSource(ranked: readonly SeenFact[]): SeenFact[] {
  return ranked.filter(
    (fact, at) =>
      !ranked
        .slice(0, at)
        .some(
          (before) =>
            speaker(before) === speaker(fact) && agree(fact.name, before.value, fact.value),
        ),
  );
}

/** A page that names two industries contradicts nobody who names one of them. */
function isBeside(a: SeenFact, b: SeenFact): boolean {
  return a.name === "industry" && a.sourceUrl === b.sourceUrl && a.provider === b.provider;
}

/** A page (its data and its words are two), or who else said it. */
function speaker({ sourceUrl, provider, quote }: SeenFact): string {
  return `${provider} ${sourceUrl ?? quote ?? ""}`;
}
