import { type Fact, type FactName, values } from "./fact.ts";
import { type SeenFact, staleness } from "./freshness.ts";
import type { PaidFact } from "./providers/provider.ts";
import type { Segment, WaterfallRule } from "./waterfall-settings.ts";

/** What the rules of a waterfall look at; null is not known. */
type Company = { country: string | null; employees: number | null; source: string };

type Plan = {
  /** Names of accounts in the order in which they are asked, each once. */
  providers: readonly string[];
  /** What nobody has said for free, or not lately. */
  wanted: readonly PaidFact[];
};

const nothing: Plan = { providers: [], wanted: [] };

/** Whom to ask for what: the first rule that fits, and nobody for what is known already. */
export function planWaterfall(
  rules: readonly WaterfallRule[],
  company: Company,
  known: readonly SeenFact[],
  now: Date,
): Plan {
  const rule = rules.find(({ when = {} }) => fits(when, company));
  if (!rule) return nothing;
  const wanted = stillWanted(rule.fields, known, now);
  return wanted.length === 0 ? nothing : { providers: [...new Set(rule.providers)], wanted };
}

/** The facts among `fields` that nobody has stated, or that have all grown stale. */
function stillWanted(
  fields: readonly PaidFact[],
  known: readonly SeenFact[],
  now: Date,
): PaidFact[] {
  const fresh = new Set(known.filter((one) => !staleness(one, now).stale).map(({ name }) => name));
  return [...new Set(fields)].filter((field) => !fresh.has(field));
}

/** The company of some facts, best first, as the rules see it. */
export function companyOf(facts: readonly Fact[], source: string): Company {
  const said = (name: FactName) => facts.find((fact) => fact.name === name)?.value;
  const country = said("hq_country");
  const size = values.employees.safeParse(said("employees")).data;
  return {
    source,
    country: typeof country === "string" ? country : null,
    employees: size ? Math.round((size.min + (size.max ?? size.min)) / 2) : null,
  };
}

function fits({ countries, employees, sources }: Segment, company: Company): boolean {
  return (
    (countries === undefined ||
      (company.country !== null && countries.includes(company.country))) &&
    (employees === undefined || isBetween(employees, company.employees)) &&
    (sources === undefined || sources.includes(company.source))
  );
}

function isBetween({ min, max }: { min: number; max: number | null }, n: number | null): boolean {
  return n !== null && n >= min && (max === null || n <= max);
}
