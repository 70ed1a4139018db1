const offer = words(
  "demo|demos|démo|trial|free trial|testzugang|teststellung|quote|quotation|(?:an|your) offer|pricing|price list|buy|purchase|order|angebot|preisliste|preise|vorführung|kaufen|bestellen|devis|tarifs?|essai|acheter|presupuesto|cotización|precios?|comprar|prueba|preventivo|prezzi|acquistare|offerte|prijzen|proefperiode|kopen|árajánlat|bemutató",
);

/** Whether a text asks to see or to buy something. English, German, French, Spanish, Italian, Dutch, Hungarian. */
export function asksForOffer(text: string): boolean {
  return offer.test(text);
}

const noRush = words(
  "(?:not|isn['’]t|nothing) urgent|no (?:rush|hurry)|nicht (?:dringend|eilig)|keine eile|pas (?:urgent|pressé)|no (?:es )?urgente|non (?:è )?urgente|niet dringend|nem sürgős",
);

const kinds: readonly [days: number, pattern: RegExp][] = [
  [
    14,
    words(
      "asap|as soon as possible|urgent|urgently|immediately|right away|this week|dringend|sofort|so schnell wie möglich|schnellstmöglich|eilt|diese woche|d['’]urgence|dès que possible|immédiatement|cette semaine|urgente|lo antes posible|cuanto antes|esta semana|il prima possibile|subito|zo snel mogelijk|direct nodig|deze week|sürgős(?:en)?|minél hamarabb",
    ),
  ],
  [
    30,
    words(
      "(?:this|next) month|end of (?:the )?month|diesen monat|nächsten monat|bis monatsende|ce mois-ci|le mois prochain|este mes|el próximo mes|questo mese|il prossimo mese|deze maand|volgende maand",
    ),
  ],
  [
    90,
    words(
      "(?:this|next) quarter|end of (?:the )?quarter|dieses quartal|nächstes quartal|ce trimestre|este trimestre|questo trimestre|dit kwartaal|volgend kwartaal",
    ),
  ],
];

const deadline = words(
  "(?:in(?: the next)?|within(?: the next)?|innerhalb(?: von)?|binnen|d['’]ici|dans|sous|dentro de|en|entro|tra|over) (?<count>\\d{1,3}|one|two|three|four|six|einem|zwei|drei|vier|sechs|un|deux|trois|dos|tres|due|tre|een|twee|drie) (?<unit>days?|weeks?|months?|tage?n?|wochen?|monate?n?|jours?|semaines?|mois|días?|semanas?|mes(?:es)?|giorni|settiman[ae]|mes[ei]|dagen|weken|maanden)",
);

const numbers: Readonly<Record<string, number>> = {
  ...{ one: 1, einem: 1, un: 1, een: 1, two: 2, zwei: 2, deux: 2, dos: 2, due: 2, twee: 2 },
  ...{ three: 3, drei: 3, trois: 3, tres: 3, tre: 3, drie: 3, four: 4, vier: 4, six: 6, sechs: 6 },
};

/** Within how many days somebody wants it, by their own words; 365 when they say it can wait, null when they say nothing. */
export function urgencyOf(text: string): number | null {
  if (noRush.test(text)) return 365;
  const stated = statedDays(text);
  const implied = kinds.find(([, pattern]) => pattern.test(text))?.[0];
  const soonest = [stated, implied].filter((days) => days !== undefined);
  return soonest.length > 0 ? Math.min(...soonest) : null;
}

/** `within 6 weeks`, `in drei Monaten`. */
function statedDays(text: string): number | undefined {
  const { count = "", unit = "" } = deadline.exec(text)?.groups ?? {};
  const amount = numbers[count.toLowerCase()] ?? Number.parseInt(count, 10);
  if (Number.isNaN(amount)) return undefined;
  if (/^(?:m|mois|maand)/i.test(unit)) return amount * 30;
  return /^(?:w|sem|sett)/i.test(unit) ? amount * 7 : amount;
}

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}
