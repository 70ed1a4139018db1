/** What makes a post look like a machine's. `repeated` is told by the door, which sees many posts. */
export const spamReasons = ["honeypot", "too_fast", "links", "repeated"] as const;
export type SpamReason = (typeof spamReasons)[number];

/** How a door tells machines from people. */
export type SpamRules = {
  /** Fields no person sees, so no person fills in. */
  honeypot: readonly string[];
  /** Somebody who read the form took at least so long; 0 asks nothing. */
  minSeconds: number;
  /** More links than this in one message are an advertisement. */
  maxLinks: number;
};

/** Names under which forms hide a trap, where a door names none of its own. */
export const usualHoneypots: readonly string[] = [
  "_hp",
  "_honey",
  "_honeypot",
  "honeypot",
  "_gotcha",
  "bot-field",
  "website_confirm",
  "email_confirm_hidden",
];

const link = /https?:\/\/|\bwww\.|<a\s[^>]*href|\[url[=\]]/gi;

/** Why a post looks like spam; undefined where it does not. */
export function looksLikeSpam(
  post: { trap: string; openedMs: number | null; sentMs: number; text: string },
  rules: SpamRules,
): SpamReason | undefined {
  if (post.trap.trim() !== "") return "honeypot";
  const took = post.openedMs === null ? null : post.sentMs - post.openedMs;
  if (took !== null && took >= 0 && took < rules.minSeconds * 1_000) return "too_fast";
  return (post.text.match(link)?.length ?? 0) > rules.maxLinks ? "links" : undefined;
}

const mark = "spam_";

/** The flag of a lead under which the reason travels to the summary. */
export function spamFlag(reason: SpamReason): string {
  return mark + reason;
}

/** The reason an arrival was taken for spam. */
export function spamReasonIn(flags: readonly string[]): SpamReason | undefined {
  return spamReasons.find((reason) => flags.includes(spamFlag(reason)));
}

/** The flags without what made it spam: somebody said that it is none. */
export function withoutSpam(flags: readonly string[]): string[] {
  return flags.filter((flag) => !flag.startsWith(mark));
}
