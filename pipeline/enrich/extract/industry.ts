import type { Fact } from "../fact.ts";
import { type Industry, industryWords } from "../industries.ts";
import { textOf } from "../read-json-ld.ts";
import { ownOrganisations } from "./company.ts";
import { isHeading, type Page, proven, type Span, said, structured } from "./page.ts";

/** A claim is a text in which a company introduces itself; the weight says how directly. */
type Claim = {
  text: string;
  weight: number;
  prove: (name: Industry, match: RegExpMatchArray) => Fact;
};

/** How strongly a page claims an industry: all claims together, and the most direct one. */
type Weighed = { points: number; fact: Fact; best: number };

const ENOUGH = 4;
const MOST_AT_ONCE = 3;

/** The industry, from what the company says about itself; a maker of software for carriers is in two. */
export function industry(page: Page): Fact[] {
  if (!["landing", "about", "other"].includes(page.kind)) return [];
  const found = new Map<Industry, Weighed>();
  for (const claim of claimsOf(page)) {
    for (const { name, matches, first } of namedIn(claim.text)) {
      const points =
        claim.weight *
        emphasis(claim, first) *
        Math.min(3, new Set(matches.map(([word]) => word.toLowerCase())).size);
      const known = found.get(name) ?? { points: 0, fact: claim.prove(name, first), best: 0 };
      const fact = claim.weight > known.best ? claim.prove(name, first) : known.fact;
      found.set(name, {
        points: known.points + points,
        fact,
        best: Math.max(known.best, claim.weight),
      });
    }
  }
  return rank(found);
}

/** `Payroll software for restaurants` says twice as clearly what they make as a mere word does. */
function emphasis({ text, weight }: Claim, { 0: word, index }: RegExpExecArray): number {
  const after = text.slice(index + word.length, index + word.length + 8);
  return weight >= 2 && /^ (?:for|f[üu]r|pour|para|voor) /i.test(after) ? 2 : 1;
}

type Named = { name: Industry; matches: RegExpExecArray[]; first: RegExpExecArray };

/** The industries a text names. One that lists several lists those it serves, and is in none of them. */
function namedIn(text: string): Named[] {
  const named = industryWords.flatMap(([name, pattern]): Named[] => {
    const matches = [...text.matchAll(pattern)];
    const [first] = matches;
    return first ? [{ name, matches, first }] : [];
  });
  const verticals = named.filter(({ name }) => name !== "Software");
  return verticals.length > MOST_AT_ONCE ? named.filter(({ name }) => name === "Software") : named;
}

/**
 * The strongest industry, and software beside it where what they make for that industry is software.
 * A list of served industries names none of them: the strongest must stand out.
 */
function rank(found: Map<Industry, Weighed>): Fact[] {
  const software = found.get("Software");
  const verticals = [...found]
    .filter(([name]) => name !== "Software")
    .map(([, weighed]) => weighed);
  const [first, second] = verticals.toSorted((a, b) => b.points - a.points);
  const makesSoftware = software && isClear(software);
  const standsOut = first && isClear(first) && first.points >= 1.3 * (second?.points ?? 0);
  const inVertical = standsOut && !(makesSoftware && first.points * 3 < software.points);
  return [
    ...(inVertical ? [{ ...first.fact, confidence: 0.8 }] : []),
    ...(makesSoftware ? [{ ...software.fact, confidence: inVertical ? 0.75 : 0.8 }] : []),
  ];
}

function isClear({ points, best }: Weighed): boolean {
  return points >= ENOUGH && best >= 2;
}

function claimsOf(page: Page): Claim[] {
  const { blocks, tags, title } = page.document;
  const stated = ownOrganisations(page).flatMap((thing): Claim[] => {
    const [named, described] = [thing.properties.industry, thing.properties.description].map(
      textOf,
    );
    const fact = (name: Industry, word: string) => structured(page, "industry", name, thing, word);
    // A description is only words, like the rest of the page; an industry is a statement.
    const prove: Claim["prove"] = (name, [word]) =>
      named ? fact(name, word) : { ...fact(name, word), provider: "page" };
    const text = named ?? described;
    return text ? [{ text, weight: 3, prove }] : [];
  });
  const metas = tags
    .filter(({ attributes }) =>
      /^(?:description|keywords|og:description)$/.test(
        attributes.name ?? attributes.property ?? "",
      ),
    )
    .map(
      ({ attributes, raw }): Claim => ({
        text: (attributes.content ?? "").slice(0, 500),
        weight: 2,
        prove: (name) => proven(page, "industry", name, { quote: raw, provider: "page" }, 0.6),
      }),
    );
  const named: Claim = {
    text: title,
    weight: 2,
    prove: (name) => proven(page, "industry", name, { quote: title, provider: "page" }, 0.6),
  };
  const visible = blocks
    .filter(
      ({ quoted, region, text }) =>
        !quoted && region !== "nav" && region !== "footer" && text.length > 8,
    )
    .slice(0, 60)
    .map(
      (block, index): Claim => ({
        text: block.text.slice(0, 600),
        weight: block.tag === "h1" ? 3 : isHeading(block.tag) || index < 4 ? 1.5 : 0.5,
        prove: (name, match) => said(page, "industry", name, spanIn(block.start, match), 0.6),
      }),
    );
  return [...visible, ...stated, ...metas.slice(0, 2), named];
}

function spanIn(start: number, match: RegExpMatchArray): Span {
  const from = start + (match.index ?? 0);
  return { start: from, end: from + match[0].length };
}
