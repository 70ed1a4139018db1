import { align } from "./align.ts";
import type { Card, Line, Part } from "./card.ts";
import { clean, safeUrl } from "./clean.ts";
import { bar, signed } from "./numbers.ts";
import { shorten } from "./shorten.ts";

/** A card as plain text: for terminals, mail and whoever cannot see the card itself. */
export function toText(card: Card): string {
  return shorten(card.parts)
    .flatMap(linesOf)
    .map((line) => clean(line).trimEnd())
    .join("\n");
}

/** Links name their address. */
function lineText(line: Line): string {
  const texts = line.map((run) => {
    if (typeof run === "string") return run;
    if (run.kind === "bold") return run.text;
    if (run.kind === "person") return run.name;
    const url = safeUrl(run.url);
    return url ? `${run.text} (${url})` : run.text;
  });
  return texts.join("");
}

function linesOf(part: Part): string[] {
  switch (part.kind) {
    case "title":
      return [part.aside === null ? part.text : `${part.text} · ${part.aside}`];
    case "text":
    case "note":
      return [lineText(part.line)];
    case "warning":
      return [`⚠ ${lineText(part.line)}`];
    case "heading":
      return ["", part.text];
    case "divider":
      return ["—".repeat(20)];
    case "bars":
      return [part.bars.map((b) => `${b.label} ${bar(b.share)} ${signed(b.points)}`).join("  ")];
    case "reasons":
      return part.rows.map(({ points, because, evidence }) => {
        const proof = evidence ? [`  ↗ ${evidence.label}`] : [];
        return [signed(points).padEnd(5), because, ...proof].join("");
      });
    case "facts":
      return part.rows.map(({ label, line }) => `${label}: ${lineText(line)}`);
    case "list":
      return part.lines.map((line) => `• ${lineText(line)}`);
    case "table":
      return align(part.head, part.rows);
    case "code":
      return part.text.split("\n");
    case "actions": {
      const labels = [...part.buttons, ...part.more].map(({ label }) => `[ ${label} ]`);
      return labels.length > 0 ? [labels.join(" ")] : [];
    }
  }
}
