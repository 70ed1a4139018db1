/** Letters that are not a plain one with a mark on it. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  ł: "l",
  ø: "o",
  æ: "ae",
  œ: "oe",
  đ: "d",
  ı: "i",
};

/** What of a header carries meaning: `E-Mail_Adresse*` and `emailAdresse` are `e mail adresse` and `email adresse`. */
export function headerKey(header: string): string {
  return header
    .slice(0, 200)
    .replace(/(\p{Ll}|\d)(?=\p{Lu}\p{Ll})/gu, "$1 ")
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßłøæœđı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/\blinked in\b/g, "linkedin")
    .replace(/#/g, " number ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
