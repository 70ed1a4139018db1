import type { LeadLine, Stuck } from "../pipeline/handoff/lead-line.ts";
import type { Week } from "../pipeline/ops/stats.ts";
import type { WaitingApproval } from "../pipeline/outreach/outreach-view.ts";
import { approvalParts } from "./approval-list.ts";
import { type BudgetMeter, meterParts } from "./budget-meter.ts";
import type { Card, Line, Part } from "./card.ts";
import { brokenParts, type Check } from "./doctor-card.ts";
import { type DoorLine, doorLines, doorWords } from "./doors-card.ts";
import { neverParts } from "./help-card.ts";
import { asideOf, leadLine, myLine, showButtons, waitingSince } from "./lead-lines.ts";
import { count } from "./numbers.ts";
import { buttons, pressing } from "./pressing.ts";
import { words } from "./words.ts";

/** What one person's Home shows; empty lists are left out, so each role sees its own. */
export type Home = {
  name: string;
  /** The best lead they could take now; `never` for those who may not take any. */
  next: LeadLine | null | "never";
  /** One page of their leads, what is due first; `page` counts from 0. */
  mine: { leads: readonly LeadLine[]; total: number; page: number };
  /** What waits for their yes. */
  approvals: readonly WaitingApproval[];
  /** Null for those who have no leads to have numbers about. */
  week: Week | null;
  /** Who lets offers wait, for those who could move them. */
  stuck: readonly Stuck[];
  /** What nobody has, for those who watch over it. */
  waiting: readonly LeadLine[];
  /** What research costs, for those who answer for it. */
  meter: BudgetMeter | null;
  /** Health, for those who keep it running. */
  checks: readonly Check[];
  /** What leads come through, for the same. */
  doors: readonly DoorLine[];
  /** Whether the leads are samples this person may erase. */
  samples: boolean;
};

/** Leads on one page of Home. */
export const homePage = 10;
type Clock = { now: Date; timeZone: string };

/** The Home view: the next lead on top, what is theirs by what is due, then what they watch over. */
export function homeCard(home: Home, clock: Clock): Card {
  const { now, timeZone } = clock;
  const parts: Part[] = [
    { kind: "title", text: words.hello(home.name), aside: null },
    ...nextParts(home.next),
    ...mineParts(home.mine, clock),
    ...approvalParts(home.approvals, clock),
    ...weekParts(home.week),
    ...listed(
      words.stuckTitle,
      home.stuck.map(({ name, offers, since }) => [
        { kind: "bold", text: name },
        words.stuck(offers, waitingSince(since, now, timeZone)),
      ]),
    ),
    ...listed(
      words.listTitles.queue,
      home.waiting.map((lead) => leadLine(lead, now, timeZone)),
    ),
    ...meterParts(home.meter),
    ...listed(doorWords.title, doorLines(home.doors, clock)),
    ...healthParts(home.checks),
    ...sampleParts(home.samples),
    ...neverParts(),
  ];
  return { id: "home", version: 0, summary: words.hello(home.name), parts, refresh: null };
}

function nextParts(next: Home["next"]): Part[] {
  if (next === "never") return [{ kind: "text", line: [words.looksOnly] }];
  if (!next) return [{ kind: "text", line: [words.nothingForYou] }];
  const { id: lead, name } = next;
  const claim = pressing("claim", `${words.claim} ${name}`, { lead });
  return [
    { kind: "text", line: [words.nextForYou(name, asideOf(next))] },
    ...buttons([claim, pressing("show", words.show, { lead })]),
  ];
}

function mineParts({ leads, total, page }: Home["mine"], { now, timeZone }: Clock): Part[] {
  if (leads.length === 0) return [];
  const first = page * homePage + 1;
  const turns = [
    ...(page > 0 ? [turn(words.previousPage, page - 1)] : []),
    ...(first + leads.length <= total ? [turn(words.nextPage, page + 1)] : []),
  ];
  const where = words.rowsOf(first, first + leads.length - 1, total);
  return [
    ...listed(
      words.listTitles.mine,
      leads.map((lead) => myLine(lead, now, timeZone)),
    ),
    { kind: "actions", ...showButtons(leads) },
    ...(turns.length > 0
      ? [
          { kind: "note" as const, line: [where] },
          { kind: "actions" as const, buttons: turns, more: [] },
        ]
      : []),
  ];
}

function turn(label: string, page: number) {
  return pressing("next", label, { page: String(page) });
}

function weekParts(week: Week | null): Part[] {
  if (!week) return [];
  const { claimed, touchMinutes, meetings } = week;
  const touch = touchMinutes === null ? words.notMeasured : spent(touchMinutes);
  const rows = [
    { label: words.week.claimed, line: [String(claimed)] },
    { label: words.week.touch, line: [touch] },
    { label: words.week.meetings, line: [String(meetings)] },
  ];
  return [
    { kind: "heading", text: words.weekTitle },
    { kind: "facts", rows },
  ];
}

/** `14 min`, `3 hours`, `2 days`. */
function spent(minutes: number): string {
  if (minutes < 90) return `${Math.round(minutes)} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? count(hours, "hour") : count(Math.round(hours / 24), "day");
}

function healthParts(checks: readonly Check[]): Part[] {
  if (checks.length === 0) return [];
  const broken = brokenParts(checks);
  const fine: Part[] = [{ kind: "text", line: [words.health(0, checks.length)] }];
  return [{ kind: "heading", text: words.healthTitle }, ...(broken.length > 0 ? broken : fine)];
}

function sampleParts(samples: boolean): Part[] {
  if (!samples) return [];
  return [
    { kind: "heading", text: words.samplesTitle },
    { kind: "text", line: [words.samples] },
    {
      kind: "actions",
      buttons: [pressing("erase_samples", words.eraseSamples)],
      more: [],
    },
  ];
}

function listed(title: string, lines: readonly Line[]): Part[] {
  if (lines.length === 0) return [];
  return [
    { kind: "heading", text: title },
    { kind: "list", lines },
  ];
}
