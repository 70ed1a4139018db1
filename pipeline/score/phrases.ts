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

/** How soon somebody wants it, and the words that say so. */
export type Urgency = { days: number; words: string };

/** Null when a text says nothing about it; a year when it says that it can wait. */
export function urgencyOf(text: string): Urgency | null {
  const waits = noRush.exec(text)?.[0];
  if (waits) return { days: 365, words: waits };
  const implied = kinds.flatMap(([days, pattern]) => {
    const words = pattern.exec(text)?.[0];
    return words ? [{ days, words }] : [];
  });
  const [soonest] = [...implied, ...stated(text)].toSorted((a, b) => a.days - b.days);
  return soonest ?? null;
}

/** `within 6 weeks`, `in drei Monaten`. */
function stated(text: string): Urgency[] {
  const found = deadline.exec(text);
  const { count = "", unit = "" } = found?.groups ?? {};
  const amount = numbers[count.toLowerCase()] ?? Number.parseInt(count, 10);
  return found && amount > 0 ? [{ days: amount * daysIn(unit), words: found[0] }] : [];
}

function daysIn(unit: string): number {
  if (/^m/i.test(unit)) return 30;
  return /^(?:w|sem|sett)/i.test(unit) ? 7 : 1;
}

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, "iu");
}
