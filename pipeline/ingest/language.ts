import { eld } from "eld/small";

const LEAST_LETTERS = 20;

/** The language of a text as ISO 639-1; null where it is too short or too mixed to tell. */
export function languageOf(text: string): string | null {
  const words = text.replace(/[!-~]*[@/\d][!-~]*|[!-~]+\.[!-~]+/g, " ");
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const dense = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(
    words,
  );
  if (!dense && !hasSentence(words)) return null;
  if (letters < (dense ? LEAST_LETTERS / 2 : LEAST_LETTERS)) return null;

  const found = eld.detect(words.slice(0, 2_000));
  return found.isReliable() && found.language !== "" ? found.language : null;
}

/** Names, titles and places look alike in all languages: sentences have small words, forms have field names. */
function hasSentence(words: string): boolean {
  const cased = /\p{Lu}/u.test(words);
  const small = words.match(/(?<![\p{L}'’])\p{Ll}+/gu)?.length ?? 0;
  const fields = words.match(/^[^\n:]{2,40}[:：]/gmu)?.length ?? 0;
  return !cased || small >= 2 || fields >= 3;
}
