import { randomUUID } from "node:crypto";
import type { Json } from "../../db/playground-schema.ts";
import { UserError } from "../../pipeline/errors.ts";
import { type Channel, findChannel, isIn } from "./channels.ts";
import { isObject, parseJson } from "./json.ts";
import { bot, type Colleague, teamsTenantId } from "./people.ts";
import type { Play } from "./play.ts";

const teamId = "19:sales@thread.tacv2";

/** Hands an activity to Baton and gives back what it answered. */
export async function sendActivity(
  play: Play,
  from: Colleague,
  channel: Channel,
  threadId: string | null,
  activity: Json,
): Promise<Json> {
  const response = await play.post("/api/messages", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...frame(play, from, channel, threadId), ...activity }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new UserError(`Teams could not reach Baton: it answered ${response.status}.`);
  const said = parseJson(text);
  return isObject(said) ? said : {};
}

/** A channel or conversation of this person's list. */
export function teamsChannelFor(id: string, who: Colleague): Channel {
  const channel = findChannel("teams", id);
  if (!channel || !isIn(channel, who.ids.teams)) throw new UserError("There is no such channel.");
  return channel;
}

/** What every activity says about its place and person. */
function frame(play: Play, from: Colleague, channel: Channel, threadId: string | null): Json {
  const tenant = { id: teamsTenantId };
  const place = channel.owner
    ? { conversation: { conversationType: "personal", id: channel.id }, channelData: { tenant } }
    : {
        conversation: {
          conversationType: "channel",
          isGroup: true,
          name: channel.name.slice(1),
          id: threadId ? `${channel.id};messageid=${threadId}` : channel.id,
        },
        channelData: { tenant, team: { id: teamId, name: "Sales" }, channel: { id: channel.id } },
      };
  return {
    id: randomUUID(),
    timestamp: play.now().toISOString(),
    locale: "en-US",
    channelId: "msteams",
    serviceUrl: teamsServiceUrl(play),
    from: { id: from.ids.teams, name: from.name, aadObjectId: from.aadObjectId },
    recipient: { id: bot.teams, name: "Baton" },
    ...place,
    conversation: { ...place.conversation, tenantId: teamsTenantId },
  };
}

export function teamsServiceUrl({ baseUrl }: Pick<Play, "baseUrl">): string {
  return `${baseUrl()}/_play/teams`;
}
