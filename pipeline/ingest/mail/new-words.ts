import { findHead, startsOriginal } from "./forwarded.ts";
import { quoteIntroduction } from "./mail-words.ts";

/** What the sender wrote now: without the mail it answers, which programs put below or mark with `>`. */
export function newWords(text: string): string {
  const lines = text.split("\n");
  const kept = lines.slice(0, Math.min(introducedAt(lines), markedAt(lines), headAt(lines)));
  return kept
    .filter((line) => !/^\s*>/.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/[\s_]+$/, "")
    .trim();
}

/** `On … wrote:` may be broken over three lines, and means something only where words follow it. */
function introducedAt(lines: readonly string[]): number {
  const at = lines.findIndex((_, index) =>
    [1, 2, 3].some((length) => {
      const broken = lines.slice(index, index + length);
      if (broken.some((line) => line.trim() === "")) return false;
      const joined = broken.join(" ");
      return joined.length < 500 && quoteIntroduction.test(joined);
    }),
  );
  return at < 0 ? lines.length : at;
}

function markedAt(lines: readonly string[]): number {
  const at = lines.findIndex((line) => line.length < 100 && startsOriginal(line));
  return at < 0 ? lines.length : at;
}

/** A quoted mail's head counts only below some words: a mail may begin with `From:` and mean it. */
function headAt(lines: readonly string[]): number {
  const head = findHead(lines);
  const hasWordsAbove = lines.slice(0, head?.start ?? 0).some((line) => /\p{L}{2}/u.test(line));
  return head && hasWordsAbove ? head.start : lines.length;
}
