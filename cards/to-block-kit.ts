import type { KnownBlock } from "@slack/types";
import { align } from "./align.ts";
import { actionsBlocks, elementNames, type NameElement } from "./block-kit-actions.ts";
import type { Card, Line, Part } from "./card.ts";
import { clean, clip } from "./clean.ts";
import { slackLimits } from "./limits.ts";
import { escapeMrkdwn, mrkdwn, plainText } from "./mrkdwn.ts";
import { bar, signed } from "./numbers.ts";
import { keepWhatFits, shorten, summaryOf } from "./shorten.ts";

/** A card as a Slack message; `text` is what notifications and screen readers say. */
export function toBlockKit(card: Card): { text: string; blocks: KnownBlock[] } {
  const blocks = partsToBlocks(card.parts, card.version, slackLimits.messageBlocks);
  // A new version gets new ids, or Slack would keep what an older form of the block held.
  const name = `${clip(card.id, 100)}:${card.version}`;
  return {
    text: escapeMrkdwn(summaryOf(card)),
    blocks: blocks.map((block, at) => ({ ...block, block_id: `${name}:${at}` })),
  };
}

/** Parts as at most `max` blocks, for messages, Home and modals alike. */
export function partsToBlocks(parts: readonly Part[], version: number, max: number): KnownBlock[] {
  const draw = (kept: Part[]) => {
    const name = elementNames();
    return kept.flatMap((part) => blocksOf(part, version, name));
  };
  return draw(keepWhatFits(shorten(parts), (kept) => draw(kept).length <= max));
}

function blocksOf(part: Part, version: number, name: NameElement): KnownBlock[] {
  switch (part.kind) {
    case "title": {
      const aside = part.aside === null ? "" : ` · ${plainText(part.aside, 30)}`;
      const text = plainText(part.text, slackLimits.header - aside.length) + aside;
      return [{ type: "header", text: { type: "plain_text", text } }];
    }
    case "text":
      return sections([lineOf(part.line)]);
    case "warning":
      return sections([lineOf(["⚠ ", ...part.line])]);
    case "heading":
      return sections([lineOf([{ kind: "bold", text: part.text }])]);
    case "note": {
      const text = lineOf(part.line);
      return text.trim() === "" ? [] : [{ type: "context", elements: [styled(text)] }];
    }
    case "divider":
      return [{ type: "divider" }];
    case "bars":
      return sections([part.bars.map(barText).join("\u2003")]);
    case "reasons":
      return sections(part.rows.map(reasonText));
    case "facts":
      return inGroups(part.rows, slackLimits.fields).map((rows) => ({
        type: "section",
        fields: rows.map(({ label, line }) =>
          styled(mrkdwn([{ kind: "bold", text: label || "–" }, "\n", ...line], slackLimits.field)),
        ),
      }));
    case "list":
      return sections(part.lines.map((line) => lineOf(["• ", ...line])));
    case "table":
      return preformatted(align(part.head, part.rows).join("\n"));
    case "code":
      return preformatted(clean(part.text));
    case "actions":
      return actionsBlocks(part, version, name);
  }
}

type Reason = Extract<Part, { kind: "reasons" }>["rows"][number];

function reasonText({ points, because, evidence }: Reason): string {
  const line: Line = [{ kind: "bold", text: signed(points) }, `  ${because}`];
  if (!evidence) return lineOf(line);
  const label = `↗ ${evidence.label}`;
  const proof =
    evidence.url === null ? label : ({ kind: "link", text: label, url: evidence.url } as const);
  return lineOf([...line, "  ", proof]);
}

function barText({ label, points, share }: Extract<Part, { kind: "bars" }>["bars"][number]) {
  return lineOf([{ kind: "bold", text: label }, `\u00a0${bar(share)}\u00a0${signed(points)}`]);
}

function lineOf(line: Line): string {
  return mrkdwn(line, slackLimits.text);
}

/** Whole lines, as many to a block as it takes. */
function sections(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines.filter((line) => line.trim() !== "")) {
    const joined = texts.length === 0 ? line : `${texts.at(-1)}\n${line}`;
    if (texts.length > 0 && joined.length <= slackLimits.text) texts[texts.length - 1] = joined;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: "section", text: styled(text) }));
}

function preformatted(text: string): KnownBlock[] {
  if (text.trim() === "") return [];
  const fence = "```";
  const inner = mrkdwn([text], slackLimits.text - 2 * fence.length);
  return [{ type: "section", text: styled(fence + inner + fence) }];
}

/** `verbatim` keeps Slack from making links and mentions out of what people wrote. */
function styled(text: string) {
  return { type: "mrkdwn", text, verbatim: true } as const;
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let at = 0; at < items.length; at += size) groups.push(items.slice(at, at + size));
  return groups;
}
