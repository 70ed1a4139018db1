import type { Card, Part } from "./card.ts";
import { buttons, pressing } from "./pressing.ts";
import { whenExactly } from "./times.ts";
import { words } from "./words.ts";

/** An effect of the outbox whose answer was lost, as far as a person needs to know it. */
export type UnknownEffect = {
  id: string;
  kind: string;
  /** The company it is about. */
  company: string | null;
  status: string;
  attempts: number;
  lostAt: Date | null;
  updatedAt: Date;
};

/** Asks somebody whether a thing arrived that nobody can look up; then says what they decided. */
export function unknownEffectCard(effect: UnknownEffect, now: Date, timeZone: string): Card {
  const what = words.effect(effect.kind, effect.company);
  const at = whenExactly(effect.lostAt ?? effect.updatedAt, now, timeZone);
  const isOpen = effect.status === "unknown";
  const title = isOpen ? words.didItArrive : words.settled;
  const sentence = isOpen ? words.nobodyKnows(what, at) : words.settledAs(what, effect.status);
  return {
    id: `effect:${effect.id}`,
    // A decision changes no try and a new try follows a decision, so this only grows.
    version: effect.attempts * 2 + (isOpen ? 0 : 1),
    summary: sentence,
    parts: [
      { kind: "title", text: title, aside: null },
      { kind: "text", line: [sentence] },
      ...(isOpen ? choices(effect.id) : []),
    ],
    refresh: null,
  };
}

function choices(effect: string): Part[] {
  return buttons([
    pressing("effect_arrived", words.itArrived, { effect }),
    pressing("effect_again", words.sendAgain, { effect }),
    pressing("effect_leave", words.leaveIt, { effect }),
  ]);
}
