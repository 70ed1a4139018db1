import { amountIn } from "./extract/customers.ts";
import { type Fact, type FactName, values } from "./fact.ts";

/** One stated fact of a page, in the words of the command line: `{"field","value","evidence"}`. */
export type Answer = { field: string; value: Fact["value"]; evidence: string };

const countryNames = new Intl.DisplayNames(["en"], { type: "region" });
/** What people call a country besides its name and its two letters. */
const everyday: Readonly<Record<string, string>> = { US: "USA", GB: "UK" };

/** Facts that are called and written as they are stored; what is in neither list is not printed. */
const plain = new Set<FactName>([
  ...(["engineer_count", "founded_year", "hq_city", "address", "office", "legal_name"] as const),
  ...(["vat", "register_number", "parent", "status", "contact_email", "contact_phone"] as const),
  ...(["ats", "hiring_signal", "layoff_signal", "certification", "pricing_public"] as const),
  "industry",
]);

/** The facts of one page as lines for programs; what the page does not say has no line. */
export function answersOf(facts: readonly Fact[]): Answer[] {
  return [...facts.flatMap(answersTo), ...summaries(facts)];
}

type Said = [field: string, value: Fact["value"] | undefined];

/** Facts that are written otherwise than they are stored. */
const written: Partial<Record<FactName, (fact: Fact) => Said[]>> = {
  employees: ({ value }) => [["employee_count", sizeOf(value)]],
  hq_country: ({ value }) => [["hq_country", typeof value === "string" ? calledOf(value) : null]],
  office_countries: ({ value }) => {
    const codes = values.office_countries.safeParse(value).data ?? [];
    return [["office_countries", codes.map(calledOf)]];
  },
  person: ({ value }) => [["person", values.person.safeParse(value).data]],
  customers_scale: ({ value, quote }) => {
    const scale = values.customers_scale.safeParse(value).data;
    return [["customers_scale", scale && { ...scale, text: amountIn(quote ?? "", scale.count) }]];
  },
  tech: ({ value }) => [["tech", values.tech.safeParse(value).data?.name]],
  job: ({ value }) => {
    const job = values.job.safeParse(value).data;
    return [["job", job && { title: job.title, location: job.place }]];
  },
  acquisition: ({ value }) => [["acquisition", values.acquisition.safeParse(value).data?.other]],
  news: ({ value }) => {
    const news = values.news.safeParse(value).data;
    return [
      ["news", news?.title],
      ["news_date", news?.date],
    ];
  },
  funding: ({ value }) => {
    const funding = values.funding.safeParse(value).data;
    return [
      ["funding", funding],
      ["funding_amount", funding?.amount],
    ];
  },
};

function answersTo(fact: Fact): Answer[] {
  const said: Said[] = plain.has(fact.name)
    ? [[fact.name, fact.value]]
    : (written[fact.name]?.(fact) ?? []);
  return said.flatMap(([field, value]) =>
    value === null || value === undefined ? [] : [{ field, value, evidence: fact.quote ?? "" }],
  );
}

/** What several facts say together: `jobs`, and where there is more than one, `hq` and `offices`. */
function summaries(facts: readonly Fact[]): Answer[] {
  const titles = all(facts, "job").flatMap(({ value, quote }) => {
    const job = values.job.safeParse(value).data;
    return job ? [{ value: job.title, quote }] : [];
  });
  const [seats, offices] = [all(facts, "hq_city"), all(facts, "office")];
  return [
    ...listed("jobs", titles),
    ...(seats.length > 1 ? listed("hq", seats) : []),
    ...(offices.length > 1 ? listed("offices", offices) : []),
  ];
}

function all(facts: readonly Fact[], name: FactName): Fact[] {
  return facts.filter((fact) => fact.name === name);
}

function listed(field: string, facts: readonly Pick<Fact, "value" | "quote">[]): Answer[] {
  const [first] = facts;
  const value = [...new Set(facts.map((fact) => fact.value))];
  return first ? [{ field, value, evidence: first.quote ?? "" }] : [];
}

/** `45`, `51-200`, `300+`. */
function sizeOf(value: Fact["value"]): Fact["value"] {
  const size = values.employees.safeParse(value).data;
  if (!size) return null;
  if (size.max === null) return `${size.min}+`;
  return size.min === size.max ? size.min : `${size.min}-${size.max}`;
}

/** Each way a country is called, so that whoever compares finds theirs: `United States (US, USA)`. */
function calledOf(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  const short = [code, ...(everyday[code] ? [everyday[code]] : [])];
  return `${countryNames.of(code) ?? code} (${short.join(", ")})`;
}
