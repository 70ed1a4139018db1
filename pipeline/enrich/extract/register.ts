import type { Fact } from "../fact.ts";
import { textOf } from "../read-json-ld.ts";
import { ownOrganisations } from "./company.ts";
import type { Block } from "./document.ts";
import { type Page, said, structured } from "./page.ts";
import { vatIn } from "./register-vat.ts";

const vatLabel =
  /(?<![\p{L}])(?:VAT|USt|UStID|UStIdNr|Umsatzsteuer|UID|MwSt|TVA|BTW|B\.?T\.?W|IVA|NIF|CIF|P\.? ?IVA|Partita|moms|tax)/iu;
/** Written with spaces and dots or without: `NL 8231.45.678.B01`. */
const prefixed =
  /(?<![\p{L}\d])(?:AT ?U|BE|CHE|CZ|DE|DK|EE|ES|FI|FR|GB|HU|IE|IT|LU|NL|NO|PL|PT|SE)[ -]?[A-Z\d](?:[ .-]?[A-Z\d]){6,14}(?![\p{L}\d])/gu;
/** Numbers that lack the prefix because the label is national: `CIF: B12345674`. */
const national: readonly (readonly [country: string, pattern: RegExp])[] = [
  [
    "ES",
    /\b(?:CIF|NIF)(?:\/(?:CIF|NIF|VAT))?\s?[:.]?\s?([A-HJNP-SUVW][- ]?\d{7}[\dA-J])(?![\p{L}\d])/iu,
  ],
  ["IT", /\b(?:P\.? ?IVA|Partita IVA)(?: e C\.?F\.?)?\s?[:.]?\s?(\d{11})(?!\d)/iu],
  ["BE", /\bBTW(?:-nummer)?\s?[:.]?\s?([01]\d{3}\.?\d{3}\.?\d{3})(?!\d)/iu],
  [
    "GB",
    /\bVAT(?: (?:registration|reg\.?|no\.?|number|id))*\s?[:.]?\s?(\d{3} ?\d{4} ?\d{2})(?!\d)/iu,
  ],
];

/** The company's VAT number; one whose check digits are wrong is a slip of the pen or somebody's joke. */
export function vatNumbers(page: Page): Fact[] {
  for (const thing of ownOrganisations(page)) {
    const written = textOf(thing.properties.vatID);
    const vat = written && vatIn(written);
    if (vat) return [structured(page, "vat", vat, thing, written)];
  }
  for (const [index, block] of page.document.blocks.entries()) {
    const found = block.text.length <= 1500 ? vatAt(page, block, index) : undefined;
    if (found) return [found];
  }
  return [];
}

function vatAt(page: Page, block: Block, index: number): Fact | undefined {
  const { text, start } = block;
  const labelled =
    vatLabel.test(text) || vatLabel.test(page.document.blocks[index - 1]?.text ?? "");
  if (!labelled) return undefined;
  for (const match of text.matchAll(prefixed)) {
    const vat = vatIn(match[0]);
    const span = { start: start + match.index, end: start + match.index + match[0].length };
    if (vat) return said(page, "vat", vat, span, 0.95);
  }
  for (const [country, pattern] of national) {
    const match = pattern.exec(text);
    const vat = match?.[1] && vatIn(country + match[1]);
    const at = start + (match?.index ?? 0);
    if (match && vat) return said(page, "vat", vat, { start: at, end: at + match[0].length }, 0.9);
  }
  return undefined;
}

/** Registers by the words before or after their numbers, in several countries. */
const registers: readonly RegExp[] = [
  /\b(HR ?[AB] ?\d{1,6} ?[A-Z]?)\b/u,
  /\bFN[: ] ?(\d{3,6} ?[a-z])\b/u,
  /\b((?:\d{3} ?\d{3} ?\d{3} (?:R\.?C\.?S\.? \p{Lu}\p{L}+))|R\.?C\.?S\.? \p{Lu}\p{L}+ (?:B )?\d{3} ?\d{3} ?\d{3})/u,
  /\b(?:SIREN|SIRET)(?: ?(?:no|n°|number|:))*\s?(\d{3} ?\d{3} ?\d{3}(?: ?\d{5})?)\b/iu,
  /\b(?:KvK|K\.v\.K\.|Chamber of Commerce|Kamer van Koophandel)(?:[ -]?(?:no|nr|nummer|number|registration))*\.?\s?:?\s?(\d{8})\b/iu,
  /\b(?:company|registered|registration|reg\.?)(?: (?:reg(?:istration|istered)?|in (?:England|Scotland|Ireland)(?: (?:and|&) Wales)?|company|business))*\.?,?(?: (?:no|number|nr|num)\.?|[.:]){1,2}\s?:?\s?((?:SC|NI|OC)?\d{6,8})\b/iu,
  /\bCIN\s?:?\s?([LU]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6})\b/u,
  /\b(?:Org\.? ?(?:nr|no|nummer)|Organi[sz]ation(?:s)?(?:nummer| number))\.?\s?:?\s?(\d{6}-\d{4}|\d{3} ?\d{3} ?\d{3})\b/iu,
  /\b(?:CVR)(?:[- ]?(?:nr|no|nummer))?\.?\s?:?\s?(\d{8})\b/iu,
  /\b(?:KRS)(?: ?(?:no|nr))?\.?\s?:?\s?(\d{10})\b/iu,
  /\b(?:ABN|ACN)\s?:?\s?(\d{2} ?\d{3} ?\d{3} ?\d{3}|\d{3} ?\d{3} ?\d{3})\b/u,
];

/** The number under which a register keeps the company. */
export function registerNumber(page: Page): Fact[] {
  for (const { text, start, region } of page.document.blocks) {
    if (text.length > 1500 || (page.kind !== "imprint" && region === "nav")) continue;
    for (const pattern of registers) {
      const match = pattern.exec(text);
      if (!match?.[1] || /^0+$/.test(match[1].replace(/\D/g, ""))) continue;
      const span = { start: start + match.index, end: start + match.index + match[0].length };
      return [said(page, "register_number", match[1].trim(), span, 0.85)];
    }
  }
  return [];
}
