import { editDistance } from "../ingest/edit-distance.ts";
import { squash } from "./fold.ts";

/**
 * How two names go together. `same`: equal but for spaces. `typo`: a letter or two apart.
 * `longer`: one has all words of the other and more. `initials`: one has only letters where the
 * other has words. `other`: none of these.
 */
export type Likeness = "same" | "typo" | "longer" | "initials" | "other";

/** Compares two companies' names by their own words. */
export function compareCompanyNames(a: readonly string[], b: readonly string[]): Likeness {
  const [one, other] = [squash(a), squash(b)];
  if (one === "" || other === "") return "other";
  if (one === other || a.toSorted().join(" ") === b.toSorted().join(" ")) return "same";
  if (isTypo(one, other)) return "typo";
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.every((word) => long.includes(word))) return "longer";
  const isInitials = short.length === 1 && long.length > 2 && short[0] === initialsOf(long);
  return isInitials ? "initials" : "other";
}

/** Compares two people's names by their words: order does not count, an initial stands for a name. */
export function comparePersonNames(a: readonly string[], b: readonly string[]): Likeness {
  if (a.length === 0 || b.length === 0) return "other";
  const [one, other] = [a.toSorted().join(" "), b.toSorted().join(" ")];
  if (one === other) return "same";
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length > 1 && short.every((word) => long.includes(word))) return "longer";
  if (areInitials(short, long)) return "initials";
  return hasTypo(a, b) ? "typo" : "other";
}

/** Every word of the shorter name stands for another one of the longer: `A. Weber`, `Ana Weber`. */
function areInitials(short: readonly string[], long: readonly string[]): boolean {
  const left = [...long];
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const at = left.findIndex((other) => other === word || isInitial(word, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return short.length > 1 || short[0] === long[0];
}

/** One word of the name is a slip of the pen, all others are the same. */
function hasTypo(a: readonly string[], b: readonly string[]): boolean {
  const onlyA = a.filter((word) => !b.includes(word));
  const onlyB = b.filter((word) => !a.includes(word));
  const [one, other] = [onlyA[0], onlyB[0]];
  if (a.length !== b.length || a.length < 2 || onlyA.length !== 1 || onlyB.length !== 1)
    return false;
  return one !== undefined && other !== undefined && isTypo(one, other);
}

function isInitial(a: string, b: string): boolean {
  return (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));
}

/** Digits are never slips: Studio 54 is not Studio 55. */
function isTypo(a: string, b: string): boolean {
  const least = Math.min(a.length, b.length);
  const allowed = least >= 9 ? 2 : least >= 5 ? 1 : 0;
  if (
    Math.abs(a.length - b.length) > allowed ||
    a.replace(/\P{N}/gu, "") !== b.replace(/\P{N}/gu, "")
  )
    return false;
  return allowed > 0 && editDistance(a, b) <= allowed;
}

function initialsOf(words: readonly string[]): string {
  return words.map((word) => word.charAt(0)).join("");
}
