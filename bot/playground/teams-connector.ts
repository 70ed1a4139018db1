import { type Context, Hono } from "hono";
import {
  addMessage,
  deleteMessage,
  editMessage,
  findMessage,
} from "../../db/playground-messages.ts";
import type { Json } from "../../db/playground-schema.ts";
import { type Channel, dmOf, findChannel, isIn } from "./channels.ts";
import { isObject, parseJson } from "./json.ts";
import { bot, type Colleague, findColleague, people, teamsTenantId } from "./people.ts";
import type { Play } from "./play.ts";

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const MAX_BYTES = 100 * 1024;

/** A no in the connector's own shape. */
class ConnectorRefusal extends Error {
  override readonly name = "ConnectorRefusal";
  readonly status: 400 | 403 | 404 | 413;

  constructor(status: 400 | 403 | 404 | 413, code: string) {
    super(code);
    this.status = status;
  }
}

/** The pretend Teams as bots see it: where they post, edit and delete what they say. */
export function teamsConnector(play: Play): Hono {
  const routes = new Hono().basePath("/_play/teams/v3/conversations");

  routes.onError((error, c) => {
    if (!(error instanceof ConnectorRefusal)) throw error;
    return c.json({ error: { code: error.message, message: error.message } }, error.status);
  });

  routes.post("/", async (c) => c.json(await create(play, await readBody(c)), 201));
  routes.post("/:id/activities/:replyTo?", async (c) => {
    const { channel, threadId } = conversationOf(c);
    const thread = threadId ?? (await threadOf(play, channel, c.req.param("replyTo")));
    return c.json(await post(play, channel, thread, await readBody(c)), 201);
  });
  routes.put("/:id/activities/:activity", async (c) => {
    const at = await ownActivity(play, c);
    await editMessage(play.db, at, contentOf(await readBody(c)));
    return c.json({ id: at.id });
  });
  routes.delete("/:id/activities/:activity", async (c) => {
    await deleteMessage(play.db, await ownActivity(play, c));
    return c.body(null, 200);
  });
  routes.get("/:id/members", (c) => c.json(members(c)));
  routes.get("/:id/pagedmembers", (c) => c.json({ members: members(c), continuationToken: null }));
  routes.get("/:id/members/:member", (c) => {
    const person = findColleague(c.req.param("member"));
    if (!person || !isIn(conversationOf(c).channel, person.ids.teams)) {
      throw new ConnectorRefusal(404, "MemberNotFoundInConversation");
    }
    return c.json(memberOf(person));
  });
  return routes;
}

/** A conversation with one person, or a new thread in a channel. */
async function create(play: Play, body: Json): Promise<Json> {
  const [member] = Array.isArray(body.members) ? body.members : [];
  const person = isObject(member) ? findColleague(String(member.id)) : undefined;
  const data = isObject(body.channelData) ? body.channelData : {};
  const target = isObject(data.channel) ? findChannel("teams", String(data.channel.id)) : undefined;
  const channel = target ?? (person && dmOf("teams", person));
  if (!channel) throw new ConnectorRefusal(404, "ConversationNotFound");

  if (!isObject(body.activity)) return { id: channel.id };
  const { id } = await post(play, channel, null, body.activity);
  return { id: channel.owner ? channel.id : `${channel.id};messageid=${id}`, activityId: id };
}

async function post(play: Play, channel: Channel, threadId: string | null, activity: Json) {
  if (activity.type === "typing") return { id: "typing" };
  const row = await addMessage(play.db, {
    surface: "teams",
    channelId: channel.id,
    threadId,
    authorId: bot.teams,
    onlyFor: null,
    ...contentOf(activity),
    postedAt: play.now(),
  });
  return { id: row.id };
}

function contentOf({ text, summary, attachments }: Json): { text: string; body: Json } {
  const cards = Array.isArray(attachments) ? attachments : [];
  if (typeof text !== "string" && cards.length === 0) throw new ConnectorRefusal(400, "BadSyntax");
  return {
    text: typeof text === "string" ? text : "",
    body: { summary: typeof summary === "string" ? summary : null, attachments: cards },
  };
}

function conversationOf(c: Context): { channel: Channel; threadId: string | null } {
  const id = c.req.param("id") ?? "";
  const channel = findChannel("teams", id);
  if (!channel) throw new ConnectorRefusal(404, "ConversationNotFound");
  return { channel, threadId: /;messageid=(.+)$/.exec(id)?.[1] ?? null };
}

/** In a channel an answer joins the thread; a private chat has none. */
async function threadOf(play: Play, channel: Channel, replyTo: string | undefined) {
  if (channel.owner || !replyTo) return null;
  const row = await findMessage(play.db, { surface: "teams", channelId: channel.id, id: replyTo });
  return row ? (row.threadId ?? row.id) : null;
}

async function ownActivity(play: Play, c: Context) {
  const { channel } = conversationOf(c);
  const id = c.req.param("activity") ?? "";
  const row = await findMessage(play.db, { surface: "teams", channelId: channel.id, id });
  if (!row) throw new ConnectorRefusal(404, "ActivityNotFoundInConversation");
  if (row.authorId !== bot.teams) throw new ConnectorRefusal(403, "MessageNotFromBot");
  return row;
}

async function readBody(c: Context): Promise<Json> {
  const raw = await c.req.text();
  if (Buffer.byteLength(raw) > MAX_BYTES) throw new ConnectorRefusal(413, "MessageSizeTooBig");
  const body = parseJson(raw);
  if (!isObject(body)) throw new ConnectorRefusal(400, "BadSyntax");
  return body;
}

function members(c: Context): Json[] {
  const { channel } = conversationOf(c);
  return people.filter(({ ids }) => isIn(channel, ids.teams)).map(memberOf);
}

function memberOf({ ids, name, email, aadObjectId }: Colleague): Json {
  return {
    id: ids.teams,
    name,
    email,
    userPrincipalName: email,
    aadObjectId,
    objectId: aadObjectId,
    tenantId: teamsTenantId,
    userRole: "user",
  };
}
