import { listMail } from "../../db/playground-mail.ts";
import { listMessages, listReactions, type PlayMessage } from "../../db/playground-messages.ts";
import { findHome, openViews, type PlayView } from "../../db/playground-views.ts";
import type { Surface } from "../../pipeline/surface.ts";
import { type Channel, channelsOf } from "./channels.ts";
import { emojis } from "./emoji.ts";
import { isObject } from "./json.ts";
import type { PageChannel, PageMessage, PageState, PageView } from "./page-state.ts";
import { bot, type Colleague, findColleague, people } from "./people.ts";
import type { Play } from "./play.ts";

/** How far back a channel shows. */
const MESSAGES = 80;
const MAILS = 20;

/** Everything one person sees in both chats. */
export async function stateFor(play: Play, me: Colleague): Promise<PageState> {
  const [slack, teams, views, home, mail] = await Promise.all([
    channelStates(play, "slack", me),
    channelStates(play, "teams", me),
    openViews(play.db, me.ids.slack),
    findHome(play.db, me.ids.slack),
    listMail(play.db, MAILS),
  ]);
  return {
    me: { key: me.key, name: me.name, teamsId: me.ids.teams },
    people: [
      ...people.map(({ ids, name }) => ({ id: ids.slack, name })),
      { id: bot.slack, name: "Baton" },
    ],
    emojis: emojis.map(({ emoji }) => emoji),
    slack: { channels: slack, views: views.map(pageView), home: home ? pageView(home) : null },
    teams: { channels: teams },
    mail: mail.map(({ id, from, to, subject, body, at }) => {
      return { id, from, to, subject, body, at: at.toISOString() };
    }),
  };
}

function channelStates(play: Play, surface: Surface, me: Colleague): Promise<PageChannel[]> {
  return Promise.all(
    channelsOf(surface, me).map(async ({ id, name, owner, hasBot }) => ({
      id,
      name,
      isDm: owner !== null,
      hasBot,
      messages: await messagesIn(play, { surface, id }, me),
    })),
  );
}

async function messagesIn(
  play: Play,
  { surface, id: channelId }: Pick<Channel, "surface" | "id">,
  me: Colleague,
): Promise<PageMessage[]> {
  const myId = me.ids[surface];
  const rows = await listMessages(play.db, { surface, channelId }, myId, MESSAGES);
  const ids = rows.map(({ id }) => id);
  const marks = await listReactions(play.db, surface, ids);
  return rows.map((row) => {
    const here = marks.filter(({ messageId }) => messageId === row.id);
    const kinds = [...new Set(here.map(({ emoji }) => emoji))];
    const reactions = kinds.map((emoji) => {
      const by = here.filter((mark) => mark.emoji === emoji).map(({ userId }) => userId);
      return { emoji, names: by.map(nameOf), mine: by.includes(myId) };
    });
    return { ...pageMessage(row), reactions };
  });
}

function pageMessage(row: PlayMessage): Omit<PageMessage, "reactions"> {
  const author = findColleague(row.authorId);
  return {
    id: row.id,
    threadId: row.threadId,
    author: author ? { key: author.key, name: author.name } : null,
    text: row.text,
    blocks: objects(row.body.blocks),
    cards: objects(row.body.attachments)
      .filter(({ contentType }) => contentType === "application/vnd.microsoft.card.adaptive")
      .flatMap(({ content }) => (isObject(content) ? [content] : [])),
    unfurls: isObject(row.body.unfurls)
      ? Object.values(row.body.unfurls).map((one) => objects(isObject(one) ? one.blocks : []))
      : [],
    files: [...objects(row.body.files), ...attached(row, "info")].map(({ id, title }) => {
      return { id: String(id), title: String(title) };
    }),
    offers: attached(row, "consent").map(({ name, title }) => {
      return { name: String(name), title: String(title) };
    }),
    onlyYou: row.onlyFor !== null,
    edits: row.edits,
    at: row.postedAt.toISOString(),
  };
}

/** The file cards of a message in Teams. */
function attached(row: PlayMessage, kind: "info" | "consent") {
  return objects(row.body.attachments)
    .filter(
      ({ contentType }) => contentType === `application/vnd.microsoft.teams.card.file.${kind}`,
    )
    .map(({ name, content }) => {
      const { uniqueId, description } = isObject(content) ? content : {};
      return { id: uniqueId, name, title: description ?? name };
    });
}

function objects(value: unknown) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function pageView({ id, hash, body }: PlayView): PageView {
  return { id, hash, body };
}

function nameOf(userId: string): string {
  return findColleague(userId)?.name ?? "Baton";
}
