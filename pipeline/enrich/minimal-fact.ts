import { type Fact, values } from "./fact.ts";

/**
 * A fact with nothing about a person but name, title and business contact, whoever stated it: what
 * else a page, a model or a provider tells of people is not kept. `dropped` names the fields.
 */
export function minimalFact<One extends Fact>(fact: One): { fact: One; dropped: string[] } {
  const { name, value } = fact;
  if (name !== "person" || typeof value !== "object" || value === null || Array.isArray(value)) {
    return { fact, dropped: [] };
  }
  const allowed = Object.keys(values.person.shape);
  const kept = Object.entries(value).filter(([field]) => allowed.includes(field));
  const dropped = Object.keys(value).filter((field) => !allowed.includes(field));
  return { fact: { ...fact, value: Object.fromEntries(kept) }, dropped };
}
