import type { Fact } from "../../../pipeline/enrich/fact.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import type { Known } from "../../../pipeline/score/line.ts";
import * as example from "./examples.ts";

/**
 * Leads as a seller's forms and lists bring them in a week: a third of the sites cannot be read, half
 * of the companies are of a trade we sell to, half of them have fewer than 50 people, one in three of
 * the others is lively; half of the leads come with words, and one in eight of those is no buyer.
 * The same seed gives the same leads.
 */
export function mixOfLeads(count: number, seed = 18): Known[] {
  const roll = dice(seed);
  return Array.from({ length: count }, () =>
    example.known({ facts: roll() < 0.67 ? companyOf(roll) : [], lead: leadOf(roll) }),
  );
}

type Dice = () => number;

const ours = ["Logistics", "Software", "Manufacturing", "Professional services"];
const others = ["Retail", "Hospitality", "Construction", "Healthcare", "Local services", "Media"];
const sizes = [4, 9, 12, 18, 26, 34, 45, 60, 75, 120, 140, 260, 600, 1900];
const countries = ["DE", "DE", "AT", "GB", "FR", "US", "ES", "BR", "IN"];

function companyOf(roll: Dice): Fact[] {
  const size = pick(roll, sizes);
  const lively = size > 10 && roll() < 0.33;
  return [
    ...(roll() < 0.85 ? [example.industry(pick(roll, roll() < 0.5 ? ours : others))] : []),
    ...(roll() < 0.7 ? [example.people(size)] : []),
    ...(roll() < 0.8 ? [example.country(pick(roll, countries))] : []),
    ...(roll() < 0.3 ? [example.prices(roll() < 0.5)] : []),
    ...(roll() < 0.5 ? [example.person("Ana Weber", pick(roll, ["Owner", "CEO", "Planner"]))] : []),
    ...(roll() < 0.8 ? stackOf(roll, lively) : []),
    ...(lively
      ? eventsOf(roll, 45)
      : roll() < 0.3
        ? [example.job("Assistant", days(roll, 200))]
        : []),
  ];
}

function stackOf(roll: Dice, lively: boolean): Fact[] {
  if (lively) return [example.tech("Next.js", true), example.tech("HubSpot", true)];
  return [roll() < 0.4 ? example.tech("Joomla", false) : example.tech("WordPress", null)];
}

function eventsOf(roll: Dice, withinDays: number): Fact[] {
  const openings = 1 + Math.floor(roll() * 6);
  return [
    ...Array.from({ length: openings }, (_, at) =>
      example.job(`Engineer ${at}`, days(roll, withinDays)),
    ),
    ...(roll() < 0.5 ? [example.news("Opens an office in Lyon", days(roll, withinDays))] : []),
    ...(roll() < 0.5 ? [example.changelog("Faster pages", days(roll, withinDays))] : []),
    ...(roll() < 0.2 ? [example.funding("Series A", days(roll, 300))] : []),
  ];
}

const enquiries = [
  ...["Please send us a quote.", "We would like to see a demo.", "How does your product work?"],
  ...["We need route planning within 6 weeks.", "Who is your data protection officer?"],
  ...["Can you call me back?", "Met at the fair, asked for reporting"],
];
const noBuyers = ["I offer SEO services and backlinks.", "Questions for my master thesis"];

function leadOf(roll: Dice): Partial<LeadInput> {
  const mail = roll();
  const named = roll() < 0.5;
  return {
    email: mail < 0.45 ? "ana@northwind.example" : mail < 0.7 ? "ana@gmail.com" : null,
    flags: mail >= 0.45 && mail < 0.7 ? ["free_mail"] : [],
    name: named ? "Ana Weber" : null,
    title: named && roll() < 0.4 ? pick(roll, ["Planner", "Head of Operations"]) : null,
    phone: named && roll() < 0.4 ? "+49 30 23125 140" : null,
    freeText: roll() < 0.5 ? pick(roll, roll() < 0.12 ? noBuyers : enquiries) : null,
    budget: roll() < 0.1 ? pick(roll, [800, 12_000, 60_000]) : null,
    source: roll() < 0.5 ? "website" : "csv",
  };
}

function days(roll: Dice, most: number): number {
  return 1 + Math.floor(roll() * most);
}

function pick<T>(roll: Dice, from: readonly T[]): T {
  const found = from[Math.floor(roll() * from.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

/** Numbers between 0 and 1 that look thrown: a linear congruential generator with the constants of Numerical Recipes. */
function dice(seed: number): Dice {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
