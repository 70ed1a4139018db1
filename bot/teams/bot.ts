import type { TurnContext } from "botbuilder";
import { noteCard } from "../../cards/note-card.ts";
import { whisper } from "../handlers/answer.ts";
import { explain } from "../handlers/failure.ts";
import type { Request } from "../handlers/request.ts";
import { type Desk, forget, isRepeated, remember, renew, requestOf } from "./desk.ts";
import { readInvoke } from "./invoke.ts";
import { onMessage } from "./on-message.ts";
import { onReaction } from "./on-reaction.ts";
import type { Reply } from "./reply.ts";
import { Said } from "./said.ts";

const stranger = "Baton is not connected to this organisation yet. An admin can do that.";

/** Everything Teams tells us, one activity at a time; the reply travels in the HTTP response. */
export function teamsBot(desk: Desk): (turn: TurnContext) => Promise<Reply> {
  return async (turn) => {
    const { type } = turn.activity;
    const said = Said.safeParse(turn.activity).data;
    if (!said) desk.log.warn({ type }, "a Teams activity that cannot be read");
    if (type === "invoke") return said ? onInvoke(desk, said, turn) : { status: 400 };
    if (said) await onSaid(desk, said, turn);
    return { status: 200 };
  };
}

/** Invokes are answered whatever happens: an error of ours is a sentence in the same shape. */
async function onInvoke(desk: Desk, said: Said, turn: TurnContext): Promise<Reply> {
  const invoke = readInvoke(desk, said, turn);
  if ("status" in invoke) return invoke;
  try {
    const request = await requestOf(desk, said);
    if (!request) return invoke.say(stranger);
    // A reload asks for nothing and comes once per viewer: no need to note each.
    if (!invoke.isReload && (await isRepeated(desk, said, request))) {
      return invoke.say("Already done.");
    }
    // Somebody may press in a chat that Baton is not in: that is no way to reach anybody.
    await renew(desk, said, request);
    return await invoke.run(request);
  } catch (error) {
    return invoke.say(explain(error, desk.log));
  }
}

async function onSaid(desk: Desk, said: Said, turn: TurnContext): Promise<void> {
  const isMessage = said.type === "message";
  let say = async (sentence: string): Promise<void> => void (await turn.sendActivity(sentence));
  try {
    const request = await requestOf(desk, said);
    if (request) say = (sentence) => whisper(desk.port, request, noteCard(sentence));
    if (request) await listen(desk, said, request);
    else if (isMessage) await say(stranger);
  } catch (error) {
    const sentence = explain(error, desk.log);
    if (isMessage) await say(sentence);
  }
}

async function listen(desk: Desk, said: Said, request: Request): Promise<void> {
  if (await isRepeated(desk, said, request)) return;
  if (isOurLeaving(said)) return forget(desk, said, request);
  if (said.type === "message" || isOurArrival(said)) await remember(desk, said, request);
  else await renew(desk, said, request);
  if (said.type === "message") await onMessage(desk, said, request);
  if (said.type === "messageReaction") await onReaction(desk, said, request);
}

/** Joins of other people are none of our business. */
function isOurArrival({ type, action, membersAdded, recipient }: Said): boolean {
  if (type === "installationUpdate") return action === "add" || action === "add-upgrade";
  const isAdded = (membersAdded ?? []).some(({ id }) => id === recipient.id);
  return type === "conversationUpdate" && isAdded;
}

function isOurLeaving({ type, action, membersRemoved, recipient }: Said): boolean {
  if (type === "installationUpdate") return action === "remove" || action === "remove-upgrade";
  const isRemoved = (membersRemoved ?? []).some(({ id }) => id === recipient.id);
  return type === "conversationUpdate" && isRemoved;
}
