import type { CommandHelp } from "../pipeline/ingest/commands.ts";
import type { Card, Part } from "./card.ts";
import { pressing } from "./pressing.ts";
import { words } from "./words.ts";

/** What the asker may say, with one example each, and what nobody can make the bot do. */
export function helpCard(allowed: readonly CommandHelp[]): Card {
  const parts: Part[] = [{ kind: "title", text: words.helpTitle, aside: null }];
  for (const title of new Set(Object.values(words.helpFor))) {
    const lines = allowed
      .filter(({ needs }) => words.helpFor[needs ?? "work"] === title)
      .map(({ example, help }) => [
        { kind: "bold" as const, text: `/lead ${example}` },
        ` ${help}`,
      ]);
    if (lines.length > 0) parts.push({ kind: "heading", text: title }, { kind: "list", lines });
  }
  return {
    id: "help",
    version: 0,
    summary: words.helpTitle,
    parts: [
      ...parts,
      ...neverParts(),
      {
        kind: "actions",
        buttons: [
          pressing("command", words.listTitles.queue, { text: "queue" }),
          pressing("command", words.listTitles.mine, { text: "mine" }),
        ],
        more: [],
      },
    ],
    refresh: null,
  };
}

/** What nobody can make Baton do. */
export function neverParts(): Part[] {
  return [
    { kind: "heading", text: words.neverDo },
    { kind: "text", line: [words.never.join(" · ")] },
  ];
}
