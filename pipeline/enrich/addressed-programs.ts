const machine =
  "(?:ai|ki|ia|a\\.i\\.|llms?|bots?|chat ?bots?|robots?|crawlers?|(?:ai|ki|ia|virtual|virtuelle?n?) (?:agents?|agenten)|(?:(?:ai|ki|ia)[ -])?(?:assistants?|assistenten?|asistentes?|assistenti) (?:ai|ki|ia)|(?:ai|ki|ia)[ -](?:assistants?|assistenten?|asistentes?|assistenti)|programs?(?= that| which)|language models?|sprachmodelle?n?|modèles? de langage|modelos? de lenguaje|modell[oi] linguistic[oi])";
const kind = `(?:\\p{L}+[ -]){0,2}${machine}(?!\\p{L})`;

/** Sentences whose addressee is a program, or whose order only a program could follow. English, German, French, Spanish, Italian. */
const addressed: readonly RegExp[] = [
  sentence(
    `(?:attention|note|notice|hinweis|achtung|an alle|à l['’]attention|note|aviso|atención|avviso|nota|attenzione)(?: (?:to|for|all|an|die|alle|des?|d['’]|aux|les|para|a|los|las|per|gli|i|agli)){0,3} ?${kind} ?[:,!]`,
  ),
  sentence(`(?:dear|hey|lieber?|liebe|chère?|cher|querid[oa]|estimado|car[oa]) ${kind}[,!:]`),
  sentence(
    `(?:if|wenn|falls|si|se) (?:you(?: are|['’]re)|du|sie|tu es|vous êtes|eres|usted es|sei) (?:an? |eine? |une? |un[ao]? )?${kind}(?= ?[,:;]| (?:bist|sind|reading|that|which|qui|que|che)(?!\\p{L}))`,
  ),
  sentence(
    "(?:system|systeme?|système|sistema)\\s?(?:message|prompt|meldung)?\\s?: ?(?:set|setze?|trage|mets|mettez|pon|ponga|imposta|you|du|tu|mark|markiere|gib|give|rate|bewerte|approve|ignor\\p{L}*)",
  ),
  anywhere(
    "(?:new task|neue aufgabe|nouvelle tâche|nueva tarea|nuovo compito|new instructions?|neue anweisung\\p{L}*|nouvelles? (?:consigne|instruction)s?|nuevas? instruccion\\p{L}*|nuove istruzioni) ?: ?(?:fill|set|rate|score|mark|ignore|write|answer|always|fülle?|setze?|bewerte|schreibe?|remplis|mets|note|écris|rellena|pon|califica|escribe|riempi|imposta|valuta|scrivi)(?!\\p{L})",
  ),
  anywhere(
    "(?:fill(?: in)?|fülle|remplis|remplissez|rellena|complete|riempi|compila) (?:every|each|all|jedes|alle|chaque|tous les|cada|todos los|ogni|tutti i) (?:fields?|felder?|champs?|campos?|campi) (?:with|mit|avec|con) (?:the |dem |la |le |el |il )?(?:best|highest|meilleur|mejor|miglior)\\p{L}*",
  ),
  anywhere(
    "(?:write|put|schreibe?|écris|écrivez|escribe|escriba|scrivi) (?:the |die |la |il )?(?:internal reference|interne referenz|référence interne|referencia interna|riferimento interno).{0,40}(?:field|feld|champ|campo)",
  ),
  anywhere(
    "(?:from now on|ab jetzt|ab sofort|désormais|dorénavant|a partir de ahora|desde ahora|d['’]ora in poi)[, ].{0,90}(?:skip|ignore|überspring\\p{L}*|saute[zr]?|omit[ae]|sáltate|salta|ignora) (?:every|all|any|jede\\p{L}*|alle|chaque|tous?|cada|tod[oa]s?|ogni|tutt[ie]) (?:checks?|reviews?|controls?|approvals?|rules?|prüfung\\p{L}*|kontrolle\\p{L}*|contrôles?|vérifications?|controle?s?|controll[oi]|verific\\p{L}*)",
  ),
  anywhere(
    "(?:when (?:you )?summari[sz]\\p{L}* (?:this|the) (?:page|site|website|document|company|text),? (?:always |please )?(?:add|say|state|mention|include|write)|add (?:to|in) (?:every|each|any|your) summar|füge (?:jeder|deiner) zusammenfassung|ajoute[zr]? à (?:chaque|ton|votre) résumé|añade a (?:cada|tu|su) resumen|aggiungi a (?:ogni|tuo) riassunto)",
  ),
  anywhere(
    "(?:send|forward|schicke?|sende|envoie|envoyez|envía|envíe|manda|invia|inoltra) (?:me |us |the list of |eine liste )?(?:all|alle|tous|todos|tutti|every)\\p{L}* (?:the |unsere |les |los |i |your )?(?:leads?|prospects?|contacts?|kontakte|kunden|contactos|contatti|emails?|data|daten).{0,20}[^\\s@]{1,64}@[^\\s@]{3,}",
  ),
];

function sentence(pattern: string): RegExp {
  return new RegExp(`(?:^|[.!?:;\\n>"'-])\\s?${pattern}`, "u");
}

function anywhere(pattern: string): RegExp {
  return new RegExp(`(?<!\\p{L})${pattern}`, "u");
}

/** Whether a stretch of text, in small letters, speaks to a program as such. */
export function addressesProgram(text: string): boolean {
  return addressed.some((pattern) => pattern.test(text));
}
