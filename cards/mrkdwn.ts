import type { Line, Run } from "./card.ts";
import { clean, clip, safeUrl } from "./clean.ts";

const lookalikes: Record<string, string> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/**
 * The one place where outside text becomes Slack mark-up. Slack has no escape for its style
 * characters, so those that could start or end a style are swapped for look-alikes;
 * the underscores of `first_name@…` stay.
 */
export function escapeMrkdwn(text: string): string {
  return clean(text)
    .replaceAll(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (char) => lookalikes[char] ?? char)
    .replaceAll(/^(\s*)>/gm, "$1›")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

/** Text for Slack's plain_text objects, which know no mark-up; still nothing in it looks like a ping. */
export function plainText(text: string, max: number): string {
  const flat = clean(text).replaceAll(/\s+/g, " ").trim();
  return clip(flat.replaceAll(/<(?=[!@#])/g, "‹"), max) || "–";
}

/** A line as mrkdwn of at most `max` characters. */
export function mrkdwn(line: Line, max: number): string {
  let out = "";
  for (const run of line) out += fitted(run, max - out.length);
  return out;
}

/** Escaping makes text longer, so text that does not fit is cut before it is escaped. */
function fitted(run: Run, room: number): string {
  const whole = typeof run === "string" ? run : "name" in run ? run.name : run.text;
  let text = whole;
  let out = dressed(run, text);
  while (out.length > room) {
    if (text.length < 2) return "";
    text = clip(whole, Math.floor(text.length * 0.8));
    out = dressed(run, text);
  }
  return out;
}

function dressed(run: Run, text: string): string {
  const escaped = escapeMrkdwn(text);
  if (typeof run === "string" || escaped.trim() === "") return escaped;
  if (run.kind === "bold") return `*${escaped.trim()}*`;
  if (run.kind === "person") return escaped;
  const url = safeUrl(run.url);
  if (!url) return escaped;
  const label = escaped.replaceAll("\n", " ").replaceAll("|", "¦");
  return `<${url.replaceAll("&", "&amp;")}|${label}>`;
}
