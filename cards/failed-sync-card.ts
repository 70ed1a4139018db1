import { systemName } from "../pipeline/ingest/doors/systems.ts";
import type { FailedSync } from "../pipeline/ingest/kept.ts";
import type { Card, Part } from "./card.ts";
import { buttons, pressing } from "./pressing.ts";
import { whenExactly } from "./times.ts";
import { words } from "./words.ts";

/** So many have buttons; the others follow once these are settled. */
export const shownSyncs = 5;

const said = {
  title: "Failed syncs",
  none: "Every record that Baton was told of was fetched.",
  retryAll: (n: number) => `Retry all ${n}`,
  line: (record: string, door: string, at: string, tries: number) =>
    [`${record} by “${door}”`, at, ...triedSaid(tries)].join(", "),
  closedDoor: "a closed door",
} as const;

function triedSaid(tries: number): string[] {
  return tries === 0 ? [] : [tries === 1 ? "1 try" : `${tries} tries`];
}

/** Records of other systems that could not be fetched: which, why, since when, and the way out. */
export function failedSyncCard(
  { syncs, all }: { syncs: readonly FailedSync[]; all: number },
  clock: { now: Date; timeZone: string },
): Card {
  const shown = syncs.slice(0, shownSyncs);
  const hidden = all - shown.length;
  const parts: Part[] = [
    { kind: "title", text: said.title, aside: all > 0 ? String(all) : null },
    ...(all === 0 ? [{ kind: "text" as const, line: [said.none] }] : []),
    ...shown.flatMap((sync) => partsOf(sync, clock)),
    ...(hidden > 0 ? [{ kind: "note" as const, line: [words.andMore(hidden)] }] : []),
    ...(all > 1 ? buttons([pressing("retry_syncs", said.retryAll(all))]) : []),
  ];
  const summary = all === 0 ? said.none : `${said.title}: ${all}`;
  return { id: "failed", version: 0, summary, parts, refresh: null };
}

function partsOf(sync: FailedSync, { now, timeZone }: { now: Date; timeZone: string }): Part[] {
  const { id, door, channel, externalId, why, tries, receivedAt } = sync;
  const [object = "record", , ...rest] = (externalId ?? "").split(":");
  const record = [systemName(channel), object, rest.join(":")].filter(Boolean).join(" ");
  const at = whenExactly(receivedAt, now, timeZone);
  const line = said.line(record, door ?? said.closedDoor, at, tries);
  return [
    { kind: "text", line: [{ kind: "bold", text: line }, `: ${why}`] },
    {
      kind: "actions",
      buttons: [
        pressing("retry_sync", words.retry, { arrival: id }),
        pressing("drop_sync", words.dropJob, { arrival: id }),
      ],
      more: [],
    },
  ];
}
