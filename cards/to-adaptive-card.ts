import { actionSet, refreshAction, type Transport } from "./adaptive-actions.ts";
import { type AdaptiveCardJson, type Element, paragraph, schema } from "./adaptive-card.ts";
import type { Card, Part } from "./card.ts";
import { clean } from "./clean.ts";
import { teamsLimits } from "./limits.ts";
import { bar, signed } from "./numbers.ts";
import { keepWhatFits, shorten, summaryOf } from "./shorten.ts";
import { escapeMarkdown, markdown } from "./teams-markdown.ts";

/** A card for Teams. `userIds` are the people (Teams' own ids) for whom it reloads when they look at it. */
export function toAdaptiveCard(card: Card, userIds: readonly string[] = []): AdaptiveCardJson {
  const draw = (kept: readonly Part[]): AdaptiveCardJson => ({
    type: "AdaptiveCard",
    ...schema,
    fallbackText: summaryOf(card),
    msteams: { width: "Full" },
    ...refresh(card, userIds),
    body: partsToElements(kept, card.version, "execute"),
  });
  const parts = keepWhatFits(shorten(card.parts), (kept) => bytes(draw(kept)) <= teamsLimits.bytes);
  return draw(parts);
}

/** What Teams counts. */
export function bytes(json: object): number {
  return new TextEncoder().encode(JSON.stringify(json)).length;
}

/** Parts as card elements, for messages, Home and dialogs alike. */
export function partsToElements(
  parts: readonly Part[],
  version: number,
  transport: Transport,
): Element[] {
  return parts.flatMap((part, at) => {
    const [first, ...rest] = elementsOf(part, version, transport);
    if (!first) return [];
    return [parts[at - 1]?.kind === "divider" ? { ...first, separator: true } : first, ...rest];
  });
}

function refresh(card: Card, userIds: readonly string[]): Pick<AdaptiveCardJson, "refresh"> {
  if (!card.refresh) return {};
  const action = refreshAction(card.refresh, card.version);
  if (userIds.length === 0) return { refresh: { action } };
  return { refresh: { action, userIds: userIds.slice(0, teamsLimits.refreshUsers) } };
}

function elementsOf(part: Part, version: number, transport: Transport): Element[] {
  switch (part.kind) {
    case "title":
      return [title(part.text || "–", part.aside)];
    case "text":
      return text(markdown(part.line));
    case "note":
      return text(markdown(part.line), { isSubtle: true, size: "Small" });
    case "warning":
      return text(`⚠ ${markdown(part.line)}`, { color: "Warning" });
    case "heading":
      return text(escapeMarkdown(part.text), { weight: "Bolder", style: "heading" });
    case "divider":
      return [];
    case "bars":
      return [bars(part.bars)];
    case "reasons":
      return part.rows.length > 0 ? [reasons(part.rows)] : [];
    case "facts": {
      const facts = part.rows.map(({ label, line }) => ({
        title: escapeMarkdown(label),
        value: markdown(line),
      }));
      return facts.length > 0 ? [{ type: "FactSet", facts }] : [];
    }
    case "list":
      return text(part.lines.map((line) => `- ${oneParagraph(markdown(line))}`).join("\n"));
    case "table":
      return table(part.head, part.rows);
    case "code":
      return clean(part.text)
        .split("\n")
        .flatMap((line) => text(escapeMarkdown(line), { fontType: "Monospace" }))
        .map((line, at) => (at === 0 ? line : { ...line, spacing: "None" }));
    case "actions":
      return actionSet(part, version, transport);
  }
}

function text(markdown: string, looks: Parameters<typeof paragraph>[1] = {}): Element[] {
  return markdown.trim() === "" ? [] : [paragraph(markdown, looks)];
}

function title(text: string, aside: string | null): Element {
  const heading = paragraph(escapeMarkdown(text), {
    size: "Large",
    weight: "Bolder",
    style: "heading",
  });
  if (aside === null) return heading;
  const right = paragraph(escapeMarkdown(aside), { size: "Large", weight: "Bolder" });
  return {
    type: "ColumnSet",
    columns: [
      { type: "Column", width: "stretch", items: [heading] },
      { type: "Column", width: "auto", items: [right] },
    ],
  };
}

function bars(bars: Extract<Part, { kind: "bars" }>["bars"]): Element {
  const columns = bars.map(({ label, points, share }) => ({
    type: "Column" as const,
    width: "stretch" as const,
    items: [
      paragraph(`**${escapeMarkdown(label)}** ${bar(share)} ${signed(points)}`, { size: "Small" }),
    ],
  }));
  return { type: "ColumnSet", columns };
}

function reasons(rows: Extract<Part, { kind: "reasons" }>["rows"]): Element {
  const facts = rows.map(({ points, because, evidence }) => {
    const label = evidence ? `↗ ${evidence.label}` : "";
    const url = evidence?.url ?? null;
    const proof = url === null ? label : { kind: "link" as const, text: label, url };
    return { title: signed(points), value: markdown([because, label ? "  " : "", proof]) };
  });
  return { type: "FactSet", facts };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Element[] {
  if (head.length === 0) return [];
  const drawn = [head, ...rows].map((row) => ({
    type: "TableRow" as const,
    cells: head.map((_, column) => ({
      type: "TableCell" as const,
      items: [paragraph(escapeMarkdown(row[column] ?? ""))],
    })),
  }));
  return [
    {
      type: "Table",
      firstRowAsHeaders: true,
      columns: head.map(() => ({ width: 1 })),
      rows: drawn,
    },
  ];
}

function oneParagraph(markdown: string): string {
  return markdown.replaceAll(/\s*\n\s*/g, " ");
}
