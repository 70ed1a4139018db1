import { z } from "zod";
import type { Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { onDialogOpened, onDialogSent } from "./on-dialog.ts";
import { onPress } from "./on-press.ts";
import { onTabOpened, onTabPressed } from "./on-tab.ts";
import { dialogReply, pressReply, type Reply, tabReply } from "./reply.ts";
import type { Said } from "./said.ts";

/** A gesture that Teams waits for the answer of. */
export type Invoke = {
  run: (request: Request) => Promise<Reply>;
  /** A sentence in the shape this gesture is answered in. */
  say: (sentence: string) => Reply;
  /** Nobody pressed anything: Teams reloads a card that somebody looks at. */
  isReload: boolean;
};

const Execute = z.object({
  action: z.object({ data: z.unknown().optional() }),
  trigger: z.string().nullish(),
});
/** Dialogs and tabs send what their button carried and what was typed. */
const Sent = z.object({ data: z.record(z.string(), z.unknown()) });

/** Reads an invoke; what is not ours or not whole gets only a status. */
export function readInvoke(desk: Desk, { name, value }: Said): Invoke | Reply {
  switch (name) {
    case "adaptiveCard/action": {
      const execute = Execute.safeParse(value).data;
      if (!execute) return { status: 400 };
      const isReload = execute.trigger === "automatic";
      const run = (request: Request) => onPress(desk, execute.action.data, isReload, request);
      return { run, say: pressReply.message, isReload };
    }
    case "task/fetch":
    case "task/submit": {
      const task = Sent.safeParse(value).data;
      if (!task) return { status: 400 };
      const onDialog = name === "task/fetch" ? onDialogOpened : onDialogSent;
      const run = (request: Request) => onDialog(desk, task.data, request);
      return { run, say: dialogReply.message, isReload: false };
    }
    case "tab/fetch":
      return {
        run: (request) => onTabOpened(desk, request),
        say: tabReply.message,
        isReload: true,
      };
    case "tab/submit": {
      const tab = Sent.safeParse(value).data;
      if (!tab) return { status: 400 };
      const run = (request: Request) => onTabPressed(desk, tab.data, request);
      return { run, say: tabReply.message, isReload: false };
    }
    default:
      return { status: 501 };
  }
}
