import type { Said } from "./said.ts";

/**
 * What somebody wrote to the bot, without the mention of the bot. Mentions of other people and the
 * rest of Teams' mark-up stay: the command grammar reads them.
 */
export function speechOf({ text, entities, recipient }: Said): string {
  let speech = (text ?? "").replaceAll("&nbsp;", " ");
  for (const entity of entities ?? []) {
    if (entity?.mentioned.id === recipient.id) speech = speech.replaceAll(entity.text, " ");
  }
  // Some clients mention without an entity, or wrap the whole message in a paragraph.
  return speech.replace(/^(?:\s|<(?:p|div)\b[^<>]*>|<at\b[^<>]*>[^<>]*<\/at>)+/i, "").trim();
}
