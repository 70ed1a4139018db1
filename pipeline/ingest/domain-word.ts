const undecomposed: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  æ: "ae",
  ß: "ss",
  ı: "i",
};

/** How well a name goes with the word in a domain: 2 for all of it, 1 for a part, 0 for not at all. */
export function domainFit(name: string, label: string): 0 | 1 | 2 {
  const wanted = lettersOf(label);
  const readings = ["", "and", "und", "et", "y"].map((word) =>
    lettersOf(name.replace(/[&+]/g, word)),
  );
  const [whole = ""] = readings;
  const initials = lettersOf(name.replace(/(?<=\p{L})[\p{L}\p{N}]+/gu, ""));
  if (wanted === "" || whole === "") return 0;
  if (readings.some((reading) => reading.startsWith(wanted)) || initials === wanted) return 2;
  if (wanted.length >= 5 && whole.includes(wanted)) return 2;
  return whole.length >= 3 && wanted.startsWith(whole) ? 1 : 0;
}

/** Whether a longer word of a name is in the domain's: `Fekete Könyvelő Iroda` of feketekonyveles. */
export function sharesWord(name: string, label: string): boolean {
  const wanted = lettersOf(label);
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => {
    const squashed = lettersOf(word);
    return squashed.length >= 5 && wanted.includes(squashed);
  });
}

/** Letters and digits only, without accents, as domains are made. */
export function lettersOf(text: string): string {
  const spelled = text
    .toLowerCase()
    .replace(/[łøđæßı]/g, (letter) => undecomposed[letter] ?? letter);
  return spelled.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
}
