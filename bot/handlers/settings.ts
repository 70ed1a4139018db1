import { answers } from "../../cards/answers.ts";
import { getTenant } from "../../db/tenants.ts";
import { ChatRefused, type World } from "../../jobs/world.ts";
import { settingsToYaml } from "../../pipeline/ops/settings-yaml.ts";
import { readSettings } from "../settings/read-settings.ts";
import { note } from "./act.ts";
import type { Answer, Request } from "./request.ts";

/** Gives an admin the settings as a file, in their own messages with the bot. */
export async function sendSettings(world: World, { who }: Request): Promise<Answer> {
  const tenant = await getTenant(world.db, who.tenantId);
  const settings = await world.db.inTenant(who.tenantId, readSettings);
  const body = Buffer.from(settingsToYaml(settings, tenant?.name ?? "Baton"));
  const day = world.now().toISOString().slice(0, 10);
  try {
    await world.chat[who.surface]?.sendFile(who.tenantId, who.userId, {
      name: `baton-settings-${day}.yaml`,
      title: `Baton settings, ${day}`,
      contentType: "application/yaml",
      body,
    });
  } catch (error) {
    if (!(error instanceof ChatRefused)) throw error;
    return note(answers.noFile(error.reason));
  }
  return note(answers.settingsSent);
}
