import type { TurnContext } from "botbuilder";
import { z } from "zod";
import { answers } from "../../cards/answers.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { fileMessage, upload } from "./files.ts";
import type { Reply } from "./reply.ts";

/** What somebody chose on the card that offers them a file. */
export const Consent = z.object({
  action: z.enum(["accept", "decline"]),
  context: z.object({ kept: z.string() }),
  uploadInfo: z
    .object({
      contentUrl: z.string(),
      name: z.string(),
      uploadUrl: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .nullish(),
});

/** Puts an accepted file into the person's OneDrive and shows where it is; a declined one is forgotten. */
export async function onConsent(
  desk: Desk,
  { action, context, uploadInfo }: z.infer<typeof Consent>,
  { who, place }: Request,
  turn: TurnContext,
): Promise<Reply> {
  const { tenantId, userId } = who;
  if (action === "decline") {
    await desk.memory.dropFile(tenantId, userId, context.kept);
    await turn.sendActivity(answers.fileDeclined);
    return { status: 200 };
  }
  const file = await desk.memory.readFile(tenantId, userId, context.kept);
  if (!file) throw new UserError(answers.fileGone);
  if (!uploadInfo || !desk.isDriveUrl(uploadInfo.uploadUrl)) {
    throw new UserError(answers.fileNowhere);
  }

  const { uploadUrl, ...lies } = uploadInfo;
  await upload(uploadUrl, file);
  await desk.memory.dropFile(tenantId, userId, context.kept);
  await turn.sendActivity(fileMessage(lies));
  if (place.messageId) await turn.deleteActivity(place.messageId); // it cannot be accepted twice
  return { status: 200 };
}
