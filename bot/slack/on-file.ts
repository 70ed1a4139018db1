import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Card } from "../../cards/card.ts";
import { fileAnswers } from "../../cards/file-answers.ts";
import { noteCard } from "../../cards/note-card.ts";
import { sayAnswer, whisper } from "../handlers/answer.ts";
import type { Request } from "../handlers/request.ts";
import { isColleague, refuseStrangers } from "./colleague.ts";
import { admit, type Desk, placeOf, requestOf } from "./desk.ts";
import { incomingFile, SlackFile, wholeFile } from "./files.ts";

type Shared = SlackEventMiddlewareArgs<"file_shared"> & AllMiddlewareArgs;
type Args = Pick<AllMiddlewareArgs, "client" | "context"> & {
  body: { event_id: string; is_ext_shared_channel?: boolean };
};

/** Whose files, where. `isCalled`: Baton is meant for sure, so it answers whatever they are. */
type Dropped = {
  channel: string;
  userId: string;
  team: string | undefined;
  files: readonly unknown[];
  isCalled: boolean;
};

/** One message is no warehouse. */
const MOST_FILES = 5;

/**
 * A file turned up in a channel Baton is in. This event says neither what was written with it nor
 * what is in it, which spares us from being told every message: direct messages and mentions bring
 * their files along themselves.
 */
export function onFileShared(desk: Desk) {
  return async ({ event, ...args }: Shared): Promise<void> => {
    const { channel_id: channel, user_id: userId, file_id: id } = event;
    if (!/^[CG]/.test(channel) || userId === args.context.botUserId) return;
    await takeDropped(desk, args, {
      ...{ channel, userId, team: undefined },
      files: [{ id }],
      isCalled: false,
    });
  };
}

/** Takes the lists of leads among the files somebody dropped, each once, and says what the rest is. */
export async function takeDropped(desk: Desk, args: Args, dropped: Dropped): Promise<void> {
  const { body, context, client } = args;
  const { channel, userId: id, team, isCalled } = dropped;
  const actor = { id, team, isShared: body.is_ext_shared_channel ?? false };
  if (isCalled) await refuseStrangers(client, context, actor);
  else if (!(await isColleague(client, context, actor))) return;

  const asking = { user: { id, name: null }, eventId: body.event_id, client };
  const who = await admit(desk, context, asking);
  if (!who) return;
  const request = requestOf(context, who, placeOf(channel, null));
  if (!isCalled && !(await desk.handlers.expectsFiles(request))) return;

  const named = dropped.files.flatMap((one) => SlackFile.safeParse(one).data ?? []);
  for (const file of named.slice(0, MOST_FILES)) {
    // One drop is told by up to three events, and each of them may be repeated.
    const drop = `file:${channel}:${file.id}`;
    if (!(await desk.doorkeeper.firstSight(who.tenantId, "slack", drop))) continue;
    await takeFile(desk, args, request, file, isCalled);
  }
  if (named.length > MOST_FILES) await say(desk, request, fileAnswers.tooMany(MOST_FILES));
}

async function takeFile(
  desk: Desk,
  { client, context }: Args,
  request: Request,
  named: SlackFile,
  isCalled: boolean,
): Promise<void> {
  const file = incomingFile(await wholeFile(client, named), context.botToken ?? "", desk.openFile);
  if (typeof file === "string") return isCalled ? say(desk, request, file) : undefined;
  const answer = await desk.handlers.file(request, file);
  const replace = (card: Card) => whisper(desk.port, request, card);
  await sayAnswer(desk.port, { request, openForm: null, replace }, answer);
}

function say(desk: Desk, request: Request, sentence: string): Promise<void> {
  return whisper(desk.port, request, noteCard(sentence));
}
