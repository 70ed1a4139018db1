import { type MatchSide, matchLeads } from "../../pipeline/identity/match.ts";
import { type Identity, identify } from "../../pipeline/ingest/identify.ts";
import pairs from "../fixtures/identity/pairs.json" with { type: "json" };
import samples from "../fixtures/identity/samples.json" with { type: "json" };
import type { Result } from "./result.ts";

const PRECISION = 0.98;
const RECALL = 0.95;
const RIGHT = 0.95;

/**
 * How many of the pairs we call the same are, and how many that are we call so, on the labelled
 * pairs; the opponent calls the same what has one e-mail address or one domain.
 */
export async function matching(): Promise<Result[]> {
  const judged = pairs.map(({ verdict, a, b }) => {
    const [one, other]: MatchSide[] = [a, b];
    return {
      isSame: verdict === "same",
      ours: matchLeads(one ?? {}, other ?? {}).verdict === "same",
      theirs: isEqual(one?.email, other?.email) || isEqual(one?.domain, other?.domain),
    };
  });
  const same = judged.filter(({ isSame }) => isSame).length;
  const both = (by: "ours" | "theirs") => judged.filter((pair) => pair.isSame && pair[by]).length;
  const called = (by: "ours" | "theirs") => judged.filter((pair) => pair[by]).length;

  const opponent = "one e-mail address or one domain";
  const compared = (name: string, value: number, theirs: number, atLeast: number): Result => {
    return { name, value, unit: "right", opponent, ratio: value / theirs, goal: { atLeast } };
  };
  return [
    compared("match_pairs", both("ours") / same, both("theirs") / same, RECALL),
    compared(
      "pair_precision",
      both("ours") / called("ours"),
      both("theirs") / called("theirs"),
      PRECISION,
    ),
  ];
}

/** The share of fields read right in the labelled texts, silence where a text says nothing included. */
export async function identityFields(): Promise<Result[]> {
  const [ours, theirs] = [identify, plainly].map((read) => {
    const right = samples.map(({ text, ...wanted }) => {
      const found = read(text);
      return fields.filter((field) => found[field] === answerOf(wanted, field)).length;
    });
    return right.reduce((sum, n) => sum + n, 0) / (samples.length * fields.length);
  });
  const [value = 0, plain = 0] = [ours, theirs];
  const opponent = "one regular expression per field";
  const goal = { atLeast: RIGHT };
  return [{ name: "identity_fields", value, unit: "right", opponent, ratio: value / plain, goal }];
}

const fields: readonly (keyof Identity)[] = [
  ...(["name", "email", "company", "domain", "website", "phone", "country", "language"] as const),
];

function answerOf(wanted: Partial<Identity>, field: keyof Identity): string | null {
  return wanted[field] ?? null;
}

/** What a few lines of code would find. */
function plainly(text: string): Identity {
  const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0] ?? null;
  const website = /(?:https?:\/\/|www\.)\S+/.exec(text)?.[0] ?? null;
  const phone = /\+\d[\d ()-]{6,}\d/.exec(text)?.[0]?.replace(/[^\d+]/g, "") ?? null;
  const name = /(?:my name is|I am|I'm) ([A-Z]\w+ [A-Z]\w+)/.exec(text)?.[1] ?? null;
  const company = /((?:[A-Z]\w+ )+(?:GmbH|Ltd|Inc|SA|AG|Kft))/.exec(text)?.[1] ?? null;
  const domain = email?.split("@")[1] ?? null;
  return { name, email, company, domain, website, phone, country: null, language: null };
}

function isEqual(a: string | null | undefined, b: string | null | undefined): boolean {
  return Boolean(a && b && a.toLowerCase() === b.toLowerCase());
}
