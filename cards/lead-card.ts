import type { LeadView } from "../pipeline/handoff/lead-view.ts";
import { systemName } from "../pipeline/ingest/doors/systems.ts";
import { budgetWords } from "./budget-words.ts";
import type { Card, Line, Part, Run } from "./card.ts";
import { clip } from "./clean.ts";
import { agedSize, doubtParts } from "./doubts.ts";
import { enquiryParts } from "./enquiry-lines.ts";
import { evidenceWords } from "./evidence-words.ts";
import { leadActions } from "./lead-actions.ts";
import { asideOf, type Face, faceOf } from "./lead-face.ts";
import { adviceParts, scoreParts } from "./lead-score.ts";
import { cardLimits } from "./limits.ts";
import { cost, count } from "./numbers.ts";
import { leadOutreachLine } from "./outreach-status.ts";
import { pressing } from "./pressing.ts";
import { mergedCard } from "./recognised-card.ts";
import { sourceWords } from "./source-stats-card.ts";
import { age, day, when, whenExactly } from "./times.ts";
import { words } from "./words.ts";

const shownDoubts = 2;

type Clock = { now: Date; timeZone: string };

/** One lead as it stands at this moment, in the state it is in. */
export function leadCard(view: LeadView, now: Date, timeZone: string): Card {
  if (view.mergedInto) return mergedCard(view, view.mergedInto);
  const face = faceOf(view, now);
  const clock = { now, timeZone };
  const aside = asideOf(view);
  const status = statusLine(view, face, clock);
  const owner = ownerLine(view, face, clock);
  const mail = leadOutreachLine(view.outreach, clock);
  const said = [status, owner].filter((line) => line !== undefined).map(spoken);

  return {
    id: view.id,
    version: view.version,
    summary: [`${clip(view.company.name, cardLimits.title)} (${aside})`, ...said].join(" · "),
    parts: [
      { kind: "title", text: view.company.name, aside },
      ...subtitle(view, face, now),
      ...(face === "gated" || face === "opted_out" ? [] : doubtParts(view, shownDoubts)),
      ...goneParts(view, clock),
      ...(status ? [{ kind: "text" as const, line: status }] : []),
      ...judgement(view, face),
      ...(face === "gated" || face === "opted_out" ? [] : enquiryParts(view.said)),
      { kind: "divider" },
      ...(owner ? [{ kind: "text" as const, line: owner }] : []),
      ...(mail === undefined ? [] : [{ kind: "text" as const, line: [mail] }]),
      ...leadActions(view, face),
      ...reactions(view),
      ...(view.campaign
        ? [{ kind: "note" as const, line: [clip(sourceWords.cameFrom(view.campaign), 200)] }]
        : []),
      ...pauseParts(view, clock),
      { kind: "note", line: [receipt(view, now)] },
    ],
    refresh: pressing("refresh", words.refresh, { lead: view.id }),
  };
}

function subtitle(view: LeadView, face: Face, now: Date): Part[] {
  const { company, contact, moved, others } = view;
  const domain: Line =
    company.domain === null
      ? []
      : [{ kind: "link", text: company.domain, url: `https://${company.domain}` }];
  const rest = [company.industry, company.place, agedSize(view, now)].filter((x) => x !== null);
  const line = [...domain, ...rest].flatMap((run, at) => (at === 0 ? [run] : [" · ", run]));
  const person =
    contact && face !== "opted_out"
      ? [contact.name, contact.title, contact.email].filter((x) => x !== null).join(" · ")
      : "";
  return [
    ...(line.length > 0 ? [{ kind: "text" as const, line }] : []),
    ...(person === "" ? [] : [{ kind: "note" as const, line: [person] }]),
    ...(moved ? [{ kind: "note" as const, line: [words.moved(moved.name, moved.from)] }] : []),
    ...(others && others.named.length > 0 && face !== "opted_out"
      ? [{ kind: "note" as const, line: [evidenceWords.others(others, company.name)] }]
      : []),
  ];
}

/** A record that was deleted elsewhere says something about the lead. */
function goneParts({ gone = [] }: LeadView, { now, timeZone }: Clock): Part[] {
  return gone.map(({ channel, at }) => {
    const line = [words.goneIn(systemName(channel), day(at, now, timeZone))];
    return { kind: "warning", line };
  });
}

/** The sentence of the state, where it has one. */
function statusLine(view: LeadView, face: Face, clock: Clock): Line | undefined {
  const { now, timeZone } = clock;
  const site = view.company.domain ?? view.company.name;
  switch (face) {
    case "opted_out":
      return view.optedOut
        ? [words.notContacted(day(view.optedOut.at, now, timeZone), view.optedOut.how)]
        : [words.outreachOff];
    case "gated": {
      const { because = "", rule = "" } = view.decision?.gate ?? {};
      return [words.gated(because, rule)];
    }
    case "snoozed":
      return view.snooze
        ? [
            words.backOn(
              whenExactly(view.snooze.until, now, timeZone),
              view.snooze.by,
              view.snooze.note,
            ),
          ]
        : undefined;
    case "outcome":
      return view.outcome ? outcome(view.outcome, clock) : undefined;
    case "site_says_no":
      return closed(view);
    case "received":
      return [view.company.domain === null ? words.lookingNowhere : words.looking(site)];
    case "researching":
      return [
        view.research
          ? words.reading(view.research.read, view.research.expected)
          : words.looking(site),
      ];
    case "failed":
    case "claimed":
    case "offered":
      return view.failure
        ? [words.couldNotRead(site, view.failure.detail, view.failure.tries)]
        : undefined;
  }
}

function closed({ failure }: LeadView): Line | undefined {
  const said = failure && words.siteIsClosed[failure.failure];
  return said ? [said] : undefined;
}

function outcome(logged: NonNullable<LeadView["outcome"]>, { now, timeZone }: Clock): Line {
  const extra = words.outcomeExtra(logged.reason, logged.value);
  const sentence = words.outcomeLogged(logged.outcome, logged.by, day(logged.at, now, timeZone));
  return [extra === "" ? sentence : `${sentence}: ${extra}`];
}

function judgement(view: LeadView, face: Face): Part[] {
  if (face === "gated" || face === "opted_out") return [];
  if (!view.decision) return heading(view);
  const { summary } = view.decision;
  return [
    { kind: "divider" },
    ...(summary === "" ? [] : [{ kind: "text" as const, line: [summary] }]),
    ...scoreParts(view.decision, view.evidenceUrl),
    ...adviceParts(view.decision),
  ];
}

/** Where the score is heading, with its reasons; no advice yet, for nothing is done about it. */
function heading({ soFar, evidenceUrl }: LeadView): Part[] {
  return soFar ? [{ kind: "divider" }, ...scoreParts(soFar, evidenceUrl)] : [];
}

/** Who has it, since when. */
function ownerLine(view: LeadView, face: Face, { now, timeZone }: Clock): Line | undefined {
  if (face === "opted_out" || face === "gated" || face === "received") return undefined;
  const { claimedBy, offeredTo } = view;
  if (claimedBy) {
    return [words.claimedBy, person(claimedBy), `, ${when(claimedBy.at, now, timeZone)}`];
  }
  if (offeredTo) {
    // The card stands for hours after its last edit: minutes would lie, a clock does not.
    const since = words.waiting(undefined, when(offeredTo.at, now, timeZone));
    const { returning } = view;
    const before = returning && words.returning(returning.name, day(returning.at, now, timeZone));
    return [words.offeredTo, person(offeredTo), ` · ${since}`, ...(before ? [` · ${before}`] : [])];
  }
  return face === "researching" ? undefined : [words.unowned];
}

function person({ personId, name }: { personId: string; name: string }): Run {
  return { kind: "person", personId, name };
}

function reactions({ feedback }: LeadView): Part[] {
  if (feedback.length === 0) return [];
  const line = feedback.map(({ emoji, names }) => `${emoji} ${names.join(", ")}`).join(" · ");
  return [{ kind: "note", line: [line] }];
}

/** What a lead would still be asked about, were there money for it. */
function pauseParts({ paidPause }: LeadView, { now, timeZone }: Clock): Part[] {
  if (!paidPause) return [];
  const line = [budgetWords.leftOut(paidPause.why, day(paidPause.at, now, timeZone))];
  return [{ kind: "note", line }];
}

function receipt({ receipt, decision, soFar }: LeadView, now: Date): string {
  const { sources, ms, usd, cachedAt } = receipt;
  const took = ms === null ? [] : [`${Math.round(ms / 1000)} s`];
  const time = cachedAt ? [words.cached(age(cachedAt, now))] : took;
  const model = (decision ?? soFar)?.modelVersion ?? [];
  return [count(sources, "source"), time, cost(usd), model].flat().join(" · ");
}

function spoken(line: Line): string {
  return line
    .map((run) => (typeof run === "string" ? run : run.kind === "person" ? run.name : run.text))
    .join("");
}
