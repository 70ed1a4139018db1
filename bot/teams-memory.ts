import { z } from "zod";
import type { Db } from "../db/client.ts";
import {
  latestConversation,
  recallConversation,
  rememberConversation,
} from "../db/conversations.ts";
import { saveDraft } from "../db/drafts.ts";
import { findPersonByIdentity } from "../db/people.ts";
import { NotFound } from "../pipeline/errors.ts";
import type { TeamsMemory } from "./teams/memory.ts";

const Conversation = z.object({
  conversationId: z.string(),
  kind: z.enum(["personal", "groupChat", "channel"]),
  serviceUrl: z.string(),
  botId: z.string(),
  userId: z.string(),
  entraTenantId: z.string(),
});

/** Where Teams was heard, kept in the database: any worker may speak there, and a restart forgets nothing. */
export function teamsMemory(db: Db): TeamsMemory {
  const read = (stored: unknown) => (stored === undefined ? undefined : Conversation.parse(stored));
  return {
    remember: (tenantId, conversation) => {
      const { conversationId, kind, userId } = conversation;
      const personal = kind === "personal" ? userId : null;
      return db.inTenant(tenantId, (tx) =>
        rememberConversation(tx, "teams", conversationId, personal, conversation),
      );
    },
    recall: (tenantId, conversationId) =>
      db.inTenant(tenantId, async (tx) =>
        read(await recallConversation(tx, "teams", conversationId)),
      ),
    personal: (tenantId, userId) =>
      db.inTenant(tenantId, async (tx) => read(await latestConversation(tx, "teams", userId))),
    latest: (tenantId) =>
      db.inTenant(tenantId, async (tx) => read(await latestConversation(tx, "teams", null))),
    keepForOne: (tenantId, userId, card) =>
      db.inTenant(tenantId, async (tx) => {
        const person = await findPersonByIdentity(tx, "teams", userId);
        if (!person) throw new NotFound("person", userId);
        return saveDraft(tx, "whisper", person.personId, card, new Date());
      }),
  };
}
