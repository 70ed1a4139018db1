import type { Check } from "../../cards/doctor-card.ts";
import type { Db } from "../../db/client.ts";
import { findSlackInstallOf } from "../../db/slack-installs.ts";
import { missingScopes } from "./scopes.ts";

const name = "Slack install";

/** Whether Slack still lets us in, and to everything we need; nothing where it was never connected. */
export async function checkSlackInstall(db: Db, tenantId: string): Promise<Check[]> {
  const install = await findSlackInstallOf(db, tenantId);
  if (!install) return [];
  const place = install.name ?? install.team;
  if (install.revokedAt) {
    const fix = "Add Baton to Slack again at /slack/install; nothing was lost.";
    return [{ name, ok: false, detail: `${place} removed Baton`, fix }];
  }
  if (!install.scopes) return [];
  const missing = missingScopes(install.scopes);
  if (missing.length === 0) return [{ name, ok: true, detail: `${place}, all scopes`, fix: null }];
  const detail = `${place} did not grant ${missing.map(({ scope }) => scope).join(", ")}`;
  const lost = missing.map(({ scope, why }) => `${scope} ${why}`).join("; ");
  const fix = `Update the app from \`baton manifest slack\`, then install it again. ${lost}.`;
  return [{ name, ok: false, detail, fix }];
}
