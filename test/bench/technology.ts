import { lookAlikes, nameOf, techIn, used } from "../fixtures/technologies/pages.ts";
import type { Result } from "./result.ts";

export const technologyNames = ["technology_precision", "technology_recall"];

/** How many of the technologies we name are really used, and how many of those used we name. */
export function technology(): Promise<Result[]> {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const given of [...used, ...lookAlikes.map((one) => ({ ...one, uses: [] as string[] }))]) {
    const found = techIn(given).map(nameOf);
    right += found.filter((name) => given.uses.includes(name)).length;
    wrong += found.filter((name) => !given.uses.includes(name)).length;
    missed += given.uses.filter((name) => !found.includes(name)).length;
  }
  const precision = right / (right + wrong);
  const recall = right / (right + missed);
  const opponent = `${right} named rightly, ${wrong} wrongly, ${missed} missed, on ${used.length} pages and ${lookAlikes.length} look-alikes`;
  const share = { unit: "of all", opponent, ratio: 1 };
  return Promise.resolve([
    { ...share, name: "technology_precision", value: precision, goal: { atLeast: 0.95 } },
    { ...share, name: "technology_recall", value: recall, goal: { atLeast: 0.9 } },
  ]);
}
