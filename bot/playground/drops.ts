import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { announceFile, findFile, takeFile } from "../../db/playground-files.ts";
import { UserError } from "../../pipeline/errors.ts";
import { surfaces } from "../../pipeline/surface.ts";
import { findColleague } from "./people.ts";
import type { Play } from "./play.ts";
import { sampleFile } from "./sample-file.ts";
import { dropInSlack } from "./slack-drop.ts";
import { dropInTeams } from "./teams-drop.ts";

const Dropped = z.object({
  as: z.string(),
  surface: z.enum(surfaces),
  channelId: z.string().min(1).max(300),
  name: z.string().min(1).max(200),
  text: z.string().max(4000).default(""),
});

/** Files that people drop on the page, and where the chats' apps get them from. */
export function drops(play: Play): Hono {
  const routes = new Hono();
  const token = Buffer.from(`Bearer ${play.botToken}`);

  routes.post("/_play/file", async (c) => {
    const dropped = Dropped.safeParse(c.req.query()).data;
    const who = findColleague(dropped?.as ?? "");
    if (!dropped || !who) return c.json({ ok: false, error: "Nobody here has that name." });
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length === 0) return c.json({ ok: false, error: `${dropped.name} is empty.` });
    const { name, channelId, text } = dropped;
    const about = { name, size: bytes.length, madeAt: play.now() };
    const id = await announceFile(play.db, about);
    await takeFile(play.db, id, bytes);
    const type = c.req.header("content-type") ?? "application/octet-stream";
    const drop = { channelId, text, file: { ...about, id, title: name }, type };
    try {
      await (dropped.surface === "slack" ? dropInSlack : dropInTeams)(play, who, drop);
      return c.json({ ok: true, answer: {} });
    } catch (error) {
      if (error instanceof UserError) return c.json({ ok: false, error: error.message });
      throw error;
    }
  });

  // Slack gives a file to whoever brings a token that may read files; to others, its sign-in page.
  routes.get("/_play/slack/files/:id", async (c) => {
    const given = Buffer.from(c.req.header("authorization") ?? "");
    const isOurs = given.length === token.length && timingSafeEqual(given, token);
    if (!isOurs) return c.html("<!doctype html><title>Sign in | Slack</title>");
    const file = await findFile(play.db, c.req.param("id"));
    if (!file?.body) return c.notFound();
    return c.body(new Uint8Array(file.body), 200, { "content-type": "application/octet-stream" });
  });

  routes.put("/_play/teams/upload/:id", async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const taken = await takeFile(play.db, c.req.param("id"), bytes);
    return taken ? c.json({ id: c.req.param("id") }, 201) : c.json({ error: "itemNotFound" }, 404);
  });

  routes.get("/_play/sample-leads.csv", (c) =>
    c.body(sampleFile, 200, { "content-type": "text/csv; charset=utf-8" }),
  );
  return routes;
}
