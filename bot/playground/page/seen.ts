import type { PageChannel } from "../page-state.ts";
import { desk, type Surface } from "./desk.ts";

/** Whether a channel holds something this person has not looked at. */
export function isUnread(surface: Surface, channel: PageChannel): boolean {
  const last = channel.messages.at(-1);
  return last !== undefined && localStorage.getItem(keyOf(surface, channel)) !== last.id;
}

export function markSeen(surface: Surface, channel: PageChannel): void {
  const last = channel.messages.at(-1);
  if (last) localStorage.setItem(keyOf(surface, channel), last.id);
}

function keyOf(surface: Surface, { id }: PageChannel): string {
  return `seen ${desk.as} ${surface} ${id}`;
}
