import { z } from "zod";
import type { Check } from "../../cards/doctor-card.ts";
import type { Db } from "../../db/client.ts";
import { latestConversation, readChatState } from "../../db/conversations.ts";

const name = "Teams conversations";

/** Our id in a conversation is `28:` and the app's. */
const Heard = z.object({ botId: z.string() });

/** Where Baton may speak in Teams, as which app, and what went wrong there in the last hour; nothing where it was never heard. */
export async function checkTeams(db: Db, tenantId: string): Promise<Check[]> {
  const { state, latest } = await db.inTenant(tenantId, async (tx) => ({
    state: await readChatState(tx, "teams"),
    latest: await latestConversation(tx, "teams"),
  }));
  const { known, gone, lastError } = state;
  if (known + gone === 0) return [];
  if (known === 0) {
    const fix = "Add Baton to a team or chat again; nothing was lost.";
    return [{ name, ok: false, detail: "Baton was removed from all of them", fix }];
  }
  const app = Heard.safeParse(latest?.reference).data?.botId.replace(/^28:/, "") ?? "no app";
  const detail = `${known} known, as ${app}`;
  if (lastError === null) return [{ name, ok: true, detail, fix: null }];
  const fix = "Is TEAMS_APP_PASSWORD still the app's secret, and Baton still in the team?";
  return [{ name, ok: false, detail: `${detail}; last error: ${lastError}`, fix }];
}
