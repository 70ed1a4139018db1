import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import { z } from "zod";
import { fileAnswers } from "../../cards/file-answers.ts";
import { UserError } from "../../pipeline/errors.ts";
import { cleanLine } from "../../pipeline/ingest/clean-text.ts";
import { download } from "../download.ts";
import type { IncomingFile } from "../handlers/request.ts";
import { isTableFile } from "../handlers/table-file.ts";

const NAME_LIMIT = 200;

/** What Slack says of a file. Of some it says the id only, and wants to be asked. */
export const SlackFile = z.object({
  id: z.string().regex(/^[A-Z0-9]{2,40}$/),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  /** `tombstone`: deleted. */
  mode: z.string().nullish(),
  /** Lies at another service, and Slack has only the link. */
  is_external: z.boolean().nullish(),
  url_private_download: z.string().nullish(),
});
export type SlackFile = z.infer<typeof SlackFile>;

/** Opens a file with the bot's token. */
export type OpenFile = (file: {
  name: string;
  url: string;
  botToken: string;
}) => Promise<AsyncIterable<Uint8Array>>;

/** Whether a file is, or may turn out to be, a list of leads. */
export function mayBeTable({ name, mimetype }: { name?: string; mimetype?: string }): boolean {
  return !name || isTableFile({ name, contentType: mimetype ?? null });
}

/** A file with everything that is known of it. */
export async function wholeFile(client: WebClient, file: SlackFile): Promise<SlackFile> {
  if (file.url_private_download || file.is_external || file.mode === "tombstone") return file;
  try {
    const found = await client.files.info({ file: file.id });
    return SlackFile.parse(found.file);
  } catch (error) {
    const said = error instanceof WebAPIPlatformError ? error.data.error : "";
    if (said === "missing_scope") throw new UserError(fileAnswers.noScope, { cause: error });
    if (said === "file_not_found" || said === "file_deleted") return { ...file, mode: "tombstone" };
    throw error;
  }
}

/** The file as it is taken in, or why it cannot be. Nothing is downloaded before somebody reads it. */
export function incomingFile(
  file: SlackFile,
  botToken: string,
  open: OpenFile,
): IncomingFile | string {
  if (file.mode === "tombstone") return fileAnswers.deleted;
  const name = cleanLine(file.name ?? "", NAME_LIMIT) || file.id;
  const { url_private_download: url, mimetype, size, is_external } = file;
  const incoming = { name, contentType: mimetype ?? null, size: size ?? null };
  if (!isTableFile(incoming)) return fileAnswers.notATable(name);
  if (is_external || !url) return fileAnswers.elsewhere(name);
  return { ...incoming, read: () => open({ name, url, botToken }) };
}

/** Without the scope `files:read`, Slack answers with its sign-in page instead of the file. */
export function fileOpener(apiUrl: string, silenceMs: number, log: Logger): OpenFile {
  const isAllowed = isFileUrl(apiUrl);
  return async ({ name, url, botToken }) => {
    const headers = { authorization: `Bearer ${botToken}` };
    const lost = fileAnswers.notGiven(name, "Slack");
    const { contentType, bytes } = await download({
      url,
      headers,
      isAllowed,
      silenceMs,
      lost,
      log,
    });
    if (!/^text\/html\b/i.test(contentType)) return bytes;
    await bytes[Symbol.asyncIterator]().return?.();
    throw new UserError(fileAnswers.noScope);
  };
}

/** Where our token may go: Slack's own hosts, or the stand-in that `apiUrl` names. */
export function isFileUrl(apiUrl: string): (url: string) => boolean {
  const standIn = new URL(apiUrl).origin;
  return (text) => {
    const url = URL.parse(text);
    if (!url || url.username || url.password) return false;
    const isSlack = url.protocol === "https:" && url.port === "";
    return url.origin === standIn || (isSlack && slackHost.test(url.hostname));
  };
}

const slackHost = /^(?:[\w-]+\.)*(?:slack\.com|slack-files\.com)$/;
