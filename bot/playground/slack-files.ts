import { type Context, Hono } from "hono";
import { announceFile, findFile, nameFile, takeFile } from "../../db/playground-files.ts";
import { addMessage } from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { isObject } from "./json.ts";
import { bot } from "./people.ts";
import { FILE_MB, type Play } from "./play.ts";
import { need, nested, SlackRefusal, textOf } from "./slack-call.ts";
import { writableChannel } from "./slack-chat.ts";
import { slackFileOf } from "./slack-drop.ts";

/** files.getUploadURLExternal: where a file of this size may be put. */
export async function uploadUrl(play: Play, args: Json) {
  const name = need(args, "filename");
  const size = Number(args.length);
  if (!Number.isInteger(size) || size < 1) throw new SlackRefusal("invalid_arguments");
  if (size > FILE_MB * 1024 * 1024) throw new SlackRefusal("file_upload_size_restricted");
  const id = await announceFile(play.db, { name, size, madeAt: play.now() });
  return { upload_url: `${play.baseUrl()}/_play/slack/upload/${id}`, file_id: id };
}

/** files.info */
export async function fileInfo(play: Play, args: Json) {
  const file = await findFile(play.db, need(args, "file"));
  if (!file?.body) throw new SlackRefusal("file_not_found");
  return { file: slackFileOf(play, file, "application/octet-stream") };
}

/** files.completeUploadExternal: shows files that were put there, in one message. */
export async function completeUpload(play: Play, args: Json) {
  const given = nested(args, "files", "invalid_arguments");
  const asked = Array.isArray(given) ? given.filter(isObject) : [];
  const files = await Promise.all(
    asked.map(async ({ id, title }) => {
      const file = await nameFile(play.db, String(id), String(title ?? id));
      if (!file) throw new SlackRefusal("file_not_found");
      return { id: file.id, name: file.name, title: file.title, size: file.size };
    }),
  );
  if (files.length === 0) throw new SlackRefusal("invalid_arguments");

  const channelId = textOf(args, "channel_id") ?? textOf(args, "channels");
  if (channelId) {
    await addMessage(play.db, {
      surface: "slack",
      channelId: writableChannel(channelId).id,
      threadId: textOf(args, "thread_ts") ?? null,
      authorId: bot.slack,
      onlyFor: null,
      text: textOf(args, "initial_comment") ?? "",
      body: { files },
      postedAt: play.now(),
    });
  }
  return { files };
}

/** Where the bytes of a file go, and where people get them from. */
export function slackFiles(play: Play): Hono {
  const routes = new Hono();
  routes.post("/_play/slack/upload/:id", async (c) => {
    const taken = await takeFile(play.db, c.req.param("id"), await bytesOf(c));
    return taken ? c.text("OK") : c.text("not expected", 400);
  });
  routes.get("/_play/files/:id", async (c) => {
    const file = await findFile(play.db, c.req.param("id"));
    if (!file?.body) return c.notFound();
    return c.body(new Uint8Array(file.body), 200, {
      "content-type": "application/octet-stream", // whatever it is, it is saved, never shown
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  });
  return routes;
}

/** The SDK sends the bytes as they are; others send a form with one file. */
async function bytesOf(c: Context): Promise<Uint8Array> {
  if (!c.req.header("content-type")?.startsWith("multipart/")) {
    return new Uint8Array(await c.req.arrayBuffer());
  }
  const [file] = Object.values(await c.req.parseBody());
  return new Uint8Array(file instanceof File ? await file.arrayBuffer() : []);
}
