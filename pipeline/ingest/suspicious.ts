import { givesOrders } from "../enrich/orders.ts";
import { cleanText } from "./clean-text.ts";

/** Mark-up that would ping or mislead people if a chat took it for its own. */
const chatMarkup =
  /<(?:!(?:channel|here|everyone|subteam|date)\b|[@#][A-Z0-9]{2,}|at\b|https?:[^>|]*\|)|@(?:channel|everyone|here)\b/i;

/**
 * Characters that hide text from people but not from machines. Joiners inside Persian words,
 * emoji and flags are honest, and so is a byte order mark in front.
 */
const hiddenText =
  /[\u202A-\u202E\u2066-\u2069]|(?<=[\p{L}\p{N}\s])[\u200B\u2060-\u2064\uFEFF](?=[\p{L}\p{N}\s])|(?<![\u{1F3F4}\u{E0020}-\u{E007E}])[\u{E0001}-\u{E007F}]/u;

/** Sentences that speak to a machine instead of to us. English, German, French, Spanish, Italian, Portuguese, Dutch, Hungarian, Polish. */
const instructions: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|your|the)\b.{0,30}\b(?:instructions?|prompts?|rules|guidelines|context|messages?|directions)\b/is,
  /\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*)\b.{0,50}\b(?:anweisung\w*|instruktion\w*|befehl\w*|regeln|vorgaben)/is,
  /\b(?:ignore[zr]?|oublie[zr]?|ne tene?z pas compte)\b.{0,50}\b(?:instructions?|consignes?|directives|règles)/is,
  /\b(?:ignora|ignore|ignorá|olvida|olvide|descarta|ignorar|dimentica|ignori|esqueça|desconsidere)\b.{0,50}\b(?:instrucciones|indicaciones|órdenes|reglas|istruzioni|regole|instruções|ordens|regras)/is,
  /\b(?:negeer|vergeet)\b.{0,50}\b(?:instructies|opdrachten|regels|aanwijzingen)/is,
  /(?:hagyd figyelmen kívül|felejtsd el|hagyja figyelmen kívül).{0,60}(?:utasítás|szabály|parancs)/is,
  /(?:utasítás|szabály|parancs)\p{L}*.{0,40}(?:figyelmen kívül|felejtsd el)/isu,
  /(?:zignoruj|zapomnij|pomiń).{0,50}(?:instrukcj|polece|zasad)/is,
  /\b(?:you are|you're|act as|pretend to be)\b.{0,30}\b(?:now|an? (?:ai|assistant|language model|unrestricted)|dan|jailbroken|developer mode)\b/is,
  /\b(?:reveal|print|show|repeat|output|leak)\b.{0,30}\b(?:system|hidden|initial|secret)\b.{0,15}\b(?:prompt|instructions?|message)/is,
  /\b(?:system prompt|developer mode|jailbreak|do anything now)\b/is,
  /<\|?(?:im_start|im_end|system|endoftext)\|?>|\[\/?INST\]|^[ \t]{0,9}(?:#{1,3} ?)?(?:system|assistant) ?:/im,
  /\b(?:give|set|assign|rate|mark|score)\b.{0,40}\b(?:this lead|me|us|the lead|score)\b.{0,30}\b(?:100|maximum|highest|top|perfect|grade a|bucket a)\b/is,
];

/** Longer texts are judged by their start and end: enough for people, cheap for us. */
const WINDOW = 20_000;

/**
 * What is odd about a text that will be shown and stored, as flags of a lead. The text itself stays
 * data. Wants the text as it came: cleaning takes out what was hidden.
 */
export function suspicious(text: string): string[] {
  const judged =
    text.length > 2 * WINDOW ? `${text.slice(0, WINDOW)}\n${text.slice(-WINDOW)}` : text;
  const visible = cleanText(judged, judged.length * 3);
  const isOdd =
    hiddenText.test(judged) ||
    [chatMarkup, ...instructions].some((rule) => rule.test(visible)) ||
    visible.split(/\n+/).some(givesOrders);
  return isOdd ? ["suspicious_text"] : [];
}
