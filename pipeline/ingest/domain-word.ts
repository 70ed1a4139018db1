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
  const wanted = squash(label);
  const whole = squash(name);
  const initials = squash(name.replace(/(?<=\p{L})[\p{L}\p{N}]+/gu, ""));
  if (wanted === "" || whole === "") return 0;
  if (whole.startsWith(wanted) || initials === wanted) return 2;
  if (wanted.length >= 5 && whole.includes(wanted)) return 2;
  return whole.length >= 3 && wanted.startsWith(whole) ? 1 : 0;
}

/** Letters and digits only, without accents, as domains are made. */
function squash(text: string): string {
  const spelled = text
    .toLowerCase()
    .replace(/[łøđæßı]/g, (letter) => undecomposed[letter] ?? letter);
  return spelled.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
}
