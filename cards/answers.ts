/** What handlers say back to one person. Sentences only; the rest of the catalogue is words.ts. */
export const answers = {
  notInChannel:
    "I am not in this channel, so the card is in your messages. Invite me to see cards here.",
  unknownLead: (what: string) =>
    `I do not know ${what} yet. Type \`/lead ${what}\` to research it.`,
  unknownName: (name: string) =>
    `I do not know a company called ${name}. Type its domain, for example \`/lead acme.com\`.`,
  whichOne: (name: string) => `Which ${name}?`,
  freeMail: (domain: string) =>
    `${domain} is a free mail service, so the address does not tell the company. Type the company's domain.`,
  linkedin: (name: string) =>
    `I do not read LinkedIn. Type the domain of ${name}, for example \`/lead acme.com\`.`,
  viewer: "You can look, not act. Ask an admin to make you a rep.",
  reassignRefused: (managers: string) =>
    `Reassigning is for managers. Ask ${managers}, or press Release.`,
  yours: (name: string) => `${name} is yours.`,
  alreadyYours: (name: string) => `${name} is yours already.`,
  tookIt: (who: string, ago: string) => `${who} took it ${ago} ago.`,
  nextForYou: (name: string, aside: string) => `Next one for you: ${name} (${aside}).`,
  closed: "This lead is closed. Its card shows how it ended.",
  notHeld: (name: string) => `Nobody has ${name}, so there is nothing to release.`,
  heldByOther: (who: string) => `${who} has this lead. Ask them, or a manager.`,
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
  fillNothing: "Fill in at least one field.",
  logged: "Noted.",
  wrongNoted: "Noted as a wrong verdict. The lead is being researched now.",
  duplicate: (aside: string, owner: string | null, since: string) =>
    owner
      ? `Already here: ${aside}, ${owner} has it since ${since}.`
      : `Already here: ${aside}, nobody has it yet.`,
  emptyMine: "You have no open leads. Type `/lead queue` for what waits.",
  nothingWaiting: (minutes: number | null) =>
    minutes === null
      ? "Nothing is waiting. Nothing was claimed yet."
      : `Nothing is waiting. The last lead was claimed after ${minutes === 1 ? "1 minute" : `${minutes} minutes`}.`,
  nothingDropped: "No lead was dropped by a rule.",
  didYouMean: (typed: string) => `I do not know ${typed}. Did you mean`,
  erased: (left: number) => `The sample data is gone: ${left} rows left.`,
  cancelled: "Cancelled. Nothing was added.",
  making: (n: number) => `Looking at ${n} companies. Their cards follow.`,
  oldButton: "This button is out of date. Type `/lead show` with the company to see its card.",
  doorFull: "That could not be stored. Nothing was lost; type it again in a minute.",
} as const;
