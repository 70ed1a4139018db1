import { score } from "../../../pipeline/score/scorecard.ts";
import { known } from "./examples.ts";

/** What a card would say in one line: `+16 Right size: 320 people`; null when it has no such line. */
export function said(name: string, given: Parameters<typeof known>[0]): string | null {
  const part = score(known(given)).parts.find((part) => part.name === name);
  return part ? `${part.points > 0 ? "+" : ""}${part.points} ${part.because}` : null;
}

/** Whether nobody could tell: not the same as knowing that it counts nothing. */
export function isUnknown(name: string, given: Parameters<typeof known>[0]): boolean {
  return score(known(given)).unknown.some((one) => one.name === name);
}
