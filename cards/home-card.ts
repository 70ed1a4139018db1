import type { LeadLine } from "../pipeline/handoff/lead-line.ts";
import type { Card, Part } from "./card.ts";
import { type Check, checkParts } from "./doctor-card.ts";
import { asideOf, leadLine, showButtons } from "./lead-lines.ts";
import { buttons, pressing } from "./pressing.ts";
import { words } from "./words.ts";

/** What one person's Home shows; empty lists are left out, so each role sees its own. */
export type Home = {
  name: string;
  /** The best lead they could take now. */
  next: LeadLine | null;
  mine: readonly LeadLine[];
  /** What nobody has, for those who watch over it. */
  waiting: readonly LeadLine[];
  figures: readonly { label: string; value: string }[];
  /** Health, for admins. */
  checks: readonly Check[];
  /** Whether the leads are samples this person may erase. */
  samples: boolean;
};

/** The Home view: the next lead on top, then what is theirs, then the numbers. */
export function homeCard(home: Home, now: Date, timeZone: string): Card {
  const line = (lead: LeadLine) => leadLine(lead, now, timeZone);
  const parts: Part[] = [{ kind: "title", text: words.hello(home.name), aside: null }];
  if (home.next) {
    const { id, name } = home.next;
    parts.push({ kind: "text", line: [words.nextForYou(name, asideOf(home.next))] });
    const show = pressing("show", words.show, { lead: id });
    parts.push(...buttons([pressing("claim", `${words.claim} ${name}`, { lead: id }), show]));
  } else parts.push({ kind: "text", line: [words.nothingWaiting] });

  if (home.mine.length > 0) {
    parts.push({ kind: "heading", text: words.listTitles.mine });
    parts.push({ kind: "list", lines: home.mine.map(line) });
    parts.push({ kind: "actions", buttons: showButtons(home.mine), more: [] });
  }
  if (home.waiting.length > 0) {
    parts.push({ kind: "heading", text: words.listTitles.queue });
    parts.push({ kind: "list", lines: home.waiting.map(line) });
  }
  if (home.figures.length > 0) {
    const rows = home.figures.map(({ label, value }) => ({ label, line: [value] }));
    parts.push({ kind: "heading", text: words.statsTitle }, { kind: "facts", rows });
  }
  if (home.checks.length > 0) {
    parts.push({ kind: "heading", text: words.healthTitle }, ...checkParts(home.checks));
  }
  if (home.samples) {
    parts.push(
      { kind: "heading", text: words.samplesTitle },
      { kind: "text", line: [words.samples] },
    );
    parts.push(...buttons([pressing("erase_samples", words.eraseSamples)]));
  }
  return { id: "home", version: 0, summary: words.hello(home.name), parts, refresh: null };
}
