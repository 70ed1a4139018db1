import { type Fact, values } from "./fact.ts";

/** What the company table repeats of the current facts. */
export type Profile = {
  name: string;
  industry: string | null;
  country: string | null;
  employeeRange: string | null;
  size: number | null;
  tech: string[];
  techSignals: unknown[];
  employees: string | null;
  sources: string[];
};

/** Sums the current facts up for lists and look-ups; `fallbackName` stands until a page says the name. */
export function profileOf(facts: readonly Fact[], fallbackName: string): Profile {
  const text = (name: Fact["name"]) => {
    const value = facts.find((fact) => fact.name === name)?.value;
    return typeof value === "string" ? value : null;
  };
  const all = (name: Fact["name"]) => facts.filter((fact) => fact.name === name);
  const size = values.employees.safeParse(all("employees")[0]?.value).data;
  const people = all("person").map((fact) => fact.value);
  return {
    name: text("company_name") ?? fallbackName,
    industry: text("industry"),
    country: text("hq_country"),
    employeeRange: size ? peopleRange(size) : null,
    size: size ? Math.round((size.min + (size.max ?? size.min)) / 2) : null,
    tech: all("tech").flatMap((fact) => values.tech.safeParse(fact.value).data?.name ?? []),
    techSignals: all("tech").map((fact) => fact.value),
    employees: people.length > 0 ? JSON.stringify(people) : null,
    sources: [...new Set(facts.flatMap((fact) => fact.sourceUrl ?? []))].slice(0, 20),
  };
}

/** `180–220 people`, `45 people`, `1,200+ people`. */
export function peopleRange({ min, max }: { min: number; max: number | null }): string {
  const number = (value: number) => value.toLocaleString("en-US");
  if (max === null) return `${number(min)}+ people`;
  return min === max ? `${number(min)} people` : `${number(min)}–${number(max)} people`;
}
