import type { AccountStanding } from "../pipeline/ingest/doors/door.ts";
import { count } from "./numbers.ts";

const number = (n: number) => n.toLocaleString("en");

/** What people read about a dropped file. */
export const importWords = {
  rows: (n: number) => `${number(n)} ${n === 1 ? "row" : "rows"}`,
  reading: (n: number) => (n === 0 ? "Reading the file." : `Reading: ${number(n)} rows so far.`),
  verdicts: (n: Readonly<Record<"create" | "update" | "unchanged" | "skipped", number>>) =>
    `Create ${number(n.create)} · Update ${number(n.update)} · Unchanged ${number(n.unchanged)} · Skipped ${number(n.skipped)}`,
  sample: ["Company", "Site", "Person", "E-mail"],
  ignored: (columns: string) => `; ${columns} ignored`,
  unsure: (columns: string) => `Please check what I only guessed: ${columns}.`,
  skipped: (n: number) => `${number(n)} skipped:`,
  lines: (lines: readonly number[], more: boolean) =>
    ` (${lines.length === 1 && !more ? "line" : "lines"} ${lines.join(", ")}${more ? " …" : ""})`,
  whereFrom: "Where is this list from?",
  nothingNew: "There is nothing in it to import.",
  import: (n: number) => `Import ${number(n)}`,
  changeMapping: "Change mapping",
  cancel: "Cancel",
  importing: (settled: number, all: number) => `${number(settled)} of ${number(all)}`,
  done: (taken: number, out: number) => `Done: ${number(taken)} in, ${number(out)} out`,
  listed: (taken: number, purpose: AccountStanding) =>
    `Done: ${count(taken, "row")} on the list "${importWords.purposes[purpose]}"`,
  undoUntil: (when: string) => `Undo until ${when}`,
  quiet: "They make no cards in channels. `/lead queue` lists who waits for somebody.",
  rejectedRows: "Rejected rows",
  undo: "Undo",
  cancelled: "Cancelled. Nothing was written.",
  expired: "Nobody said yes within 7 days, so the file was forgotten. Drop it again to import it.",
  broken: "It did not arrive whole. Drop it again.",
  undoing: "Undoing. Leads that somebody worked on stay.",
  undone: (n: number) => `Undone: ${count(n, "lead")} removed.`,
  unlisted: (n: number) => `Undone: ${n} taken off the list.`,
  givenBack: (n: number) => `${count(n, "lead")} from before stand as they did.`,
  kept: (n: number) => `${count(n, "lead")} kept:`,
  by: (who: string, when: string) => `Dropped by ${who}, ${when}`,
  approvedBy: (who: string, source: string) => `Approved by ${who} · ${source}`,

  formTitle: "Import",
  declaration: "Where is this list from?",
  declarationHint: "It is kept with the import. Bought lists are not taken.",
  purpose: "What is in it?",
  declarations: {
    website_or_event: "Our own website or event",
    customers: "Our existing customers",
    partner: "A partner, with their consent",
    network: "Personal network (LinkedIn)",
    crm_export: "Export of our CRM",
    public_register: "A public register",
    bought: "A bought or rented list",
  },
  purposes: {
    leads: "New leads",
    customer: "Our customers",
    open_deal: "Open deals",
    partner: "Our partners",
    competitor: "Our competitors",
  },
  declare: "Say where this list is from.",
  bought: "Bought lists are not imported: nobody on them agreed to hear from you.",
  mapTitle: "Columns",
  mapHint: "For each field, the column of your file that says it.",
  notInFile: "not in this file",
  column: (name: string, first: string) => (first === "" ? name : `${name}: ${first}`),
  twice: (column: string) => `${column} is chosen twice. Choose each column once.`,
  mapNothing: "Choose a column for the company, its site or an e-mail address.",
  undoTitle: "Undo this import?",
  undoText: (n: number) =>
    `Everything import ${n} brought is removed. Leads that somebody worked on since stay, and are named.`,

  listTitle: "Imports",
  noImports: "No file was imported yet. Drop a CSV or XLSX file here.",
  listLine: (n: number, file: string) => `${n} · ${file}`,
  show: (n: number) => `Show ${n}`,
  state: {
    arriving: "arriving",
    reading: "being read",
    waiting: "waits for a yes",
    importing: "being imported",
    done: "done",
    cancelled: "cancelled",
    expired: "expired",
    failed: "not read",
    undoing: "being undone",
    undone: "undone",
  },

  unknown: (n: number) => `There is no import ${n}. \`/lead imports\` lists them.`,
  notYours: (who: string) => `This file is ${who}'s. Ask them, or a manager.`,
  somebodyElse: "somebody else",
  movedOn: "This import has moved on; here is where it stands.",
  tooLateToUndo: "An import can be undone for a day. This one is older.",
  notDone: "Only an import that is done can be undone.",
  noneRejected: "No row of it was rejected.",
  rejectedGone: "Its rejected rows were forgotten after 7 days.",
  rejectedSent: "The rejected rows are in your messages, as a file.",
  tooLarge: (megabytes: number) =>
    `The file is larger than ${megabytes} MB, the most this door takes. Split it, or ask an admin to raise the limit.`,
  noFile: (reason: string) => `The chat did not take the file (${reason}).`,
  noTable: "I read CSV and XLSX files. Save the table as one of them and drop it again.",
  rejectedName: (file: string) => `rejected-${file.replace(/\.[^.]*$/, "")}.csv`,
  rejectedTitle: (n: number) => `Rejected rows of import ${n}`,
  rejectedColumns: ["line", "reason"],
} as const;

/** Why a row is left out, after how many there are: `12 without company or domain`. */
export const skipReasons: Record<string, string> = {
  empty: "empty",
  test_row: "marked as a test",
  no_company: "without company or domain",
  bad_email: "with a broken e-mail address",
  bad_url: "with a broken web address",
  rounded_number: "with a number the spreadsheet rounded",
  too_many_cells: "with more cells than columns",
  too_long: "too long",
  open_quote: "with a quote that never closes",
  same_as: "the same as an earlier line",
};

/** The same, said of one row in the file that goes back. */
export const rowReasonText = (reason: string): string => {
  const [word = "", line] = reason.split(":");
  if (word === "same_as") return `It says the same as line ${line}.`;
  return rowSentences[word] ?? reason;
};

const rowSentences: Record<string, string> = {
  empty: "The row is empty.",
  test_row: "It is marked as a test.",
  no_company: "It names no company and no domain.",
  bad_email: "The e-mail address is not a whole one, like ana@acme.com.",
  bad_url: "The web address cannot be read.",
  rounded_number: "The spreadsheet rounded a long number; format the column as text.",
  too_many_cells: "It has more cells than the header has columns.",
  too_long: "The row is too long.",
  open_quote: "A quote in it never closes.",
};

/** Why a lead was kept when its import was undone. */
export const keptReasons: Record<string, string> = {
  claimed: "claimed",
  worked_on: "worked on",
  written_to: "written to",
  other_door: "came through another door too",
  in_crm: "linked to your CRM",
  merged: "merged with another",
  changed_since: "changed since",
};
