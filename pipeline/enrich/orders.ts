import { addressesProgram } from "./addressed-programs.ts";

/** Nobody but programs is called that. */
const program =
  "(?:a\\.?i\\.?|ki|ia|llms?|gpt(?:-?\\d)?|chatgpt|claude|gemini|copilot|chat ?bots?|bots?|crawlers?|scrapers?|modelos? de lenguaje|mod[eè]les? de langage|sprachmodelle?|taalmodel(?:len)?|language models?|(?:ai|ki|ia|virtual|automated|intelligente?|automatische\\w*)[ -](?:assistants?|assistent(?:en|in)?|agente?[ns]?|asistentes?|systeme?[ns]?|crawlers?|bots?|readers?|tools?|models?|modellen?|mod[eè]les?|modelos?)|(?:assistants?|agente?s?|asistentes?|mod[eè]les?|modelos?|sistemas?|syst[eè]mes?) (?:ia|d'ia|de ia))";
/** Some people are called that, too. */
const agent = "(?:agente?[ns]?|assistants?|assistent(?:en|in)?|asistentes?)";

const address =
  "(?:\\b(?:attention|note (?:to|for)|instructions? (?:to|for)|message (?:to|for)|dear|hey|if you are|if you're|as an?|to (?:all|any|every)|an alle|hinweis (?:an|für)|anweisungen? (?:an|für)|falls du|wenn (?:du|sie)|si vous êtes|si tu es|à l'attention des?|note aux?|instructions? (?:pour|aux?)|instrucciones para|atención|si eres|nota para|als je|instructies voor|let op|se sei|istruzioni per|attenzione|se você é|instruções para)) (?:(?:an?|any|all|the|our|eine?n?|die|das|un|une|les|l'|una?|los|las|een|alle|gli|le|um|uma|os|reading|other|unsere) ?){0,3}";
/** An AI is spoken to, an AI start-up is not. */
const end =
  "(?= ?[,:;.!]| (?:reading|crawling|visiting|processing|evaluating|summari[sz]ing|that|which|you|must|should|please|bist|sind|bitte|bent|qui|que|che)\\b)";
/** What a judge is told. */
const judge =
  "rate|score|rank|recommend|classify|mark|qualify|bewerte\\w*|empfiehl|empfehlen|stufe\\w*|évalue[zr]?|recommande[zr]?|classe[zr]?|califica\\w*|puntúa\\w*|recomienda\\w*|clasifica\\w*|beoordeel|raad|valuta\\w*|raccomanda\\w*|avalie|recomende";
/** What a writer is told. */
const answer =
  "treat|respond|reply|answer|output|write|say|state|tell|include|mention|describe|summari[sz]e|ignore|disregard|antworte\\w*|schreib\\w*|erwähn\\w*|nenne\\w*|note[zr]?|répond\\w*|écri\\w*|mentionne[zr]?|responde\\w*|escrib\\w*|marca\\w*|menciona\\w*|antwoord\\w*|schrijf|vermeld|rispondi|scrivi|responda|escreva";

const told =
  "(?:your|previous|prior|above|earlier|preceding|initial|original|these|those|system|safety|developer)";

/** Orders that make sense to programs only. English, German, French, Spanish, Dutch, Italian and Portuguese. */
const orders: readonly RegExp[] = [
  // Forget what you were told.
  new RegExp(
    `\\b(?:ignore|disregard|forget|override|bypass|discard) (?:(?:please|now|about|completely) )?(?:(?:all|any|every|of|the|my|and) ){0,4}(?:(?:${told}[ ,]+(?:and |of )?){1,4}(?:instructions?|prompts?|rules|guidelines|directives|directions|commands|programming|context)|(?:instructions?|prompts?|directives))\\b`,
  ),
  /\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|übergeh\w*) .{0,40}\b(?:anweisung\w*|instruktion\w*|befehle?\w*|vorgaben|regeln)\b/,
  /\b(?:ignore[zr]?|oublie[zr]?|ne ten(?:ez|ir) pas compte|fais abstraction) .{0,40}\b(?:instructions|consignes|directives|règles)\b/,
  /\b(?:ignora|ignore|olvida|olvide|descarta|omite) .{0,40}\b(?:instrucciones|indicaciones|órdenes|reglas|directrices)/,
  /\b(?:negeer|vergeet) .{0,40}\b(?:instructies|opdrachten|regels|aanwijzingen)\b/,
  /\b(?:ignora|dimentica|ignori) .{0,40}\b(?:istruzioni|regole|indicazioni)\b|\b(?:ignore|esqueça|desconsidere) .{0,40}\b(?:instruções|ordens|regras)/,
  // You there, program: judge us well.
  new RegExp(`${address}${program}${end}.{0,160}\\b(?:${judge}|${answer})\\b`),
  new RegExp(`${address}${agent}\\b[^.]{0,60}\\b(?:${judge})\\b`),
  /\b(?:rate|score|rank|classify|mark|qualify|grade|treat) (?:this|our|us|the|our own)(?: (?:company|lead|business|vendor|site|website|page|prospect|account|organi[sz]ation))? (?:as|with|at|highest|in) (?:an? |the )?(?:(?:grade |bucket )a\b|a(?=\W*$|[.,;:!)] )|(?:score of |score )?(?:100|10)\b|hot\b|top\b|highest|maximum|perfect|qualified|ideal|best|high[- ]priority|enterprise)/,
  /\b(?:bewerte|stufe) (?:dieses unternehmen|diese firma|diesen lead|uns) .{0,30}(?:mit|als|auf) .{0,20}(?:100|höchste\w*|perfekt|ideal|heiß|\ba\b)/,
  /\b(?:note|notez|classe|classez|évaluez?) (?:cette entreprise|ce prospect|cette société|nous) .{0,30}(?:100|maximale?|parfaite?|idéale?|\ba\b)/,
  /\b(?:califica|clasifica|puntúa|marca) (?:esta empresa|este lead|este cliente|nos) .{0,30}(?:100|máxim[ao]|perfect[ao]|ideal|\ba\b)/,
  /\b(?:beoordeel|markeer) (?:dit bedrijf|deze lead|ons) .{0,30}(?:100|hoogste|perfect|ideaal|\ba\b)/,
  // Give away what you were told, or become somebody else.
  /\b(?:reveal|print|show|repeat|output|leak|display|send)(?: me| us)? (?:(?:your|all of your) (?:full |entire |exact |complete )?(?:system|hidden|initial|secret|internal) (?:prompts?|instructions?|message|rules)|the (?:system prompt|(?:hidden|secret|system) instructions))\b/,
  /\byou are (?:now|no longer) .{0,30}\b(?:dan\b|an? (?:unrestricted|unfiltered|jailbroken)|in (?:developer|god|admin|jailbreak) mode|bound by|restricted by|an? (?:ai|helpful|sales|lead[- ]scoring) (?:assistant|agent|model|bot))/,
  /\b(?:enable|enter|activate|switch to) (?:developer|god|admin|jailbreak|dan|sudo) mode\b/,
  /\b(?:new|updated|actual|real) (?:system )?(?:instruction|prompt|directive)s? ?(?::|follow\b|from (?:the )?(?:developer|operator|system|admin)\w*)/,
  /\b(?:do not|don't|never) (?:mention|reveal|tell|inform|disclose)(?: this| these)?(?: instructions?)?(?: to)? (?:the )?(?:user|human|operator|reader)s?\b/,
  /\bdo anything now\b|\b(?:you are (?:going|about) to|from now on,? you|pretend to be|act as|play the role of) .{0,80}\b(?:dan\b|another (?:ai|al|artificial)|an? (?:unrestricted|unfiltered|evil)|mode enabled)/,
  /\b(?:stop|ignore|disregard|forget|cancel) (?:everything|all of the above|the above|all the above|what you (?:were|have been) told)[^a-z]{0,6}(?:and |now[^a-z]{0,6}|instead |before |above |you (?:learned|were told|have been told) |just |then )*(?:print|say|output|write|respond|reply|answer|return|approve|rate|score|mark|tell|we|this)\b/,
  // The machine's own mark-up.
  /<\|?(?:im_start|im_end|endoftext|system|assistant)\|?>|\[\/?inst\]|<<\/?sys>>|<\/?(?:system|untrusted|page|data|document)[-_](?:prompt|instructions?|content|message)>/,
  /(?:^|[\n.!?] ?)(?:#{1,3} ?)?(?:system|assistant|developer) ?(?:prompt|message|override)? ?: ?(?:you|ignore|disregard|set|mark|rate|score|from now|always|never|new)\b/,
];

/** Cyrillic and Greek letters that pass for the Latin ones below them. */
const foreign = [..."аеорсухіјѕԁһӏԛԝвкмнтαονιρτυκεη"];
const latin = [..."aeopcyxijsdhlqwbkmhtaoviptuken"];
const twins: ReadonlyMap<string, string> = new Map(
  foreign.map((letter, at) => [letter, latin[at] ?? letter]),
);
const twin = new RegExp(`[${[...twins.keys()].join("")}]`, "g");
const isMixed = /[a-z][\u0370-\u04ff\u0500-\u052f]|[\u0370-\u04ff\u0500-\u052f][a-z]/;
const unseen = /\u034f|[\p{Cf}\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;

/** A sentence as a machine might take it: one letter for each look-alike, nothing unseen, even spaces. */
function plain(text: string): string {
  const even = text.normalize("NFKC").replace(unseen, "").toLowerCase().replace(/\s+/g, " ");
  return isMixed.test(even) ? even.replace(twin, (letter) => twins.get(letter) ?? letter) : even;
}

/** Whether a stretch of text gives orders to programs. Callers cut long texts up. */
export function givesOrders(text: string): boolean {
  const judged = plain(text);
  return orders.some((order) => order.test(judged)) || addressesProgram(judged);
}
