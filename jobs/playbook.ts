import type { Tx } from "../db/client.ts";
import { findSetting } from "../db/settings.ts";
import { defaultReturning, Returning } from "../pipeline/assign/returning.ts";
import { defaultResearchSettings, ResearchSettings } from "../pipeline/enrich/research-settings.ts";
import { defaultPlaybook, Playbook } from "../pipeline/score/playbook.ts";

/** The tenant's own idea of a good lead, or the default one. A stored playbook that no longer parses is an error, never ignored. */
export async function readPlaybook(tx: Tx): Promise<Playbook> {
  const stored = await findSetting(tx, "playbook");
  return stored === undefined ? defaultPlaybook : Playbook.parse(stored);
}

/** For how long a company that comes back goes to whoever had it. */
export async function readReturning(tx: Tx): Promise<Returning> {
  const stored = await findSetting(tx, "returning");
  return stored === undefined ? defaultReturning : Returning.parse(stored);
}

/** What of the web may be read for this tenant, and what that may cost. */
export async function readResearchSettings(tx: Tx): Promise<ResearchSettings> {
  const stored = await findSetting(tx, "research");
  return stored === undefined ? defaultResearchSettings : ResearchSettings.parse(stored);
}
