import type { Fact } from "../fact.ts";
import { type Sign, type SignKind, type Technology, technologies } from "../technologies.ts";
import { type Page, proven } from "./page.ts";
import { headersOf, proofsInHeaders } from "./technology-headers.ts";
import { proofsInPage } from "./technology-page.ts";

/** What shows that a product is used, literally. */
export type Proof = { quote: string; provider: "page" | "header" };
/** Looks for one sign of a kind. */
export type Proofs = Partial<Record<SignKind, (value: string) => Proof | undefined>>;

/** What a policy allows was used once; the page itself is surer. */
const CERTAIN = 0.9;

/** Products the page or its headers give away, each with the tag, script or header as proof. */
export function technology(page: Page): Fact[] {
  const headers = headersOf(page.headers);
  const proofs: Proofs = { ...proofsInPage(page, headers), ...proofsInHeaders(headers) };
  return technologies.flatMap((product) => {
    const proof = prove(product, proofs);
    const { name, category, modern } = product;
    return proof ? [proven(page, "tech", { name, category, modern }, proof, CERTAIN)] : [];
  });
}

function prove({ signs }: Technology, proofs: Proofs): Proof | undefined {
  return signs.map(({ kind, value }: Sign) => proofs[kind]?.(value)).find(Boolean);
}
