import type { Card } from "../../cards/card.ts";
import { decodePress } from "../../cards/codec.ts";
import { UserError } from "../../pipeline/errors.ts";
import { sayAnswer } from "../handlers/answer.ts";
import type { Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { outdated, type Reply, tabReply } from "./reply.ts";

/** Somebody looks at Baton's personal tab: it is their Home. */
export async function onTabOpened(desk: Desk, { who }: Request): Promise<Reply> {
  return tabReply.card(await desk.handlers.home(who));
}

/** Somebody pressed a button in it; the tab comes again as it is then. */
export async function onTabPressed(desk: Desk, data: unknown, request: Request): Promise<Reply> {
  const press = decodePress(data);
  if (!press) throw new UserError(outdated);

  const answer = await desk.handlers.press(request, press);
  const replace = async (_: Card): Promise<void> => {}; // the new tab says it
  await sayAnswer(desk.port, { request, openForm: null, replace }, answer);
  return tabReply.card(await desk.handlers.home(request.who, press));
}
