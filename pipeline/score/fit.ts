import { type Fact, values } from "../enrich/fact.ts";
import { peopleRange } from "../enrich/profile.ts";
import { contactLines } from "./contact.ts";
import { countryName } from "./country-name.ts";
import { needLines } from "./enquiry.ts";
import type { Finding, Known, Line } from "./line.ts";
import { factsNamed, fromFact, fromLead, linesOf, neutral, textOf } from "./line.ts";
import { modernity, stackOverlap } from "./technology.ts";
import { listed, mentions } from "./words.ts";

const line = linesOf("FIT");

/** How well the company suits us: nine of the fourteen features, and the rubric's lines about the offer. */
export function fitLines(known: Known): Line[] {
  return [
    line("industry", "industry", [-10, 8], industry(known)),
    line("size_band", "company size", sizeSpan(known), sizeBand(known)),
    line("geographic_reach", "country", [-6, 1], reach(known)),
    line("vertical_fit", "fit to your ideal customer", [0, 2], verticalFit(known)),
    line("tech_modernity", "technology", [-2, 1], modernity(known)),
    line("stack_overlap", "stack overlap", [0, 2], stackOverlap(known)),
    line("pricing_transparency", "public prices", [-2, 1], pricing(known)),
    line("sales_team", "sales team", [0, 1], salesTeam(known)),
    ...contactLines(known),
    ...needLines(known),
  ];
}

/** A company may be in two industries; the one we like best counts. */
function industry({ facts, playbook }: Known): Finding | null {
  const stated = factsNamed(facts, "industry").flatMap((fact) =>
    typeof fact.value === "string" ? [{ fact, name: upperFirst(fact.value) }] : [],
  );
  const [first] = stated;
  if (!first) return null;
  const names = new Set(stated.map(({ name }) => name));
  const place = playbook.industries.findIndex((ours) => names.has(ours));
  const { fact, name } = stated.find((one) => one.name === playbook.industries[place]) ?? first;
  if (place < 0) return fromFact(fact, 0, -10, `${name} is not an industry you sell to`);
  return fromFact(fact, 1, place < 2 ? 8 : 7, `${name} is an industry you sell to`);
}

/** Colleagues write `bakery`; a sentence begins with a capital. */
function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function sizeSpan({ playbook }: Known): Line["span"] {
  const points = playbook.sizeBands.map((band) => band.points);
  return [Math.min(0, ...points), Math.max(0, ...points)];
}

function sizeBand({ facts, playbook }: Known): Finding | null {
  const fact = factsNamed(facts, "employees")[0];
  const size = values.employees.safeParse(fact?.value).data;
  if (!fact || !size) return null;
  const middle = size.max === null ? size.min : (size.min + size.max) / 2;
  const bands = playbook.sizeBands.toSorted((a, b) => b.points - a.points);
  const band = bands.find(({ min, max }) => middle >= min && (max === null || middle < max + 1));
  const [best] = bands;
  const points = band?.points ?? 0;
  const right = best !== undefined && points > 0 && points * 2 >= best.points;
  const judged = right ? "Right size" : points > 0 ? "Fair size" : misfit(middle, best?.min ?? 0);
  return fromFact(fact, middle, points, `${judged}: ${peopleRange(size)}`);
}

function misfit(size: number, bestFrom: number): string {
  return size < bestFrom ? "Small for your offer" : "Large for your offer";
}

function reach({ facts, lead, playbook }: Known): Finding | null {
  const fact = factsNamed(facts, "hq_country")[0];
  const country = textOf(facts, "hq_country") ?? lead.country;
  if (!country) return null;
  if (playbook.served.length === 0) return neutral(1);
  const served = playbook.served.includes(country);
  const where = served ? "In a country you sell to" : "Outside your markets";
  const because = `${where}: ${countryName(country)}`;
  const [value, points] = served ? [1, 1] : [0, -6];
  return fact ? fromFact(fact, value, points, because) : fromLead(value, points, because);
}

function verticalFit({ facts, playbook }: Known): Finding | null {
  const fact = factsNamed(facts, "headline")[0];
  if (!fact) return null;
  const hits = mentions(textOf(facts, "headline") ?? "", playbook.keywords);
  if (hits.length === 0) return neutral(0);
  const because = `Speaks of what your customers care about: ${listed(hits.slice(0, 3))}`;
  return fromFact(fact, hits.length, Math.min(2, hits.length), because);
}

function pricing({ facts }: Known): Finding | null {
  const fact = factsNamed(facts, "pricing_public")[0];
  if (!fact || typeof fact.value !== "boolean") return null;
  return fact.value
    ? fromFact(fact, 1, 1, "Prices are public")
    : fromFact(fact, 0, -2, "No public price");
}

const sells =
  /(?<!\p{L})(?:sales|account executive|business development|[sb]dr|vertrieb\p{L}*|verkauf\p{L}*|ventes|ventas|commercial(?:e|director)?|verkoop)(?!\p{L})/iu;

function salesTeam({ facts }: Known): Finding | null {
  const titled = [...factsNamed(facts, "person"), ...factsNamed(facts, "job")].map(titleOf);
  const [proof, ...others] = titled.filter(({ title }) => sells.test(title));
  if (!proof) return null; // the people a site names are not all there are
  const verb = proof.fact.name === "job" ? "Hires for sales" : "Has a sales team";
  return fromFact(proof.fact, 1 + others.length, 1, `${verb}: ${proof.title}`);
}

function titleOf(fact: Fact): { fact: Fact; title: string } {
  const shape = fact.name === "job" ? values.job : values.person;
  return { fact, title: shape.safeParse(fact.value).data?.title ?? "" };
}
