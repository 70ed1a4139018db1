import type { Fact } from "../fact.ts";
import { textOf } from "../read-json-ld.ts";
import { ownOrganisations, siteLabel, squeeze } from "./company.ts";
import type { Block } from "./document.ts";
import { type Page, said, spanOf, structured } from "./page.ts";

const forms =
  "Unipessoal,? Lda\\.?|Lda\\.?|Ltda\\.?|S\\.L\\.?U?\\.?|SL|S\\.R\\.L\\.|Srl|Sp\\. z o\\.o\\.|Sarl|GmbH & Co\\. ?KGa?A?|gGmbH|GmbH|UG \\(haftungsbeschr[äa]nkt\\)|SE & Co\\. KGaA|AG|SE|KG|OHG|e\\. ?V\\.|e\\.K\\.|Private Limited|Pvt\\.? Ltd\\.?|Pty\\.? Ltd\\.?|Pte\\.? Ltd\\.?|Limited|Ltd\\.?|LLP|LLC|L\\.L\\.C\\.|Inc\\.?|Incorporated|Corporation|Corp\\.?|PLC|plc|S\\.?A\\.?R\\.?L\\.?|SAS|S\\.A\\.S\\.|S\\.?p\\.?A\\.?|S\\.?r\\.?l\\.?|S\\.A\\.|S\\.L\\.U?\\.?|B\\.?V\\.?|N\\.V\\.|NV|ApS|A/S|AB|Oyj?|AS|Kft\\.?|Zrt\\.?|s\\.r\\.o\\.|sp\\. z o\\.o\\.";
const legal = new RegExp(
  `((?:[\\p{Lu}\\d][\\p{L}\\d&+.'’-]*,? (?:(?:&|and|und|et|für|for|of|de|der|the) )?){1,6}(?:${forms}))(?![\\p{L}\\d])`,
  "u",
);
/** What may stand before the name in its line. */
const announced =
  /^(?:angaben gem[äa](?:ß|ss) § ?\d+ \w+:?|published by|operated by|anbieter:?|herausgeber:?|verantwortlich:?|[ée]diteur:?|copyright|©|\(c\)|all rights reserved|impressum|imprint|legal notice|\d{4}|[\s:,.–-])+/i;

/** `Acme is a trading name of Fabrikam Ltd` names a company that the domain does not. */
const trades = /\b(?:trading (?:name|style) of|operated by|owned and operated by|betrieben von)\b/i;
/** Hosts, theme makers and authorities put their names at the end of pages as well. */
const others =
  /\b(?:hosted by|hosting|h[ée]berg\w*|powered by|theme|designed? by|built by|website by|made by|amtsgericht .* gmbh|aufsichtsbeh\w*)\b/i;

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
  if (block.text.length > 1500 || block.quoted || others.test(block.text)) return undefined;
  const lead = announced.exec(block.text)?.[0].length ?? 0;
  const match = legal.exec(block.text.slice(lead));
  if (!match?.[1]) return undefined;
  const own = squeeze(match[1]).includes(siteLabel(page.url));
  const announces = copyright && lead > 0 && match.index < 3;
  const near = (page.kind === "imprint" || announces) && block.text.length <= 400;
  if (!own && !near && !trades.test(block.text)) return undefined;
  return said(page, "legal_name", match[1], spanOf(block.start + lead, match), own ? 0.9 : 0.6);
}
