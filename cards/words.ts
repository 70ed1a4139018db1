import type { Outcome } from "../pipeline/handoff/lead-view.ts";
import { count, money } from "./numbers.ts";

/** Everything people read that is not a fact about a lead. Cards and handlers take their words here. */
export const words = {
  claim: "Claim",
  reassign: "Reassign",
  logOutcome: "Log outcome",
  why: "Why this score",
  snooze: "Snooze",
  wake: "Wake",
  notAFit: "Not a fit",
  release: "Release",
  retry: "Retry",
  fillByHand: "Fill by hand",
  show: "Show card",
  wrong: "It's wrong",
  makeLeads: "Make leads",
  cancel: "Cancel",
  save: "Save",
  close: "Close",
  refresh: "Refresh",
  privateAnswer: "Only the person who asked can see this answer.",
  eraseSamples: "Erase sample data",
  samplesTitle: "Sample data",
  samples: "These leads are made up. Erasing removes them all, here and in both chats.",
  moreActions: "More actions",
  evidence: "Evidence",

  fieldMissing: (label: string) => `Fill in: ${label}.`,

  /** Headlines of leads without a score. */
  isNew: "new",
  failed: "?",
  optedOut: "—",

  looking: (at: string) => `Looking at ${at}: landing page, then about, careers, press.`,
  lookingNowhere: "Nothing to research yet: no website is known. Fill it in by hand.",
  reading: (read: number, expected: number) => `${read} of ~${count(expected, "page")} read`,
  claimedBy: "Claimed by ",
  offeredTo: "Offered to ",
  waiting: (minutes: string | undefined, when: string) =>
    minutes === undefined ? `waiting since ${when}` : `waiting ${minutes}`,
  unowned: "Nobody has it yet.",
  backOn: (when: string, by: string, note: string | null) =>
    `Back on ${when} (${note === null ? by : `${by}: ${note}`})`,
  gated: (because: string, rule: string) => `Not researched: ${stop(because)} Rule: ${rule}.`,
  siteSaysNo:
    "The site asks not to be read (robots.txt). Scored on what you told us and public sources.",
  couldNotRead: (site: string, detail: string, tries: number) =>
    `Could not read ${site} (${detail}, ${tries === 1 ? "1 try" : `${tries} tries`}). Nothing is lost.`,
  outreachOff: "Asked not to be contacted. All outreach is off.",
  notContacted: (when: string, how: string) =>
    `Asked not to be contacted, ${when}, ${how}. All outreach is off.`,
  startingPoint: (points: number, because: string) =>
    /^starting point/i.test(because) ? because : `Starting point ${points} (${because})`,
  smallerReasons: (n: number, points: string) => `${count(n, "smaller reason")} ${points}`,
  unknown: "Unknown: ",
  couldMove: (min: string, max: string) => `(could move it ${min}…${max})`,
  next: "Next:",
  andMore: (n: number) => `and ${n} more`,
  shortened: "Shortened to fit.",

  outcomeLogged: (outcome: Outcome, by: string, when: string) =>
    `${outcomeBy[outcome]} by ${by}, ${when}`,
  outcomeExtra: (reason: string | null, value: number | null) =>
    [value === null ? null : money(value, null), reason].filter((x) => x !== null).join(" · "),

  /** What handlers answer. */
  nextForYou: (company: string, aside: string) => `Next one for you: ${company} (${aside}).`,
  whichOne: (name: string) => `Which ${name}?`,
  otherDomain: "other (type a domain)",
  didYouMean: (verb: string) => `Did you mean \`${verb}\`?`,
  nothingWaiting: "Nothing is waiting.",
  lastClaimed: (minutes: number) => `The last lead was claimed after ${count(minutes, "minute")}.`,
  ourFault: (reference: string) =>
    `That did not work, and it is our fault. Nothing was lost; reference ${reference}.`,

  notScored: "Not scored yet: research is still running.",
  unknownHeading: "Unknown",
  nobodyElse: "There is nobody else in the pool.",

  helpTitle: "What you can ask",
  helpFor: { rep: "Leads", manager: "For managers", admin: "For admins" },

  listTitles: { mine: "My leads", queue: "Queue", dropped: "Dropped" },
  noneOfYours: "You have no open leads.",
  noneDropped: "Nothing was dropped.",
  asleep: (until: string) => `back on ${until}`,
  since: (owner: string, when: string) => `${owner} since ${when}`,

  statsTitle: "Numbers",
  notMeasured: "nothing measured yet",
  unscored: "not scored",
  byLabel: "Buckets:",
  byOutcome: "Outcomes:",
  byFailure: "Not read:",

  wentTo: (company: string, owner: string | null) =>
    owner === null ? `${company} went to nobody.` : `${company} went to ${owner}.`,
  routedBy: (pool: string, rule: string) => `Pool ${pool} · ${rule}`,

  healthTitle: "Health",
  health: (broken: number, all: number) =>
    broken === 0
      ? `All ${count(all, "check")} pass.`
      : `${broken} of ${count(all, "check")} need you.`,

  previewTitle: (n: number) => `${n} companies`,
  hello: (name: string) => `Hello ${name}`,

  neverDo: "What I never do",
  never: ["send without a yes", "call unknown numbers", "buy lists", "share scores"],
} as const;

const outcomeBy: Record<Outcome, string> = {
  connected: "Connected",
  no_answer: "No answer, tried",
  meeting: "Meeting booked",
  not_a_fit: "Not a fit, marked",
  won: "Won",
  lost: "Lost, logged",
};

/** The choices of the outcome form, in its order. */
export const outcomeLabels: Record<Outcome, string> = {
  connected: "Connected",
  no_answer: "No answer",
  meeting: "Meeting booked",
  not_a_fit: "Not a fit",
  won: "Won",
  lost: "Lost",
};

function stop(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
