/** What an emoji on a lead's card means, and how strongly it counts for or against the score. */
export type Feedback = { outcome: string; weight: number };

const meanings: Record<string, Feedback> = {
  "👍": { outcome: "good", weight: 1 },
  "👎": { outcome: "bad_fit", weight: -1 },
  "🔥": { outcome: "hot", weight: 2 },
  "🧊": { outcome: "cold", weight: -1 },
  "⏰": { outcome: "bad_timing", weight: -0.5 },
  "🔁": { outcome: "duplicate", weight: 0 },
  "💰": { outcome: "won", weight: 3 },
};

/** The meaning of an emoji; null for one that means nothing to us. */
export function feedbackOf(emoji: string): Feedback | null {
  return meanings[plain(emoji)] ?? null;
}

/** Slack's short names, without the colons. https://docs.slack.dev/reference/events/reaction_added */
const slackNames: Record<string, string> = {
  "+1": "👍",
  thumbsup: "👍",
  "-1": "👎",
  thumbsdown: "👎",
  fire: "🔥",
  ice_cube: "🧊",
  alarm_clock: "⏰",
  repeat: "🔁",
  moneybag: "💰",
};

/** The character behind Slack's name of a reaction, skin tone dropped; null for one we do not read. */
export function slackEmoji(name: string): string | null {
  return slackNames[name.replace(/::skin-tone-\d$/, "")] ?? null;
}

/** The six reactions Teams always had. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages */
const teamsNames: Record<string, string> = {
  like: "👍",
  yes: "👍",
  dislike: "👎",
  no: "👎",
};

/**
 * The character behind a Teams reaction id: a classic name, the character itself, or an id that
 * begins with its code points (`1f525_fire`). Null for one we do not read.
 */
export function teamsEmoji(id: string): string | null {
  const named = teamsNames[id.toLowerCase()];
  if (named) return named;
  const [, codes] = /^((?:[0-9a-f]{4,5})(?:-[0-9a-f]{4,5})*)(?:_|$)/i.exec(id) ?? [];
  const points = codes?.split("-").map((code) => Number.parseInt(code, 16)) ?? [];
  if (points.some((point) => point > 0x10ffff)) return null;
  const emoji = plain(codes ? String.fromCodePoint(...points) : id);
  return emoji in meanings ? emoji : null;
}

/** Without skin tones and variation selectors: 👍🏽 and 👍 are one opinion. */
function plain(emoji: string): string {
  return emoji.replaceAll(/[\u{1f3fb}-\u{1f3ff}\u{fe0e}\u{fe0f}]/gu, "");
}
