import type { AfterLostAnswer } from "../../jobs/world.ts";
import { endure } from "./endure.ts";
import type { Mode } from "./ledger.ts";
import type { Row } from "./report.ts";

type Asked = { effects: number; random: () => number };

const WORKERS = 2;
const SHARE = 0.25;

/** A provider that does what it was asked and whose answer never comes. */
export function loseAnswers(ways: readonly AfterLostAnswer[], asked: Asked): Promise<Row[]> {
  return misbehave("F7 answer lost", ways, asked, ["lost", "reset"]);
}

/** A provider that is away: busy, broken, a maintenance page, silence. */
export function refuseService(ways: readonly AfterLostAnswer[], asked: Asked): Promise<Row[]> {
  return misbehave("F6 provider away", ways, asked, ["busy", "broken", "html", "silent"]);
}

function misbehave(
  fault: string,
  ways: readonly AfterLostAnswer[],
  { effects, random }: Asked,
  modes: Mode[],
): Promise<Row[]> {
  let blows = 0;
  return endure(ways, {
    ...{ fault, effects, random, hands: 6 },
    modeOf(key) {
      if (key.startsWith("notice:") || random() > SHARE) return "ok";
      blows += 1;
      return modes[Math.floor(random() * modes.length)] ?? "ok";
    },
    disturb: (fleet) => Promise.all(Array.from({ length: WORKERS }, () => fleet.launch())),
    dealt: () => blows,
  });
}

/** Workers whose clocks are ten minutes wrong, in both directions. */
export function skewClocks(ways: readonly AfterLostAnswer[], asked: Asked): Promise<Row[]> {
  const wrong = [-600_000, 0, 600_000];
  return endure(ways, {
    ...asked,
    fault: "F9 clocks ten minutes wrong",
    hands: 6,
    disturb: (fleet) => Promise.all(wrong.map((skewMs) => fleet.launch({ skewMs }))),
    dealt: () => wrong.length - 1,
  });
}
