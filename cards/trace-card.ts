import type { Trace } from "../pipeline/assign/trace.ts";
import type { Card } from "./card.ts";
import { pressing } from "./pressing.ts";
import { words } from "./words.ts";

/** Who was considered for a lead, and why each did or did not get it. */
export function traceCard(lead: { id: string; name: string }, trace: Trace): Card {
  const owner = trace.candidates.find(({ personId }) => personId === trace.ownerId);
  return {
    id: `trace:${lead.id}`,
    version: 0,
    summary: words.wentTo(lead.name, owner?.name ?? null),
    parts: [
      { kind: "title", text: lead.name, aside: null },
      { kind: "text", line: [words.wentTo(lead.name, owner?.name ?? null)] },
      {
        kind: "list",
        lines: trace.candidates.map(({ personId, name, ok, why }) => [
          ok ? "✓ " : "✗ ",
          { kind: "person", personId, name },
          `: ${why}`,
        ]),
      },
      { kind: "note", line: [words.routedBy(trace.pool, trace.rule)] },
      ...(trace.returning
        ? [
            {
              kind: "note" as const,
              line: [words.hadBefore(trace.returning.name, trace.returning.at)],
            },
          ]
        : []),
      { kind: "actions", buttons: [pressing("show", words.show, { lead: lead.id })], more: [] },
    ],
    refresh: null,
  };
}
