/** What is said about files that people drop, upload or send; what is in them is told by the import's card. */
export const fileAnswers = {
  notATable: (name: string) =>
    `I cannot read ${name}. I take lists of leads as CSV, TSV, TXT or XLSX files.`,
  tooMany: (most: number) =>
    `I took the first ${most} files. Drop the others in a message of their own.`,
  elsewhere: (name: string) =>
    `${name} is only a link to another service. Download it there and drop the file itself.`,
  deleted: "That file was deleted before I could read it. Drop it again.",
  notGiven: (name: string, chat: string) =>
    `${chat} did not hand over ${name}. Drop it again in a moment.`,
  chooseFile: "Choose a file first.",
  noScope:
    "Slack lets me see that there is a file, but not what is in it: I lack the scope `files:read`. An admin can add Baton to Slack again at /slack/install; then drop the file once more.",
} as const;

/** What the upload pages say. */
export const uploadWords = {
  title: "Hand in a list of leads",
  purpose: (who: string) => `It is handed in for ${who}.`,
  file: "File",
  kinds: (megabytes: number) =>
    `A CSV, TSV, TXT or XLSX file of at most ${megabytes} MB. You can also drop it on this page.`,
  upload: "Upload",
  progress: "Uploading",
  whatHappens: (where: string) =>
    `You then see what is in it. No lead is made of it before somebody says yes ${where}.`,
  taken: "The file is here",
  decided: (where: string) =>
    `The file is here. Its card is ${where}, with the buttons: somebody there says yes or no.`,
  lookAgain: "Look again",
  inMessages: (who: string) => `in ${who}'s messages with Baton`,
  inChannel: "in the channel where this link was asked for",
  closedTitle: "This link is no longer good",
  closed: "Links for files end after a day, and they work only if they were copied whole.",
  closedFix: "Who is in the chat gets a new one by typing",
} as const;
