import { z } from "zod";

const Account = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});

/** The part of an activity that we read, checked once; the rest of it is none of our business. */
export const Said = z.object({
  type: z.string(),
  id: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().nullish(),
  serviceUrl: z.string(),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.enum(["personal", "groupChat", "channel"]).catch("channel"),
    tenantId: z.string().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.object({ id: z.string() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  entities: z
    .array(
      z.object({ type: z.string(), text: z.string(), mentioned: Account }).nullable().catch(null),
    )
    .nullish(),
  attachments: z.array(z.unknown()).nullish().catch(null),
  membersAdded: z.array(Account).nullish(),
  membersRemoved: z.array(Account).nullish(),
  reactionsAdded: z.array(z.object({ type: z.string() })).nullish(),
  reactionsRemoved: z.array(z.object({ type: z.string() })).nullish(),
});
export type Said = z.infer<typeof Said>;

/** The customer's Entra tenant, as Microsoft states it. */
export function entraTenantOf({ conversation, channelData }: Said): string | undefined {
  return conversation.tenantId ?? channelData?.tenant?.id;
}

/** The conversation without the thread: `19:…@thread.tacv2;messageid=…` is still the same channel. */
export function conversationIdOf({ conversation }: Said): string {
  const [id] = conversation.id.split(threadMark);
  return id ?? conversation.id;
}

/** The thread of a channel that something was said in: the id of its first message. */
export function threadIdOf({ conversation }: Said): string | undefined {
  return conversation.id.split(threadMark)[1];
}

/** A conversation's id with a thread of it named. */
export function inThread(conversationId: string, threadId: string | undefined): string {
  return threadId === undefined ? conversationId : `${conversationId}${threadMark}${threadId}`;
}

const threadMark = ";messageid=";
