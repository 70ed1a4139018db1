import { noteCard } from "../../cards/note-card.ts";
import { words } from "../../cards/words.ts";
import { isStray } from "../../db/effects.ts";
import { isId } from "../../db/ids.ts";
import type { World } from "../../jobs/world.ts";
import type { Answer, Press, Request } from "./request.ts";

/**
 * A post whose answer was lost is posted once more, and the first copy may be there as well. A
 * press on that one counts, and then it steps aside for the copy that is kept up to date.
 */
export async function retireStray(
  world: World,
  { who, place }: Request,
  { args }: Press,
  answer: Answer,
): Promise<Answer> {
  const { messageId, channelId } = place;
  const { lead } = args;
  if (answer.kind !== "replace" || !messageId || !lead || !isId(lead)) return answer;
  const at = { surface: who.surface, channelId, messageId };
  const stray = await world.db.inTenant(who.tenantId, (tx) => isStray(tx, lead, at));
  return stray ? { ...answer, card: noteCard(words.cardMoved) } : answer;
}
