import fc from "fast-check";
import { Fact, type FactName, values } from "../../../pipeline/enrich/fact.ts";
import type { Known } from "../../../pipeline/score/line.ts";
import { pickFacts } from "../../../pipeline/score/pick-facts.ts";
import { day, fact, known, playbook, touch } from "./examples.ts";

const daysAgo = fc.integer({ min: 0, max: 700 });
const date = fc.oneof(
  fc.constant(null),
  daysAgo.map(day),
  daysAgo.map((days) => day(days).slice(0, 7)),
  fc.constantFrom("2026", "2024"),
);
const words = fc.constantFrom(
  ...[
    "CEO",
    "Head of Sales",
    "Planner",
    "Raises a Series B",
    "Announces layoffs",
    "x",
    "Ümläut & <b>",
  ],
);

/** Values in the shapes that research states them in, by fact. */
const shapes: Partial<Record<FactName, fc.Arbitrary<Fact["value"]>>> = {
  employees: fc
    .tuple(fc.integer({ min: 1, max: 5000 }), fc.option(fc.nat(3000)))
    .map(([min, more]) => ({ min, max: more === null ? null : min + more })),
  industry: fc.constantFrom("Logistics", "Software", "Hospitality", "Public sector"),
  hq_country: fc.constantFrom("DE", "US", "JP", "KP", "Germany"),
  headline: fc.constantFrom("Freight and warehouse planning", "Bread", "B2B operations"),
  pricing_public: fc.boolean(),
  person: fc.tuple(words, fc.option(words)).map(([name, title]) => ({ name, title })),
  tech: fc
    .tuple(fc.constantFrom("HubSpot", "Joomla", "nginx"), fc.option(fc.boolean()))
    .map(([name, modern]) => ({ name, category: "any", modern })),
  job: fc
    .tuple(words, date)
    .map(([title, postedAt]) => ({ title, area: null, place: null, postedAt })),
  news: fc.tuple(words, date).map(([title, date]) => ({ title, date })),
  changelog: fc.tuple(words, date).map(([title, date]) => ({ title, date })),
  funding: fc
    .tuple(fc.constantFrom("Series B", "Seed", null), fc.constantFrom("€2 million", null), date)
    .map(([round, amount, date]) => ({ round, amount, date })),
};

const wellFormed = fc
  .constantFrom(...Object.entries(shapes))
  .chain(([name, shape]) => shape.map((value) => ({ name: name as FactName, value }))); // keys of `shapes`

/** Facts written by an older version, or by a page that means something else, must not break a score. */
const strange = fc.record(
  {
    name: fc.constantFrom(...Fact.shape.name.options),
    value: fc.constantFrom(null, "x", 7, [], { date: "soon" }),
  },
  { noNullPrototype: true },
);

export const anyFact: fc.Arbitrary<Fact> = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: wellFormed }, { weight: 1, arbitrary: strange }),
    fc.constantFrom("page", "json_ld", "header", "lead", "person"),
    fc.constantFrom("/", "/about", "/careers", "/blog/news"),
    fc.constantFrom(0.5, 0.8, 0.95),
    daysAgo,
  )
  .map(([{ name, value }, provider, path, confidence, days]) => {
    const told = provider === "lead" || provider === "person";
    const stated = values.changelog.safeParse(value).data?.date;
    return fact(name, value, {
      ...{ provider, confidence, quote: told ? "Rita said so" : "as the page says" },
      sourceUrl: told ? null : `https://northwind.example${path}`,
      observedAt: new Date(stated && stated !== "soon" ? stated : day(days)).toISOString(),
    });
  });

const anyLead = fc
  .tuple(
    fc.constantFrom(null, "ana@northwind.example", "ana@gmail.com", "ana@other.example"),
    fc.constantFrom(null, "Ana Weber"),
    fc.constantFrom(null, "CEO", "Student", "Assistant to the CEO"),
    fc.constantFrom(
      ...[null, "", "Please send a quote asap, we compare you with Rivalsoft", "my thesis"],
      ...["No budget, but route planning on-premise within 6 weeks", "not urgent"],
    ),
    fc.constantFrom(null, 0, 1_000, 20_000, 9e9),
    fc.subarray(["free_mail", "role_mail", "suspicious_text", "disposable_mail"]),
    fc.constantFrom("website", "slack", "referral"),
    fc.constantFrom(null, "DE", "KP", "JP"),
  )
  .map(([email, name, title, freeText, budget, flags, source, country]) => ({
    ...{ email, name, title, freeText, budget, flags, source, country },
  }));

const anyTouch = fc
  .tuple(
    fc.constantFrom("meeting", "connected", "no_answer", "not_a_fit", "won", "x", null),
    daysAgo,
  )
  .map(([outcome, days]) => touch(outcome, days));

/** Anything that could be known about a lead when it is scored. */
export const anyKnown: fc.Arbitrary<Known> = fc
  .tuple(fc.array(anyFact, { maxLength: 25 }), anyLead, fc.array(anyTouch, { maxLength: 5 }))
  .map(([facts, lead, touches]) =>
    known({
      ...{ lead, touches, facts: pickFacts(facts) },
      playbook: playbook({ competitors: ["Rivalsoft"] }),
    }),
  );
