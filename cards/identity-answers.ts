import type { AccountStanding } from "../pipeline/ingest/doors/door.ts";
import type { Card } from "./card.ts";
import { pressing } from "./pressing.ts";
import { day } from "./times.ts";
import { words } from "./words.ts";

/** What handlers say about who is who. */
export const identityAnswers = {
  merged: (absorbed: string, survivor: string) =>
    `${absorbed} counts as ${survivor} from now on. \`/lead unmerge\` takes it back.`,
  oneAlready: (name: string) => `These are one company already: ${name}.`,
  parted: (one: string, other: string) => `${one} and ${other} are two companies again.`,
  nothingToPart: (name: string) => `${name} was never merged, so there is nothing to take apart.`,
  nobodyToForwardTo:
    "Nobody is set to get these. An admin names channels under `forwarding` in the settings.",
  forwarded: (name: string) => `${name} is on its way to them.`,
  chooseWhere: "Choose who should get it.",
  chooseWhat: "Choose what does not belong here.",
  nothingJoined: (name: string) => `Nothing was matched to ${name} yet but what it came with.`,
  unlinked: "Taken apart, and it will not be put together again.",
} as const;

const lists: Record<AccountStanding, string> = {
  customer: "Customers",
  open_deal: "Open deals",
  partner: "Partners",
  competitor: "Competitors",
};

type Counted = { standing: AccountStanding; count: number; lastAt: Date };

/** How long each list of known companies is, and when something was last put on it. */
export function accountsCard(found: readonly Counted[], now: Date, timeZone: string): Card {
  const lines = (Object.keys(lists) as AccountStanding[]).map((standing) => {
    const list = found.find((one) => one.standing === standing);
    const said = list
      ? `${list.count} ${list.count === 1 ? "company" : "companies"}, the last on ${day(list.lastAt, now, timeZone)}`
      : "empty";
    return [{ kind: "bold", text: lists[standing] } as const, ` · ${said}`];
  });
  return {
    ...{ id: "accounts", version: 0, summary: "Companies you know already", refresh: null },
    parts: [
      { kind: "title", text: "Companies you know already", aside: null },
      { kind: "list", lines },
      { kind: "note", line: ["Drop a file of companies here and choose the list it belongs on."] },
    ],
  };
}

/** The two of a merge by command, with the button that takes it back. */
export function mergedNote(absorbed: string, survivor: string, leadId: string | null): Card {
  const sentence = identityAnswers.merged(absorbed, survivor);
  const show = leadId === null ? [] : [pressing("show", words.show, { lead: leadId })];
  return {
    ...{ id: "merged", version: 0, summary: sentence, refresh: null },
    parts: [
      { kind: "text", line: [sentence] },
      ...(show.length > 0 ? [{ kind: "actions" as const, buttons: show, more: [] }] : []),
    ],
  };
}
