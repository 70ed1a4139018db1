import type { PauseReason, ProviderKind } from "../pipeline/enrich/providers/provider.ts";
import type { Card } from "./card.ts";
import { buttons, pressing } from "./pressing.ts";
import { providerWords } from "./provider-words.ts";

type ProviderPause = {
  pauseId: string;
  name: string;
  kind: ProviderKind;
  why: PauseReason;
  /** Null while it lasts. */
  over: { by: string | null } | null;
};

/** A provider that is not asked any more, why, and the way back. */
export function providerPauseCard({ pauseId, name, kind, why, over }: ProviderPause): Card {
  const label = providerWords.label({ name, kind });
  const said = over ? providerWords.resumed(label, over.by) : providerWords.pausedTitle(label);
  return {
    ...{ id: `provider:${pauseId}`, version: over ? 2 : 1, summary: said, refresh: null },
    parts: [
      { kind: "title", text: said, aside: null },
      { kind: over ? "note" : "warning", line: [providerWords.why[why]] },
      ...(over
        ? []
        : [
            { kind: "note" as const, line: [providerWords.without] },
            ...buttons([pressing("resume_provider", providerWords.resume, { pause: pauseId })]),
          ]),
    ],
  };
}
