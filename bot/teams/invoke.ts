import type { TurnContext } from "botbuilder";
import { z } from "zod";
import type { Request } from "../handlers/request.ts";
import type { Desk } from "./desk.ts";
import { hasOutsiders, Link, onLink, onPointed, onQuery, Pointed, Query } from "./on-compose.ts";
import { onDialogOpened, onDialogSent } from "./on-dialog.ts";
import { Consent, onConsent } from "./on-file.ts";
import { onPress } from "./on-press.ts";
import { onTabOpened, onTabPressed } from "./on-tab.ts";
import { composeReply, dialogReply, pressReply, type Reply, tabReply } from "./reply.ts";
import type { Said } from "./said.ts";

/** A gesture that Teams waits for the answer of. */
export type Invoke = {
  run: (request: Request) => Promise<Reply>;
  /** A sentence in the shape this gesture is answered in. */
  say: (sentence: string) => Reply | Promise<Reply>;
  /** Nobody pressed anything: Teams looks something up for somebody, as often as it likes. */
  isReload: boolean;
};

const Execute = z.object({
  action: z.object({ data: z.unknown().optional() }),
  trigger: z.string().nullish(),
});
/** Dialogs and tabs send what their button carried and what was typed. */
const Sent = z.object({ data: z.record(z.string(), z.unknown()) });

type Heard = { desk: Desk; said: Said; turn: TurnContext };

/** Reads an invoke; what is not ours or not whole gets only a status. */
export function readInvoke(desk: Desk, said: Said, turn: TurnContext): Invoke | Reply {
  const read = said.name && Object.hasOwn(invokes, said.name) ? invokes[said.name] : undefined;
  return read?.({ desk, said, turn }) ?? { status: read ? 400 : 501 };
}

const invokes: Record<string, (heard: Heard) => Invoke | undefined> = {
  "adaptiveCard/action": ({ desk, said }) =>
    when(Execute, said, ({ action, trigger }) => {
      const isReload = trigger === "automatic";
      const run = (request: Request) => onPress(desk, action.data, isReload, request);
      return { run, say: pressReply.message, isReload };
    }),
  "task/fetch": ({ desk, said }) =>
    when(Sent, said, ({ data }) => asDialog((request) => onDialogOpened(desk, data, request))),
  "task/submit": sent,
  "tab/fetch": ({ desk }) => ({
    run: (request) => onTabOpened(desk, request),
    say: tabReply.message,
    isReload: true,
  }),
  "tab/submit": ({ desk, said }) =>
    when(Sent, said, ({ data }) => ({
      run: (request) => onTabPressed(desk, data, request),
      say: tabReply.message,
      isReload: false,
    })),
  "composeExtension/query": ({ desk, said }) =>
    when(Query, said, (query) => asLookup((request) => onQuery(desk, query, request))),
  "composeExtension/queryLink": ({ desk, said, turn }) =>
    when(Link, said, (link) =>
      asLookup((request) => onLink(desk, link, request, () => hasOutsiders(turn, said))),
    ),
  "composeExtension/fetchTask": ({ desk, said }) =>
    when(Pointed, said, (pointed) => asDialog((request) => onPointed(desk, pointed, request))),
  "composeExtension/submitAction": sent,
  "fileConsent/invoke": ({ desk, said, turn }) =>
    when(Consent, said, (consent) => ({
      run: (request) => onConsent(desk, consent, request, turn),
      // This gesture is answered with a status only.
      say: async (sentence) => {
        await turn.sendActivity(sentence);
        return { status: 200 };
      },
      isReload: false,
    })),
};

function sent({ desk, said }: Heard): Invoke | undefined {
  return when(Sent, said, ({ data }) => asDialog((request) => onDialogSent(desk, data, request)));
}

function asDialog(run: Invoke["run"]): Invoke {
  return { run, say: dialogReply.message, isReload: false };
}

function asLookup(run: Invoke["run"]): Invoke {
  return { run, say: composeReply.message, isReload: true };
}

function when<T>(
  shape: z.ZodType<T>,
  { value }: Said,
  make: (value: T) => Invoke,
): Invoke | undefined {
  const read = shape.safeParse(value);
  return read.success ? make(read.data) : undefined;
}
