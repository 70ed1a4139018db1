import { asksForOffer } from "../score/phrases.ts";

const yes =
  /^(?:true|yes|y|1|on|checked|granted|given|opt(?:ed)?[- ]?in|ja|oui|s[ií]|igen|tak)[.!]?$/iu;
const no =
  /^(?:false|no|n|0|off|unchecked|denied|none|withdrawn|revoked|unsubscribed|opt(?:ed)?[- ]?out|nein|non|nee|nem|nie)[.!]?$/iu;

/** A sentence beside a ticked box: `I agree to be contacted about my request.` */
const agrees = words(
  "agree|consent|opt in|may (?:contact|e-?mail|write|call)|contact me|einverstanden|stimme (?:[\\p{L} ]{1,60} )?zu|willige (?:[\\p{L} ]{1,60} )?ein|j['’]accepte|j['’]autorise|d['’]accord|acepto|autorizo|consiento|accetto|acconsento|autorizzo|ga akkoord|geef toestemming|hozzájárulok|elfogadom",
);
/** In doubt a sentence with one of these is a no. */
const negates = words(
  "not|no|never|don['’]?t|doesn['’]?t|without|nicht|kein\\p{L}*|nie|pas|jamais|nunca|non|niet|geen|nem",
);

/** What a form's consent field says: a box, or the sentence beside it. Null where it says neither. */
export function consentSaid(text: string): "yes" | "no" | null {
  const said = text.trim();
  if (yes.test(said)) return "yes";
  if (no.test(said) || negates.test(said)) return "no";
  return agrees.test(said) ? "yes" : null;
}

const contact = words(
  "contact (?:me|us)|call (?:me|us)|(?:write|reply|get back|reach out|talk) to (?:me|us)|e-?mail (?:me|us)|get in touch|send (?:me|us)|hear(?:ing)? from you|ring me|kontaktieren|melden sie sich|rufen sie|rückruf|zurückrufen|schreiben sie|schicken sie|senden sie|contactez|recontact\\p{L}+|rappel\\p{L}+|écrivez|envoyez|cont[aá]ct(?:en|e)\\p{L}*|ll[aá]m\\p{L}+|escr[ií]b\\p{L}+|env[ií]en\\p{L}*|contattat\\p{L}+|ricontatt\\p{L}+|richiam\\p{L}+|inviat\\p{L}+|neem contact|bel (?:me|mij|ons)|terugbel\\p{L}*|mail (?:me|mij|ons)|hívj\\p{L}+|keress\\p{L}+|küldj\\p{L}+",
);

/** Whether somebody asks, in their own words, to be answered: to be contacted, shown or offered something. */
export function asksForContact(text: string): boolean {
  return asksForOffer(text) || contact.test(text);
}

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}
