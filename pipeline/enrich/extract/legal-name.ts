import type { Fact } from "../fact.ts";
import { textOf } from "../read-json-ld.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import type { Block } from "./document.ts";
import { type Page, said, spanOf, structured } from "./page.ts";

const forms =
  "GmbH & Co\\. ?KGa?A?|gGmbH|GmbH|UG \\(haftungsbeschr[äa]nkt\\)|SE & Co\\. KGaA|AG|SE|KG|OHG|e\\. ?V\\.|e\\.K\\.|Private Limited|Pvt\\.? Ltd\\.?|Pty\\.? Ltd\\.?|Pte\\.? Ltd\\.?|Limited|Ltd\\.?|LLP|LLC|L\\.L\\.C\\.|Inc\\.?|Incorporated|Corporation|Corp\\.?|PLC|plc|S\\.?A\\.?R\\.?L\\.?|SAS|S\\.A\\.S\\.|S\\.?p\\.?A\\.?|S\\.?r\\.?l\\.?|S\\.A\\.|S\\.L\\.U?\\.?|B\\.?V\\.?|N\\.V\\.|NV|ApS|A/S|AB|Oyj?|AS|Kft\\.?|Zrt\\.?|s\\.r\\.o\\.|sp\\. z o\\.o\\.";
const legal = new RegExp(
  `((?:[\\p{Lu}\\d][\\p{L}\\d&+.'’-]*,? (?:(?:&|and|und|et|für|for|of|de|der|the) )?){1,6}(?:${forms}))(?![\\p{L}\\d])`,
  "u",
);
/** What may stand before the name in its line. */
const announced =
  /^(?:angaben gem[äa](?:ß|ss) § ?\d+ \w+:?|published by|operated by|anbieter:?|herausgeber:?|verantwortlich:?|[ée]diteur:?|copyright|©|\(c\)|all rights reserved|impressum|imprint|legal notice|\d{4}|[\s:,.–-])+/i;

/** The company's registered name, from structured data, its imprint or its copyright line. */
export function legalName(page: Page): Fact[] {
  for (const thing of ownOrganisations(page)) {
    const name = textOf(thing.properties.legalName);
    if (name) return [structured(page, "legal_name", name, thing, name)];
  }
  const found = page.document.blocks.flatMap((block) => nameIn(page, block) ?? []);
  const best = found.toSorted((a, b) => b.confidence - a.confidence)[0];
  return best ? [best] : [];
}

function nameIn(page: Page, block: Block): Fact | undefined {
  const copyright = /©|\(c\)|copyright/i.test(block.text);
  if (block.text.length > 400 || !(page.kind === "imprint" || copyright)) return undefined;
  const lead = announced.exec(block.text)?.[0].length ?? 0;
  const match = legal.exec(block.text.slice(lead));
  if (!match?.[1]) return undefined;
  const own = squeeze(match[1]).includes(siteLabel(page.url));
  if (!own && page.kind !== "imprint") return undefined;
  return said(page, "legal_name", match[1], spanOf(block.start + lead, match), own ? 0.9 : 0.6);
}
