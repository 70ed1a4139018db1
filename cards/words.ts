import type { Failure } from "../pipeline/enrich/fact.ts";
import type { Outcome } from "../pipeline/handoff/lead-view.ts";
import type { Permission } from "../pipeline/person.ts";
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
  fixData: "Fix data",
  emptyIsUnchanged: "A field left empty stays as it is. What you say wins over every page.",
  nowSaid: (value: string, source: string) => `Now: ${value} (${source})`,
  takeBack: "Use what pages say again",
  takeBackHint: "Takes back what colleagues said of this field.",
  everyCorrection: "All corrections",
  show: "Show card",
  wrong: "It's wrong",
  forward: "Forward",
  wrongMatch: "Report wrong match",
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

  /** What an effect of the outbox is called. */
  effect: (kind: string, company: string | null) => {
    const names: Record<string, string> = {
      post_card: "the lead card",
      post_notice: "a note",
      post_webhook_card: "the message to the webhook",
      mail_fallback: "the mail that stands in for the chat",
      send_mail: "the mail",
    };
    const what = names[kind] ?? "a message";
    return company === null ? what : `${what} about ${company}`;
  },
  didItArrive: "Did it arrive?",
  settled: "Settled",
  nobodyKnows: (what: string, when: string) =>
    `Nobody knows whether ${what} went out: the answer was lost (${when}). Nothing is sent again by itself.`,
  settledAs: (what: string, status: string) =>
    status === "sent"
      ? `It is written down that ${what} arrived.`
      : status === "failed"
        ? `It stays as it is: ${what} counts as not sent.`
        : `It is on its way again: ${what}.`,
  itArrived: "It arrived",
  sendAgain: "Send it again",
  leaveIt: "Leave it",
  deadLetter: "A job was given up",
  gaveUp: (task: string, tries: number) =>
    `${task} failed ${count(tries, "time")} and is not tried again by itself.`,
  lastError: (error: string | null) => `Last error: ${error ?? "none, its worker died"}`,
  tryAgain: "Try it again",
  dropJob: "Drop it",
  triedAgain: (who: string) => `${who} has it tried again.`,
  dropped: (who: string) => `${who} dropped it.`,
  noDeadLetter: "It is no dead letter any more.",
  muchFails: "Much fails",
  failsTooOften: (failed: number, all: number) =>
    `${((failed / all) * 100).toFixed(1)} % of the last hour's work failed: ${failed} of ${all}. Type /lead doctor.`,
  canary: "A text spoke to our model",
  canaryTripped: (company: string) =>
    `A page or message about ${company} made the model repeat its instructions. That answer was thrown away and the lead is scored by rules alone. Look at what its pages say before you trust them.`,
  chatIsDown: "The chat does not answer, so this lead comes by mail.",
  cardMoved: "A newer copy of this card is in this conversation.",

  sentBefore: "This was sent before. Here is where the lead stands.",
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
  hadBefore: (name: string, at: string) =>
    `${name} had this company before, until ${at.slice(0, 10)}.`,
  returning: (name: string, when: string) => `returning: ${name} had it, ${when}`,
  moved: (name: string | null, from: string) =>
    `${name ?? "Their contact"} (ex-${from}, your customer) is here now.`,
  unowned: "Nobody has it yet.",
  backOn: (when: string, by: string, note: string | null) =>
    `Back ${onOrAt(when)} (${note === null ? by : `${by}: ${note}`})`,
  gated: (because: string, rule: string) => `Not researched: ${stop(because)} Rule: ${rule}.`,
  /** Why a site is left alone, by the way research ended. */
  siteIsClosed: {
    robots_disallowed:
      "The site asks not to be read (robots.txt). Scored on what you told us and public sources.",
    opted_out: "Its owner asked us never to read the site. Scored on what you told us.",
    not_allowed: "Your own lists keep this site from being read. Scored on what you told us.",
  } as Partial<Record<Failure, string>>,
  /** A score while its company is still being read. */
  soFarOnly: "This is how it looks so far: research is still running.",
  soFar: (headline: string) => `${headline} so far`,
  cached: (age: string) => `cached ${age}`,
  couldNotRead: (site: string, detail: string, tries: number) =>
    `Could not read ${site} (${detail}, ${tries === 1 ? "1 try" : `${tries} tries`}). Nothing is lost.`,
  goneIn: (system: string, when: string) => `Deleted in ${system}, ${when}`,
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
  helpFor: {
    work: "Leads",
    reassign: "For managers",
    approve: "For managers",
    operate: "For operations",
    configure: "For admins",
  } satisfies Record<Permission, string>,

  listTitles: { mine: "My leads", queue: "Queue", dropped: "Dropped" },
  noneOfYours: "You have no open leads.",
  noneDropped: "Nothing was dropped.",
  asleep: (until: string) => `back ${onOrAt(until)}`,
  since: (owner: string, when: string) => `${owner} since ${when}`,
  offered: (owner: string, waiting: string) => `offered to ${owner}, ${waiting}`,
  offeredYou: (waiting: string) => `offered to you, ${waiting}`,
  touched: (when: string) => `last touched ${when}`,
  untouched: (when: string) => `yours since ${when}, not touched yet`,
  notRead: (detail: string) => `could not be read (${detail})`,
  unreadTitle: "Could not be read",
  retryOf: (name: string) => `Retry ${name}`,
  fillOf: (name: string) => `Fill in ${name}`,

  nothingForYou: "Nothing is waiting for you.",
  looksOnly: "You can look at every lead. Ask an admin to make you a rep.",
  rowsOf: (from: number, to: number, all: number) => `${from}–${to} of ${all}`,
  nextPage: "Next",
  previousPage: "Previous",
  approvalsTitle: "My approvals",
  weekTitle: "My week",
  week: { claimed: "Claimed", touch: "First touch, median", meetings: "Meetings" },
  stuckTitle: "Who is stuck",
  stuck: (offers: number, waiting: string) =>
    `: ${count(offers, "offer")}, ${offers === 1 ? "" : "the oldest "}${waiting}`,

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
      : `${broken} of ${count(all, "check")} ${broken === 1 ? "needs" : "need"} you.`,

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

/** Why a site was not read, as the numbers name it. */
export const failureLabels: Record<Failure, string> = {
  robots_disallowed: "robots.txt says no",
  robots_unreachable: "robots.txt did not answer",
  dns: "no such host",
  blocked_address: "not on the public Internet",
  timeout: "no answer in time",
  connection: "connection broken",
  http_error: "error page",
  too_large: "too large",
  not_html: "not a web page",
  challenge: "asks for a human",
  needs_javascript: "needs JavaScript",
  parked: "parked domain",
  redirect: "leads elsewhere",
  not_allowed: "not on your list",
  opted_out: "asked not to be read",
  resting: "left alone after errors",
};

/** `on Tue 09:00`, but `at 09:00` when it is today. */
function onOrAt(when: string): string {
  return /^\d\d:\d\d$/.test(when) ? `at ${when}` : `on ${when}`;
}

function stop(sentence: string): string {
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}
