import type { Permission } from "../pipeline/person.ts";

const viewer = "You can look, not act. Ask an admin to make you a rep.";

/** What handlers say back to one person. Sentences only; the rest of the catalogue is words.ts. */
export const answers = {
  notInChannel:
    "I am not in this channel, so the card is in your messages. Invite me to see cards here.",
  unknownLead: (what: string) =>
    `I do not know ${what} yet. Type \`/lead ${what}\` to research it.`,
  unknownName: (name: string) =>
    `I do not know a company called ${name}. Type its domain, for example \`/lead acme.com\`.`,
  freeMail: (domain: string) =>
    `${domain} is a free mail service, so the address does not tell the company. Type the company's domain.`,
  linkedin: (name: string) =>
    `I do not read LinkedIn. Type the domain of ${name}, for example \`/lead acme.com\`.`,
  viewer,
  /** By what it takes, with the names of those who may. */
  refused: {
    work: () => viewer,
    reassign: (who: string) => `Reassigning is for managers. Ask ${who}, or press Release.`,
    approve: (who: string) => `Approving is for managers. Ask ${who}; nothing is sent until then.`,
    operate: (who: string) => `That is for operations. Ask ${who} to look into it.`,
    configure: (who: string) => `That is for admins. Ask ${who} to do it.`,
  } satisfies Record<Permission, (who: string) => string>,
  yours: (name: string) => `${name} is yours.`,
  alreadyYours: (name: string) => `${name} is yours already.`,
  tookIt: (who: string, ago: string) => `${who} took it ${ago} ago.`,
  nextForYou: (name: string, aside: string) => `Next one for you: ${name} (${aside}).`,
  closed: "This lead is closed. Its card shows how it ended.",
  notHeld: (name: string) => `Nobody has ${name}, so there is nothing to release.`,
  heldByOther: (who: string) => `${who} has this lead. Ask them, or a manager.`,
  offeredToOther: (who: string) => `This lead is offered to ${who}. Ask them, or a manager.`,
  released: (name: string) => `${name} is back in the queue.`,
  reassigned: (name: string, to: string) => `${name} is offered to ${to}.`,
  reassignedTo: (name: string, by: string, note: string | null) =>
    note ? `${by} gave you ${name}: ${note}` : `${by} gave you ${name}.`,
  reassignedFrom: (name: string, to: string, by: string) => `${by} gave ${name} to ${to}.`,
  nobodyCalled: (name: string, people: string) =>
    `I do not know anybody called ${name}. I know ${people}.`,
  snoozed: (name: string, until: string) => `${name} comes back on ${until}.`,
  past: "That day has passed. Pick a later one.",
  movedOn: "This card has moved on; here is where it stands.",
  noDecision: (name: string) => `${name} has no score yet: research is still running.`,
  noTrace: (name: string) => `${name} was not routed to anybody.`,
  retrying: (name: string) => `Reading ${name} again.`,
  filled: (name: string) => `Thank you. ${name} is being scored on that.`,
  fillNothing: "Choose a correction to take back; there is none under this field.",
  websiteTaken: (domain: string, name: string) =>
    `${domain} belongs to ${name} already. Type /lead merge with both names if they are one company.`,
  logged: "Noted.",
  wrongNoted: "Noted as a wrong verdict. The lead is being researched now.",
  claimedAlready: (aside: string, who: string, since: string) =>
    `Already here: ${aside}, ${who} has it since ${since}.`,
  offeredAlready: (aside: string, who: string, since: string) =>
    `Already here: ${aside}, offered to ${who} since ${since}.`,
  unownedAlready: (aside: string) => `Already here: ${aside}, nobody has it yet.`,
  settingsSent:
    "The settings are in your messages, as a file. `baton settings apply` takes it back.",
  noFile: (reason: string) =>
    `The chat did not take the file (${reason}). \`baton settings export\` prints it.`,
  erased: (left: number) => `The sample data is gone: ${left} rows left.`,
  settledAlready: "Somebody settled this a moment ago.",
  cancelled: "Cancelled. Nothing was added.",
  making: (n: number) => `Looking at ${n} companies. Their cards follow.`,
  oldButton: "This button is out of date. Type `/lead show` with the company to see its card.",
  fileDeclined: "All right, I keep the file to myself. Ask again when you want it.",
  fileGone: "This file is not kept any more. Ask for it again.",
  fileNowhere: "Teams named no place in your OneDrive for the file. Ask an admin to allow it.",
  fileNotTaken: "Your OneDrive did not take the file. Press Allow again.",
} as const;
