import type { Surface } from "../../pipeline/surface.ts";

/** The reactions the page offers, under the names each chat sends to apps. */
export const emojis: readonly { emoji: string; names: Record<Surface, string> }[] = [
  { emoji: "👍", names: { slack: "+1", teams: "like" } },
  { emoji: "👎", names: { slack: "-1", teams: "1f44e_thumbsdown" } },
  { emoji: "🔥", names: { slack: "fire", teams: "1f525_fire" } },
  { emoji: "🧊", names: { slack: "ice_cube", teams: "1f9ca_ice" } },
  { emoji: "⏰", names: { slack: "alarm_clock", teams: "23f0_alarmclock" } },
  { emoji: "🔁", names: { slack: "repeat", teams: "1f501_repeatbutton" } },
  { emoji: "💰", names: { slack: "moneybag", teams: "1f4b0_moneybag" } },
];

export function emojiNamed(surface: Surface, name: string): string | undefined {
  return emojis.find(({ names }) => names[surface] === name)?.emoji;
}

export function slackName(emoji: string): string {
  return nameOf("slack", emoji) ?? emoji;
}

/** The name a chat sends for an emoji; undefined for those the page does not offer. */
export function nameOf(surface: Surface, emoji: string): string | undefined {
  return emojis.find((known) => known.emoji === emoji)?.names[surface];
}
