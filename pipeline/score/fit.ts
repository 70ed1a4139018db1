import { type Fact, values } from "../enrich/fact.ts";
import { peopleRange } from "../enrich/profile.ts";
import type { Finding, Known, Line } from "./line.ts";
import { factsNamed, fromFact, fromLead, textOf } from "./line.ts";
import { mentions } from "./words.ts";

/** How well the company suits us: nine of the fourteen features, and the rubric's lines about the offer. */
export function fitLines(known: Known): Line[] {
  return [
    line("industry", "industry", [-8, 9], industry(known)),
    line("size_band", "company size", sizeSpan(known), sizeBand(known)),
    line("geographic_reach", "country", [-6, 2], reach(known)),
    line("vertical_fit", "fit to your ideal customer", [0, 3], verticalFit(known)),
    line("tech_modernity", "technology", [-3, 2], modernity(known)),
    line("stack_overlap", "stack overlap", [0, 3], overlap(known)),
    line("pricing_transparency", "pricing", [-2, 2], pricing(known)),
    line("email_pattern", "business e-mail", [-3, 2], emailPattern(known)),
    line("sales_team", "sales team", [0, 2], salesTeam(known)),
    line("budget", "budget", [-5, 8], budget(known)),
    line("decision_maker", "decision maker", [0, 4], decisionMaker(known)),
    line("contact_complete", "complete contact", [0, 2], completeContact(known)),
    line("not_a_buyer", "kind of enquiry", [-20, 0], notABuyer(known)),
  ];
}

function line(name: string, label: string, span: Line["span"], found: Finding | null): Line {
  return { name, label, component: "FIT", span, found };
}

function industry({ facts, playbook }: Known): Finding | null {
  const fact = factsNamed(facts, "industry")[0];
  const name = textOf(facts, "industry");
  if (!fact || !name) return null;
  const place = playbook.industries.indexOf(name);
  if (place < 0) return fromFact(fact, 0, -8, `${name} is not an industry you sell to`);
  const points = place < 2 ? 9 : 7;
  return fromFact(fact, 1, points, `${name} is an industry you sell to`);
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
  const band = playbook.sizeBands.find(
    ({ min, max }) => middle >= min && (max === null || middle < max + 1),
  );
  const points = band?.points ?? 0;
  const fits = points > 5 ? "Right size" : points < 0 ? "Small for your offer" : "Size";
  return fromFact(fact, middle, points, `${fits}: ${peopleRange(size)}`);
}

function reach({ facts, lead, playbook }: Known): Finding | null {
  const fact = factsNamed(facts, "hq_country")[0];
  const country = textOf(facts, "hq_country") ?? lead.country;
  if (!country) return null;
  const served = playbook.served.length === 0 || playbook.served.includes(country);
  const because = served ? `Based where you sell: ${country}` : `Outside your markets: ${country}`;
  const [value, points] = served ? [1, 2] : [0, -6];
  return fact ? fromFact(fact, value, points, because) : fromLead(value, points, because);
}

function verticalFit({ facts, lead, playbook }: Known): Finding | null {
  const fact = factsNamed(facts, "headline")[0];
  const text = [textOf(facts, "headline"), lead.freeText, lead.productInterest].join(" ");
  if (!fact && !text.trim()) return null;
  const hits = mentions(text, playbook.keywords);
  const points = Math.min(3, hits.length * 2);
  const because = hits.length > 0 ? `Speaks your customers' language: ${hits.join(", ")}` : "";
  return fact
    ? fromFact(fact, hits.length, points, because)
    : fromLead(hits.length, points, because);
}

type Tech = { fact: Fact; name: string; modern: boolean | null };

function technologies({ facts }: Known): Tech[] {
  return factsNamed(facts, "tech").flatMap((fact) => {
    const tech = values.tech.safeParse(fact.value).data;
    return tech ? [{ fact, name: tech.name, modern: tech.modern }] : [];
  });
}

function modernity(known: Known): Finding | null {
  const judged = technologies(known).filter(({ modern }) => modern !== null);
  const [first] = judged;
  if (!first) return null;
  const share = judged.filter(({ modern }) => modern).length / judged.length;
  const names = judged.map(({ name }) => name).slice(0, 3);
  const because = `${share >= 0.5 ? "Modern" : "Legacy"} technology: ${names.join(", ")}`;
  return fromFact(first.fact, share, share >= 0.5 ? 2 : -3, because);
}

function overlap(known: Known): Finding | null {
  const all = technologies(known);
  const [first] = all;
  if (!first) return null;
  const ours = all.filter(({ name }) => known.playbook.stack.includes(name));
  const names = ours.map(({ name }) => name).join(", ");
  const proof = ours[0]?.fact ?? first.fact;
  return fromFact(proof, ours.length, Math.min(3, ours.length * 2), `Works with ${names}`);
}

function pricing({ facts }: Known): Finding | null {
  const fact = factsNamed(facts, "pricing_public")[0];
  if (!fact || typeof fact.value !== "boolean") return null;
  return fact.value
    ? fromFact(fact, 1, 2, "Prices are public")
    : fromFact(fact, 0, -2, "No public price");
}

function emailPattern({ lead }: Known): Finding | null {
  if (!lead.email) return null;
  if (lead.flags.includes("free_mail")) return fromLead(0, -3, "Writes from a free mail address");
  const host = lead.email.split("@").at(-1) ?? "";
  const own = lead.domain !== null && (host === lead.domain || host.endsWith(`.${lead.domain}`));
  return own ? fromLead(1, 2, "Writes from the company's own address") : fromLead(0.5, 0, "");
}

const sales = /\b(sales|account executive|business development|sdr|bdr|vertrieb|commercial)\b/i;

function salesTeam({ facts }: Known): Finding | null {
  const jobs = factsNamed(facts, "job");
  const people = factsNamed(facts, "person");
  if (jobs.length + people.length === 0) return null;
  const titles = [...jobs, ...people].filter((fact) => sales.test(JSON.stringify(fact.value)));
  const [proof] = titles;
  if (!proof) return null;
  return fromFact(proof, titles.length, Math.min(2, titles.length), "Has or hires salespeople");
}

function budget({ lead, playbook }: Known): Finding | null {
  if (lead.budget === null) return null;
  const { min, max } = playbook.budget;
  const fits = lead.budget >= min && (max === null || lead.budget <= max);
  const amount = lead.budget.toLocaleString("en-US");
  return fits
    ? fromLead(lead.budget, 8, `Budget in your band: ${amount}`)
    : fromLead(lead.budget, -5, `Budget outside your band: ${amount}`);
}

const decides =
  /\b(c[efimort]o|chief|founder|owner|president|vp|vice president|head|director|geschäftsführer(in)?|leiter(in)?|inhaber(in)?|directeur|managing)\b/i;

function decisionMaker({ lead, facts }: Known): Finding | null {
  if (lead.title) {
    const yes = decides.test(lead.title);
    return fromLead(yes ? 1 : 0, yes ? 4 : 0, `Decides: ${lead.title}`);
  }
  const proof = factsNamed(facts, "person").find((fact) => {
    const title = values.person.safeParse(fact.value).data?.title;
    return title !== undefined && title !== null && decides.test(title);
  });
  const who = values.person.safeParse(proof?.value).data;
  return proof && who
    ? fromFact(proof, 0.5, 2, `Decision maker named: ${who.name}, ${who.title}`)
    : null;
}

function completeContact({ lead }: Known): Finding | null {
  if (!lead.email) return null;
  const complete = lead.name !== null && (lead.phone !== null || lead.title !== null);
  return fromLead(complete ? 1 : 0, complete ? 2 : 0, "Complete contact");
}

function notABuyer({ lead, playbook }: Known): Finding | null {
  if (!lead.freeText) return null;
  const hits = mentions(lead.freeText, playbook.negatives);
  return hits.length > 0
    ? fromLead(1, -20, `Not a buyer by its own words: ${hits.join(", ")}`)
    : fromLead(0, 0, "");
}
