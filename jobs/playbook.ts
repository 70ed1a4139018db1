import type { Tx } from "../db/client.ts";
import { findSetting } from "../db/settings.ts";
import { defaultPlaybook, Playbook } from "../pipeline/score/playbook.ts";

/** The tenant's own idea of a good lead, or the default one. A stored playbook that no longer parses is an error, never ignored. */
export async function readPlaybook(tx: Tx): Promise<Playbook> {
  const stored = await findSetting(tx, "playbook");
  return stored === undefined ? defaultPlaybook : Playbook.parse(stored);
}
