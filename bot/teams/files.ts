import { answers } from "../../cards/answers.ts";
import type { OutgoingFile } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";

/** Shorter than anybody waits for the answer of a button in Teams. */
const UPLOAD_MS = 10_000;

/** Asks somebody whether they want a file: Teams lets a bot give none without. */
export function consentMessage({ name, title, body }: OutgoingFile, kept: string) {
  const content = {
    description: title,
    sizeInBytes: body.byteLength,
    acceptContext: { kept },
    declineContext: { kept },
  };
  const contentType = "application/vnd.microsoft.teams.card.file.consent";
  return { type: "message", summary: title, attachments: [{ contentType, name, content }] };
}

/** Shows the file where it lies now: in the person's own OneDrive. */
export function fileMessage(lies: {
  contentUrl: string;
  name: string;
  uniqueId: string;
  fileType: string;
}) {
  const { contentUrl, name, ...content } = lies;
  const contentType = "application/vnd.microsoft.teams.card.file.info";
  return {
    type: "message",
    summary: name,
    attachments: [{ contentType, contentUrl, name, content }],
  };
}

/** Puts a file where Teams said, in one piece. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export async function upload(url: string, { body, contentType }: OutgoingFile): Promise<void> {
  const response = await fetch(url, {
    method: "PUT",
    headers: {
      "content-type": contentType,
      "content-range": `bytes 0-${body.byteLength - 1}/${body.byteLength}`,
    },
    body: new Uint8Array(body),
    redirect: "error",
    signal: AbortSignal.timeout(UPLOAD_MS),
  }).catch(() => undefined);
  if (!response?.ok) throw new UserError(answers.fileNotTaken);
}
