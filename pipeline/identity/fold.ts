import { cleanLine } from "../ingest/clean-text.ts";

/** Letters that have no accent to take off, and how they are spelled without them. */
const spelled: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "a", ä: "a", ø: "o", ö: "o", œ: "o", ü: "u", å: "a" },
  ...{ ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŋ: "n" },
  ...{ а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z", и: "i", й: "y" },
  ...{ к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f" },
  ...{ х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu" },
  ...{ я: "ya", і: "i", ї: "i", є: "e", ґ: "g" },
  ...{ α: "a", β: "v", γ: "g", δ: "d", ε: "e", ζ: "z", η: "i", θ: "th", ι: "i", κ: "k", λ: "l" },
  ...{ μ: "m", ν: "n", ξ: "x", ο: "o", π: "p", ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f" },
  ...{ χ: "ch", ψ: "ps", ω: "o" },
};

/** How keyboards without dots write ä, ö and ü. */
const umlaut = /(?<=[aou])e/g;

const MAX = 200;

/**
 * The words of a name as they are compared: no case, accents, punctuation or hidden characters, one
 * alphabet. `Müller`, `Mueller` and `Muller` become the same word; so do `S.A.` and `SA`.
 */
export function fold(name: string): string[] {
  const lower = cleanLine(name, MAX).normalize("NFKC").toLowerCase().normalize("NFC");
  const plain = lower
    .replace(/[^\x20-\x7f]/gu, (letter) => spelled[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\x20-\x7f]/gu, (letter) => spelled[letter] ?? letter);
  return plain
    .replace(umlaut, "")
    .replace(/(?<=(?:^|[^\p{L}\p{N}])\p{L})\.\s?(?=\p{L}(?:[^\p{L}\p{N}]|$))/gu, "")
    .replace(/(?<=\p{L})['’`´]s\b/gu, "s")
    .replace(/(?<=\p{L})['’`´](?=\p{L})/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Words as one, so that spaces do not count: `La Espiga` and `laespiga`. */
export function squash(words: readonly string[]): string {
  return words.join("").replace(umlaut, "");
}
