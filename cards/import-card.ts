import type { Mapping } from "../pipeline/ingest/columns/fields.ts";
import type { AccountStanding } from "../pipeline/ingest/doors/door.ts";
import type { Action, Card, Line, Part } from "./card.ts";
import { emphasis } from "./emphasis.ts";
import { fieldLabels } from "./import-form.ts";
import { keptReasons, skipReasons, importWords as w } from "./import-words.ts";
import { bar } from "./numbers.ts";
import { buttons, pressing } from "./pressing.ts";
import { day, whenExactly } from "./times.ts";

/** A dropped file as its card tells of it. */
export type ImportView = {
  id: string;
  number: number;
  revision: number;
  fileName: string;
  state: keyof typeof w.state;
  purpose: keyof typeof w.purposes;
  declaration: string | null;
  rowsRead: number;
  /** By verdict while it waits; then `wanted`, `left`, `in`, `out`; `removed` and `restored` once undone. */
  counts: Readonly<Record<string, number>>;
  skipped: Readonly<Record<string, { count: number; lines: readonly number[] }>>;
  columns: readonly string[];
  mapping: Mapping;
  /** Columns whose meaning was only guessed. */
  unsure: readonly string[];
  samples: readonly (readonly string[])[];
  failure: string | null;
  droppedBy: string | null;
  approvedBy: string | null;
  createdAt: Date;
  undoUntil: Date | null;
  kept: readonly { reason: string; count: number; names: readonly string[] }[];
};
type Clock = { now: Date; timeZone: string };

/** The one card of an import, from its first byte to its end. */
export function importCard(view: ImportView, clock: Clock): Card {
  const { id, number, revision, fileName } = view;
  const rows = view.rowsRead > 0 ? w.rows(view.rowsRead) : null;
  const said = bodyOf(view, clock);
  return {
    id: `import:${id}`,
    version: revision,
    summary: `${fileName}: ${said.summary}`,
    parts: [{ kind: "title", text: fileName, aside: rows }, ...said.parts, footOf(view, clock)],
    refresh: null,
  };

  function footOf({ droppedBy, createdAt }: ImportView, { now, timeZone }: Clock): Part {
    const by = droppedBy === null ? [] : [w.by(droppedBy, whenExactly(createdAt, now, timeZone))];
    return { kind: "note", line: [[`Import ${number}`, ...by].join(" · ")] };
  }
}

function bodyOf(view: ImportView, clock: Clock): { summary: string; parts: Part[] } {
  switch (view.state) {
    case "arriving":
    case "reading":
      return sentence(w.reading(view.rowsRead));
    case "waiting":
      return waiting(view);
    case "importing":
      return importing(view);
    case "done":
      return done(view, clock);
    case "cancelled":
    case "expired":
    case "undoing":
      return sentence(w[view.state]);
    case "failed":
      return warning(view.failure ?? w.broken);
    case "undone":
      return undone(view);
  }
}

/** The dry run: what would happen, and what is asked before it does. */
function waiting(view: ImportView): { summary: string; parts: Part[] } {
  const { counts, samples } = view;
  const n = (name: string) => counts[name] ?? 0;
  const [create, update] = [n("create"), n("update")];
  const summary = w.verdicts({ create, update, unchanged: n("unchanged"), skipped: n("skipped") });
  const parts: Part[] = [{ kind: "text", line: [{ kind: "bold", text: summary }] }];
  if (samples.length > 0) parts.push({ kind: "table", head: w.sample, rows: samples });
  parts.push({ kind: "note", line: [mappingLine(view)] });
  if (view.unsure.length > 0) {
    parts.push({ kind: "warning", line: [w.unsure(view.unsure.join(", "))] });
  }
  parts.push(...skippedParts(view));

  const args = { import: view.id };
  const ways = [
    pressing("import_map", w.changeMapping, args),
    pressing("import_cancel", w.cancel, args),
  ];
  const wanted = create + update;
  if (wanted === 0) {
    const none: Part = { kind: "text", line: [w.nothingNew] };
    return { summary, parts: [...parts, none, ...buttons(ways)] };
  }
  const ask: Part = { kind: "text", line: [{ kind: "bold", text: w.whereFrom }] };
  const yes = pressing("import_approve", w.import(wanted), args);
  return { summary, parts: [...parts, ask, ...buttons([yes, ...ways])] };
}

/** `Firma → company, Mail → email; Notizen ignored`. */
function mappingLine({ columns, mapping }: ImportView): string {
  const used = Object.entries(mapping)
    .map(([field, column]) => ({ field, column }))
    .sort((a, b) => a.column - b.column);
  const meant = used.map(({ field, column }) => `${columns[column] ?? "?"} → ${labelOf(field)}`);
  const rest = columns.filter((_, at) => !used.some(({ column }) => column === at));
  const shown = rest.slice(0, 8).concat(rest.length > 8 ? ["…"] : []);
  return meant.join(", ") + (rest.length > 0 ? w.ignored(shown.join(", ")) : "");
}

function labelOf(field: string): string {
  return Object.hasOwn(fieldLabels, field)
    ? fieldLabels[field as keyof typeof fieldLabels].toLowerCase() // it is one of them
    : field;
}

function skippedParts({ skipped, counts }: ImportView): Part[] {
  const reasons = Object.entries(skipped).sort(([, a], [, b]) => b.count - a.count);
  if (reasons.length === 0) return [];
  const lines = reasons.map(([reason, { count, lines }]): Line => {
    const why = skipReasons[reason] ?? reason;
    return [`${count.toLocaleString("en")} ${why}${w.lines(lines, count > lines.length)}`];
  });
  return [
    { kind: "text", line: [w.skipped(counts.skipped ?? 0)] },
    { kind: "list", lines },
  ];
}

function importing({ counts }: ImportView): { summary: string; parts: Part[] } {
  const all = counts.wanted ?? 0;
  const settled = all - (counts.left ?? all);
  const summary = w.importing(settled, all);
  const line: Line = [`${bar(all === 0 ? 1 : settled / all)} ${summary}`];
  return { summary, parts: [{ kind: "text", line }] };
}

function done(view: ImportView, { now, timeZone }: Clock): { summary: string; parts: Part[] } {
  const { counts, undoUntil } = view;
  const [taken, out] = [counts.in ?? 0, counts.out ?? 0];
  const isOpen = undoUntil !== null && undoUntil > now;
  const asLeads = view.purpose === "leads";
  const said = asLeads ? w.done(taken, out) : w.listed(taken, view.purpose as AccountStanding); // any other purpose is one
  const until = isOpen ? [w.undoUntil(whenExactly(undoUntil, now, timeZone))] : [];
  const summary = [said, ...until].join(" · ");
  const parts: Part[] = [{ kind: "text", line: [{ kind: "bold", text: summary }] }];
  if (asLeads && taken > 0) parts.push({ kind: "text", line: emphasis(w.quiet) });
  parts.push(...approved(view));
  const args = { import: view.id };
  const ways: Action[] = [
    ...(out > 0 ? [pressing("import_rejected", w.rejectedRows, args)] : []),
    ...(isOpen && taken > 0 ? [pressing("import_undo", w.undo, args)] : []),
  ];
  if (ways.length > 0) parts.push({ kind: "actions", buttons: ways, more: [] });
  return { summary, parts };
}

function approved({ approvedBy, declaration }: ImportView): Part[] {
  if (approvedBy === null) return [];
  const declared = Object.entries(w.declarations).find(([word]) => word === declaration)?.[1];
  return [{ kind: "note", line: [w.approvedBy(approvedBy, declared ?? "?")] }];
}

function undone({ counts, kept, purpose }: ImportView): { summary: string; parts: Part[] } {
  const removed = counts.removed ?? 0;
  const summary = purpose === "leads" ? w.undone(removed) : w.unlisted(removed);
  const parts: Part[] = [{ kind: "text", line: [summary] }];
  if (counts.restored) parts.push({ kind: "text", line: [w.givenBack(counts.restored)] });
  if (kept.length === 0) return { summary, parts };
  const all = kept.reduce((sum, { count }) => sum + count, 0);
  const lines = kept.map(({ reason, count, names }): Line => {
    const more = count > names.length ? " …" : "";
    return [`${count} ${keptReasons[reason] ?? reason}: ${names.join(", ")}${more}`];
  });
  parts.push({ kind: "text", line: [w.kept(all)] }, { kind: "list", lines });
  return { summary, parts };
}

function sentence(text: string): { summary: string; parts: Part[] } {
  return { summary: text, parts: [{ kind: "text", line: [text] }] };
}

function warning(text: string): { summary: string; parts: Part[] } {
  return { summary: text, parts: [{ kind: "warning", line: [text] }] };
}

/** What was dropped lately, newest first. */
export function importsCard(views: readonly ImportView[], { now, timeZone }: Clock): Card {
  const lines = views.map((view): Line => {
    const when = day(view.createdAt, now, timeZone);
    const numbers = ["in", "out"].flatMap((name) =>
      view.counts[name] === undefined ? [] : [`${view.counts[name]} ${name}`],
    );
    const rest = [when, view.droppedBy, w.state[view.state], numbers.join(", ")];
    const told = rest.filter((text) => text !== null && text !== "").join(" · ");
    return [{ kind: "bold", text: w.listLine(view.number, view.fileName) }, ` · ${told}`];
  });
  const shows = views
    .slice(0, 3)
    .map(({ id, number }) => pressing("import_show", w.show(number), { import: id }));
  const parts: Part[] =
    views.length === 0
      ? [{ kind: "text", line: [w.noImports] }]
      : [
          { kind: "list", lines },
          { kind: "actions", buttons: shows, more: [] },
        ];
  return {
    id: "imports",
    version: 0,
    summary: w.listTitle,
    parts: [{ kind: "title", text: w.listTitle, aside: null }, ...parts],
    refresh: null,
  };
}
