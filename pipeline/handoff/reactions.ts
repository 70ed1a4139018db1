/** What an emoji on a lead's card means, and how strongly it counts for or against the score. */
export type Feedback = { outcome: string; weight: number };

const meanings: ReadonlyMap<string, Feedback> = new Map([
  ["👍", { outcome: "good", weight: 1 }],
  ["👎", { outcome: "bad_fit", weight: -1 }],
  ["🔥", { outcome: "hot", weight: 2 }],
  ["🧊", { outcome: "cold", weight: -1 }],
  ["⏰", { outcome: "bad_timing", weight: -0.5 }],
  ["🔁", { outcome: "duplicate", weight: 0 }],
  ["💰", { outcome: "won", weight: 3 }],
]);

/** The meaning of an emoji; null for one that means nothing to us. */
export function feedbackOf(emoji: string): Feedback | null {
  return meanings.get(plain(emoji)) ?? null;
}

/** Slack's short names, without the colons. https://docs.slack.dev/reference/events/reaction_added */
const slackNames: ReadonlyMap<string, string> = new Map([
  ["+1", "👍"],
  ["thumbsup", "👍"],
  ["-1", "👎"],
  ["thumbsdown", "👎"],
  ["fire", "🔥"],
  ["ice_cube", "🧊"],
  ["alarm_clock", "⏰"],
  ["repeat", "🔁"],
  ["moneybag", "💰"],
]);

/** The character behind Slack's name of a reaction, skin tone dropped; null for one we do not read. */
export function slackEmoji(name: string): string | null {
  return slackNames.get(name.replace(/::skin-tone-[2-6]$/, "")) ?? null;
}

/** Reactions that Teams calls by a word. https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/teams-reactions-reference */
const teamsNames: ReadonlyMap<string, string> = new Map([
  ["like", "👍"],
  ["yes", "👍"],
  ["dislike", "👎"],
  ["no", "👎"],
  ["fire", "🔥"],
  ["alarmclock", "⏰"],
]);

/**
 * The character behind a Teams reaction id: a word (`like`, `yes-tone3`), the character itself, or
 * an id that begins with its code points (`1f525_fire`). Null for one we do not read.
 */
export function teamsEmoji(id: string): string | null {
  const base = id.toLowerCase().replace(/-tone[1-5]$/, "");
  const emoji = teamsNames.get(base) ?? plain(spelled(base) ?? id);
  return meanings.has(emoji) ? emoji : null;
}

/** `1f525_fire`: the code points of an emoji in hexadecimal, then its name. */
function spelled(id: string): string | undefined {
  const [, codes] = /^([0-9a-f]{4,5}(?:-[0-9a-f]{4,5})*)(?:_|$)/.exec(id) ?? [];
  return (
    codes && String.fromCodePoint(...codes.split("-").map((code) => Number.parseInt(code, 16)))
  );
}

/** Without skin tones and variation selectors: 👍🏽 and 👍 are one opinion. */
function plain(emoji: string): string {
  return emoji.replaceAll(/[\u{1f3fb}-\u{1f3ff}\u{fe0e}\u{fe0f}]/gu, "");
}
