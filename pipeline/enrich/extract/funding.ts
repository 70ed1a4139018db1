import type { EventReader } from "./dated-events.ts";
import { doerAt, isOwn, type Own } from "./dated-own.ts";

const round =
  /(?<!\p{L})(?:pre-?seed|(?:seed|angel|bridge|growth)(?=[ -](?:round|funding|financing|investment|capital|extension|runde|finanzierung|ronde))|s[eé]rie?s?[ -][A-H](?![\p{L}])\+?)/iu;
const money =
  /(?:(?:US|CA|A)?[$€£]|(?:USD|EUR|GBP|CHF|SEK|NOK|DKK)\s)\s?\d+(?:[.,]\d+)?\s?(?:k|m|mm|mn|mio\.?|mrd\.?|bn?|million|billion|millionen|milliarden)?(?!\p{L})|(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)\s?(?:million|billion|millionen|milliarden|mio\.?|mrd\.?|mn|m|bn|millions? d['’]|milliards? d['’]|millones de|milioni di|milhões de|miljoen|miljoner|miljard)\s?(?:euros?|dollars?|dólares|dollari|pounds|kronor|€|\$|£|USD|EUR|GBP|CHF|SEK)(?!\p{L})/iu;
/** With a round named, these say that it happened. */
const event =
  /(?<!\p{L})(?:rais(?:e[sd]?|ing)|clos(?:e[sd]?|ing)|secur(?:e[sd]?|ing)|land(?:s|ed)|announc\w+|complet\w+|receiv\w+|(?:bag|nab|snag|net|grab)(?:s|ged|bed|ted)|pick(?:s|ed) up|scor(?:es|ed)|back(?:s|ed)|invest(?:s|ed)|led by|fund-?rais\w*|funding|financing|investment round|l[èe]ve|lev[ée]e? de fonds|boucle|sammelt|gesammelt|sichert sich|schlie[ßs]+t|abgeschlossen|erh[äa]lt|erhalten|finanzierung\w*|cierra|levanta|recauda|ronda|eingesammelt|bekommt|bekommen|haalt|opgehaald|investering\w*|raccoglie|chiude|capta)(?!\p{L})/iu;
/** With nothing but a sum, only these do. */
const moneyEvent =
  /(?<!\p{L})(?:rais(?:e[sd]?|ing)|fund-?rais\w*|(?:in|of|new|growth|equity|seed|venture) (?:funding|financing|capital)|funding round|financing round|investment from|(?:(?:bag|nab|snag|net|grab)(?:s|ged|bed|ted)|pick(?:s|ed) up|scor(?:es|ed)|secur(?:es|ed)|back(?:s|ed)|invest(?:s|ed))(?= )|l[èe]ve|lev[ée]e? de fonds|sammelt|(?:ein)?gesammelt|bekommt|bekommen|sichert sich|finanzierung\w*|ronda|levanta|recauda|haalt|opgehaald|investering\w*|raccoglie)(?!\p{L})/iu;
const notOurs =
  /(?<!\p{L})(?:charit\w+|donat\w+|non-?profits?|good cause|fundraiser|foundation|hospice|valuation|revenues?|turnover|assets|under management|how to|tips|guide|why|we (?:invest|back|fund|lead)\b|typically|cheques?|checks of|plans? to|aims? to|hop(?:es?|ing) to|want(?:s|ing)? to|looking to|seek(?:s|ing)?|in talks|rumou?r\w*|could|may raise|would|if|help(?:s|ed|ing)? (?:\w+ ){0,2}(?:start-?ups?|founders|companies|teams|you|to raise|raise)|grants?|tickets?|prize|damages|fine[sd]?|debt|tax(?:es)?|spenden|gespendet|sponsor\w*)(?!\p{L})/iu;
const aboutOthers =
  /(?<!\p{L})(?:customers?|clients?|portfolio|alumni|users|kunden|clientes|klanten)(?!\p{L})/iu;

/** A closed round: its stage with a word for it, or a sum in millions with a word for raising it. */
export const fundingIn: EventReader = (text, own) => {
  const stage = round.exec(text);
  const amount = money.exec(text);
  const match = stage ?? amount;
  const happened = (stage ? event : moneyEvent).exec(text);
  if (!match || !happened || notOurs.test(text)) return undefined;
  if (!stage && !isLarge(amount?.[0])) return undefined;
  if (!amount && noun.test(happened[0]) && explains.test(text)) return undefined;
  if (!isTheirs(text, Math.min(happened.index, match.index), own)) return undefined;

  const named = stage ? tidy(stage[0]) : null;
  const sum = amount?.[0].trim() ?? null;
  return {
    name: "funding",
    match,
    key: named ?? sum ?? "",
    weight: sum ? 2 : 0,
    value: (date) => ({ round: named, amount: sum, date }),
  };
};

/** `Seed funding is the first round`: nouns alone tell of no event where a sentence explains. */
const noun = /^(?:fund|financ|investment|finanzierung|ronda|investering|lev[ée])/i;
const explains =
  /(?<!\p{L})(?:is|are|means?|refers?|typically|usually|often|generally|involves?|stages?|follow(?:s|ing)?|precedes?|comes?|can|when|what|once|before|after|between|versus|vs|ist|sind|bedeutet|est|es)(?!\p{L})/iu;

function isLarge(amount = ""): boolean {
  return /(?:\d\s?|\p{L}\s)(?:m|mm|mn|mio|mrd|bn?|million|billion|mil|miljo|miljard)/iu.test(
    amount,
  );
}

/** The company's own round, or somebody's money in it: not a customer's, not anybody else's. */
function isTheirs(text: string, at: number, own: Own): boolean {
  const doer = doerAt(text, at, own);
  if (doer === "own") return !/^\s*(?:invest|back)/i.test(text.slice(at));
  if (aboutOthers.test(text.slice(0, at + 1))) return false;
  if (doer !== "other") return true;
  return (
    isOwn(text.slice(at), own) ||
    /\b(?:in|our|us|nous|uns)\b(?= (?:us|seed|series)|[.!]?$)/i.test(text.slice(at))
  );
}

function tidy(stage: string): string {
  const letter = /s[eé]rie?s?[ -]([A-H]\+?)/i.exec(stage)?.[1];
  return letter
    ? `Series ${letter.toUpperCase()}`
    : `${stage.charAt(0).toUpperCase()}${stage.slice(1).toLowerCase()}`;
}
