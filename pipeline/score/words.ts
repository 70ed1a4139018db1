/** Which of the phrases a text contains: whole words, whatever the case, the accents and the spacing. */
export function mentions(text: string, phrases: readonly string[]): string[] {
  const typed = simple(text);
  return phrases.filter((phrase) => {
    const words =
      simple(phrase)
        .match(/[^\s-]+/g)
        ?.map(literal) ?? [];
    if (words.length === 0) return false;
    const pattern = `(?<![\\p{L}\\p{N}])${words.join("[\\s-]+")}(?![\\p{L}\\p{N}])`;
    return new RegExp(pattern, "iu").test(typed);
  });
}

/** As typed on any keyboard: no accents, one kind of apostrophe. */
function simple(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").replaceAll("’", "'");
}

function literal(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** `Freight`, `Freight and pricing`, `Freight, pricing and tracking`. */
export function listed(words: readonly string[]): string {
  const [last = "", ...before] = words.toReversed();
  return before.length > 0 ? `${before.toReversed().join(", ")} and ${last}` : last;
}

/** At most so many characters, cut between words. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/\s+\S*$/, "")}…`;
}
