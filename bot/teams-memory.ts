import { z } from "zod";
import type { Db, Tx } from "../db/client.ts";
import {
  forgetConversation,
  type Known,
  latestConversation,
  personalConversation,
  recallConversation,
  rememberConversation,
  renewConversation,
} from "../db/conversations.ts";
import { readDraft, saveDraft, takeDraft } from "../db/drafts.ts";
import { isId } from "../db/ids.ts";
import { findPersonByIdentity } from "../db/people.ts";
import { NotFound } from "../pipeline/errors.ts";
import type { TeamsMemory } from "./teams/memory.ts";

const surface = "teams";

const Conversation = z.object({
  conversationId: z.string(),
  kind: z.enum(["personal", "groupChat", "channel"]),
  teamId: z.string().nullable().default(null), // absent in what was noted before teams were
  serviceUrl: z.string(),
  botId: z.string(),
  userId: z.string(),
  aadObjectId: z.string().nullable().default(null),
  entraTenantId: z.string(),
});

const File = z.object({
  name: z.string(),
  title: z.string(),
  contentType: z.string(),
  body: z.base64().transform((text) => Buffer.from(text, "base64")),
});

/**
 * Where Teams was heard, kept in the database: any worker may speak there, and a restart forgets
 * nothing. `isServiceUrl` says what may be kept at all, since that is where posts will go.
 */
export function teamsMemory(db: Db, isServiceUrl: (url: string) => boolean): TeamsMemory {
  return {
    async remember(tenantId, conversation) {
      const { conversationId, kind, userId, teamId, serviceUrl } = conversation;
      if (!isServiceUrl(serviceUrl)) return;
      const belonging = { userId: kind === "personal" ? userId : null, teamId };
      await db.inTenant(tenantId, (tx) =>
        rememberConversation(tx, surface, conversationId, belonging, conversation),
      );
    },
    async renew(tenantId, conversationId, serviceUrl) {
      if (!isServiceUrl(serviceUrl)) return;
      await db.inTenant(tenantId, (tx) =>
        renewConversation(tx, surface, conversationId, { serviceUrl }),
      );
    },
    forget: (tenantId, conversationId, teamId) =>
      db.inTenant(tenantId, (tx) => forgetConversation(tx, surface, conversationId, teamId)),
    recall: (tenantId, conversationId) =>
      db.inTenant(tenantId, async (tx) =>
        read(await recallConversation(tx, surface, conversationId)),
      ),
    personal: (tenantId, userId) =>
      db.inTenant(tenantId, async (tx) =>
        read(await personalConversation(tx, surface, userId, "aadObjectId")),
      ),
    latest: (tenantId) =>
      db.inTenant(tenantId, async (tx) => {
        const found = await latestConversation(tx, surface);
        return found && Conversation.parse(found.reference);
      }),
    keepForOne: (tenantId, userId, card) =>
      db.inTenant(tenantId, async (tx) =>
        saveDraft(tx, "whisper", await ownerOf(tx, userId), card, new Date()),
      ),
    keepFile: (tenantId, userId, { body, ...file }) =>
      db.inTenant(tenantId, async (tx) => {
        const sealed = { ...file, body: body.toString("base64") };
        return saveDraft(tx, "file", await ownerOf(tx, userId), sealed, new Date());
      }),
    readFile: (tenantId, userId, kept) =>
      db.inTenant(tenantId, async (tx) => {
        if (!isId(kept)) return undefined;
        const found = await readDraft(tx, kept, "file", await ownerOf(tx, userId), new Date());
        return found === undefined ? undefined : File.parse(found);
      }),
    dropFile: (tenantId, userId, kept) =>
      db.inTenant(tenantId, async (tx) => {
        if (isId(kept)) await takeDraft(tx, kept, "file", await ownerOf(tx, userId), new Date());
      }),
  };
}

function read(known: Known | undefined) {
  if (!known) return undefined;
  return known.gone ? "gone" : Conversation.parse(known.reference);
}

async function ownerOf(tx: Tx, userId: string): Promise<string> {
  const person = await findPersonByIdentity(tx, surface, userId);
  if (!person) throw new NotFound("person", userId);
  return person.personId;
}
