import type { Fact } from "../fact.ts";
import { isHeading, type Page, said, spanOf } from "./page.ts";

const price =
  /(?:[$€£]|(?:USD|EUR|GBP|CHF)\s?)\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£]|EUR|USD|GBP|CHF)(?!\p{L})/iu;
const per =
  /(?:\/|\bper\b|\bpro\b|\bpar\b|\bpor\b|\bal\b|\b[àa]\b)\s?(?:month|mo|user|seat|year|yr|annum|shipment|monat|nutzer|jahr|mois|utilisateur|mes|usuario|maand|gebruiker)|\b(?:monthly|annually|yearly|monatlich|mensuel|mensual)\b/i;
const onRequest =
  /\b(?:contact (?:us|sales)|talk to (?:us|sales)|request (?:a quote|pricing)|get a quote|custom pricing|price on request|preis(?:e)? auf anfrage|auf anfrage|angebot anfordern|sur devis|sur demande|bajo consulta|op aanvraag)\b/i;
const pricing = /^(?:our )?(?:pricing|plans|prices|preise|tarife|tarifs|precios|prijzen)\b/i;

/** Whether anybody may see what it costs: true with a price, false on a price page that only offers to talk. */
export function publicPricing(page: Page): Fact[] {
  const { blocks } = page.document;
  const from =
    page.kind === "pricing"
      ? 0
      : blocks.findIndex(({ tag, text }) => isHeading(tag) && pricing.test(text));
  if (from < 0 || (page.kind !== "pricing" && page.kind !== "landing")) return [];

  const section = blocks.slice(from, from + 80);
  for (const [index, block] of section.entries()) {
    const match = price.exec(block.text.slice(0, 500));
    const around = `${block.text} ${section[index + 1]?.text ?? ""}`;
    if (match && per.test(around))
      return [said(page, "pricing_public", true, spanOf(block.start, match), 0.9)];
  }
  if (page.kind !== "pricing") return [];
  for (const block of section) {
    const match = onRequest.exec(block.text.slice(0, 500));
    if (match) return [said(page, "pricing_public", false, spanOf(block.start, match), 0.75)];
  }
  return [];
}
