import { siteLabel, squeeze } from "./company.ts";
import type { Page } from "./page.ts";

/** What a company is called, letters and digits only; a text is about it when it contains one of these. */
export type Own = readonly string[];

/** The names a page's own company goes by: its domain's, and the one it signs with. */
export function ownNames({ url, document }: Page): Own {
  const signed = document.tags.find(({ attributes }) => attributes.property === "og:site_name");
  return namesOf(siteLabel(url), signed?.attributes.content ?? null);
}

export function namesOf(label: string, name: string | null): Own {
  const bare = squeeze((name ?? "").replace(legalForm, ""));
  return [...new Set([squeeze(label), bare])].filter(({ length }) => length >= 3);
}

const legalForm =
  /(?:,?\s+(?:Inc|LLC|Ltd|Limited|GmbH|AG|SE|S\.?A\.?S?|S\.?L|B\.?V|N\.?V|Corp(?:oration)?|Co|plc|Oy|AB|ApS|AS|S\.?r\.?l|Sp\. z o\.o)\.?)+$/i;

export function isOwn(text: string, own: Own): boolean {
  const plain = squeeze(text);
  return own.some((name) => plain.includes(name));
}

const otherPeople =
  /(?<!\p{L})(?:customers?|clients?|users?|portfolio|members?|students?|(?:an?|any|most|many|each|every|some) (?:\p{L}+ )?(?:start-?up|company|business|firm|brand)|(?<!the )(?:start-?ups|founders)|competitors?|employers?|businesses|companies|organi[sz]ations|brands|(?:a|one|our|my|former|previous) (?:\p{L}+ )?(?:investors?|partners?|employer|company)|kunden?|nutzer|clientes|klanten|utilisateurs|if you|you|your|they|their|he|she|someone|somebody|who)(?!\p{L})/iu;
const ourselves =
  /(?<!\p{L})(?:we|we['’](?:re|ve|ll)|our (?:company|team|group|firm|business|stack|platform|infrastructure|backend|frontend|website|data|whole)|wir|unser(?:e[ms]?)? (?:unternehmen|team|gruppe|firma)|nous|notre (?:[ée]quipe|entreprise|groupe)|nosotros|hemos|nuestra (?:empresa|compañ[íi]a)|nuestro equipo|wij|ons (?:team|bedrijf)|noi|abbiamo|la nostra azienda|n[óo]s)(?!\p{L})/iu;
const someCompany =
  /(?<!\p{L})(?:the (?:company|start-?up|group|firm|business|team|round|investment|funding|financing|capital|deal|money)|das (?:unternehmen|start-?up|team)|die (?:firma|gruppe|runde|finanzierung)|l['’](?:entreprise|[ée]diteur|[ée]quipe)|la (?:soci[ée]t[ée]|startup|empresa|compañ[íi]a|ronda)|het (?:bedrijf|team))(?!\p{L})/iu;
/** Capitalised because a sentence begins with them, not because they are names. */
const starters =
  /^(?:The|A|An|This|That|These|Today|Yesterday|Last|Next|Earlier|Since|After|Before|With|In|On|At|By|For|From|As|And|But|It|Now|Just|Recently|Finally|Having|Following|Over|More|Our|My|News|Press|Announc\p{L}+|Das|Der|Die|Im|Am|Nach|Mit|Heute|Seit|Le|La|Les|L['’]|En|Apr[èe]s|Avec|El|Los|Las|Con|Tras|Het|De|Na|Met|Op|Vandaag|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Q[1-4]|\d+)(?!\p{L})[,.:]?\s*/u;

/**
 * Who does what stands at `at`: the company itself, somebody else, or nobody named. Only words
 * before it, back to the last break in the thought, can say so.
 */
export function doerAt(text: string, at: number, own: Own): "own" | "other" | "nobody" {
  const clause =
    text
      .slice(0, at)
      .split(/[;:|—–]|\s-\s|[.!?]\s/)
      .at(-1) ?? "";
  const lead = withoutStarters(clause.trim());
  if (own.some((name) => squeeze(lead).startsWith(name)) && !theirPeople.test(lead)) return "own";
  if (otherPeople.test(clause)) return "other";
  if (ourselves.test(clause) || isOwn(clause, own)) return "own";
  if (someCompany.test(clause)) return "nobody";
  return /\p{Lu}[\p{L}\d]/u.test(lead) || /^(?:the|an?) /i.test(clause.trim()) ? "other" : "nobody";
}

/** `Northwind's customers`, `a Northwind investor`: the name says whose they are, not who they are. */
const theirPeople =
  /^[^,]{0,40}?(?:['’]s?)?\s(?:customers?|clients?|users?|partners?|alumni|investors?|competitors?)(?!\p{L})/iu;

/** `Today, the`: what sentences begin with before they name anybody. */
function withoutStarters(text: string): string {
  let rest = text;
  for (let cut = rest.replace(starters, ""); cut !== rest; cut = rest.replace(starters, "")) {
    rest = cut;
  }
  return rest;
}
