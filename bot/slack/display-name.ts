import type { WebClient } from "@slack/web-api";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import { within } from "./within.ts";

const MOST_NAME = 80;
/** A name is worth a second: what somebody asked for in the chat must open within three. */
const ASK_MS = 1_000;

/** What colleagues call somebody; null where Slack does not say, or not soon. */
export async function displayName(client: WebClient, userId: string): Promise<string | null> {
  const found = await within(ASK_MS, client.users.info({ user: userId }));
  const { profile, real_name } = found?.user ?? {};
  return tidyName(profile?.display_name || profile?.real_name || real_name);
}

/** A name as it may be kept and shown: on one line, visible characters, not endless. */
export function tidyName(name: string | null | undefined): string | null {
  return cleanLine(name ?? "", MOST_NAME) || null;
}
