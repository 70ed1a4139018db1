import type { Surface } from "../../pipeline/surface.ts";
import { bot, type Colleague, people } from "./people.ts";

export type Channel = {
  id: string;
  surface: Surface;
  /** As the channel list says it. */
  name: string;
  /** Whose private conversation with the bot it is; null for a channel everybody is in. */
  owner: Colleague | null;
  hasBot: boolean;
};

const all: Channel[] = [
  shared("slack", "CLEADS", "leads"),
  shared("slack", "CALEADS", "a-leads"),
  { ...shared("slack", "CRANDOM", "random"), hasBot: false },
  shared("teams", "19:leads@thread.tacv2", "leads"),
  shared("teams", "19:a-leads@thread.tacv2", "a-leads"),
  ...people.flatMap((owner) => [dm("slack", owner), dm("teams", owner)]),
];

/** Everything in one person's list of channels, in the list's order. */
export function channelsOf(surface: Surface, person: Colleague): Channel[] {
  return all.filter(
    ({ surface: where, owner }) => where === surface && (!owner || owner === person),
  );
}

/** A channel by its id; Teams' ids may name a thread of it as well: `19:…;messageid=1`. */
export function findChannel(surface: Surface, id: string): Channel | undefined {
  const [channelId] = id.split(";");
  return all.find((channel) => channel.surface === surface && channel.id === channelId);
}

export function dmOf(surface: Surface, person: Colleague): Channel {
  return dm(surface, person);
}

/** What `conversations.list` shows a bot: shared channels only. */
export function sharedChannels(surface: Surface): Channel[] {
  return all.filter((channel) => channel.surface === surface && !channel.owner);
}

/** Whether this person, or the bot, can see what is said there. */
export function isIn(channel: Channel, userId: string): boolean {
  if (userId === bot[channel.surface]) return channel.hasBot;
  return !channel.owner || channel.owner.ids[channel.surface] === userId;
}

function shared(surface: Surface, id: string, name: string): Channel {
  return { id, surface, name: `#${name}`, owner: null, hasBot: true };
}

function dm(surface: Surface, owner: Colleague): Channel {
  const id = surface === "slack" ? `D${owner.key.toUpperCase()}` : `a:${owner.key}`;
  return { id, surface, name: "Baton", owner, hasBot: true };
}
