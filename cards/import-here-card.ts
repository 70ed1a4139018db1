import type { Card, Part } from "./card.ts";
import { emphasis } from "./emphasis.ts";

/** How a list of leads gets here, from where somebody asked. */
export type ImportPlace =
  | "slack_dm"
  | "slack_leads"
  | "slack_channel"
  | "teams_dm"
  | "teams_channel";

const title = "Import a list of leads";
const take = "a CSV, TSV, TXT or XLSX file";
const then = "I show what is in it, and write nothing before somebody says yes.";
const ways: Record<ImportPlace, string> = {
  slack_dm: `Drop ${take} here. ${then}`,
  slack_leads: `Drop ${take} into this channel. ${then}`,
  slack_channel: `Drop ${take} into this channel and mention me in the same message. ${then}`,
  teams_dm: `Attach ${take} here. ${then}`,
  teams_channel: `Teams gives me no files in channels. Attach ${take} in our own chat, or upload it. ${then}`,
};

/** Says how a file is handed in, with a page of one's own for whoever cannot do it in the chat. */
export function importHereCard(place: ImportPlace, uploadUrl: string): Card {
  const upload = { label: "Upload a file", verb: "cancel", args: {}, url: uploadUrl } as const;
  const parts: Part[] = [
    { kind: "title", text: title, aside: null },
    { kind: "text", line: emphasis(ways[place]) },
    { kind: "actions", buttons: [{ ...upload, tone: "plain" }], more: [] },
    {
      kind: "note",
      line: [
        "The page is good for a day, for whoever has its link: files that come by it come in your name. Send it to colleagues who are not in this chat.",
      ],
    },
  ];
  return {
    id: "import_here",
    version: 0,
    summary: `${title}. ${ways[place]}`,
    parts,
    refresh: null,
  };
}
