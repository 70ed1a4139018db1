import { z } from "zod";
import type { Card } from "../../cards/card.ts";
import { fileAnswers } from "../../cards/file-answers.ts";
import { noteCard } from "../../cards/note-card.ts";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import { download } from "../download.ts";
import { sayAnswer, whisper } from "../handlers/answer.ts";
import type { IncomingFile, Request } from "../handlers/request.ts";
import { isTableFile } from "../handlers/table-file.ts";
import type { Desk } from "./desk.ts";
import type { Said } from "./said.ts";

const NAME_LIMIT = 200;
const MOST_FILES = 5;
const SILENCE_MS = 10_000;

/** A file in somebody's own chat with us; its address is good for minutes, and for whoever has it. */
const Attached = z.object({
  contentType: z.literal("application/vnd.microsoft.teams.file.download.info"),
  name: z.string(),
  content: z.object({ downloadUrl: z.string().min(1), fileType: z.string().nullish() }),
});
type Attached = z.infer<typeof Attached>;

/** A message as HTML, which is all that a bot gets to see of a file in a channel. */
const Shown = z.object({ contentType: z.literal("text/html"), content: z.string() });

export function attachedFiles({ attachments }: Said): Attached[] {
  return (attachments ?? []).flatMap((one) => Attached.safeParse(one).data ?? []);
}

/** Whether a file hangs on a message whose bytes Teams keeps from us. */
export function hidesFile({ attachments }: Said): boolean {
  const shown = (attachments ?? []).flatMap((one) => Shown.safeParse(one).data ?? []);
  return shown.some(({ content }) => /<attachment\b/i.test(content));
}

/** Takes the lists of leads among the files somebody sent, and says what the rest is. */
export async function takeAttached(
  desk: Desk,
  request: Request,
  files: readonly Attached[],
): Promise<void> {
  for (const file of files.slice(0, MOST_FILES)) await takeFile(desk, request, file);
  if (files.length > MOST_FILES) await say(desk, request, fileAnswers.tooMany(MOST_FILES));
}

async function takeFile(desk: Desk, request: Request, attached: Attached): Promise<void> {
  const file = incomingFile(desk, attached);
  if (!isTableFile(file)) return say(desk, request, fileAnswers.notATable(file.name));
  const answer = await desk.handlers.file(request, file);
  const replace = (card: Card) => whisper(desk.port, request, card);
  await sayAnswer(desk.port, { request, openForm: null, replace }, answer);
}

function incomingFile({ isDriveUrl, log }: Desk, { name, content }: Attached): IncomingFile {
  const called = cleanLine(name, NAME_LIMIT) || `file.${content.fileType ?? "csv"}`;
  const lost = fileAnswers.notGiven(called, "Teams");
  const { downloadUrl: url } = content;
  const asked = { url, isAllowed: isDriveUrl, silenceMs: SILENCE_MS, lost, log };
  const read = async () => (await download(asked)).bytes;
  return { name: called, contentType: null, size: null, read };
}

function say(desk: Desk, request: Request, sentence: string): Promise<void> {
  return whisper(desk.port, request, noteCard(sentence));
}
