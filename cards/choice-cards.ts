import type { Card, Part } from "./card.ts";
import { emphasis } from "./emphasis.ts";
import { buttons, pressing } from "./pressing.ts";
import { words } from "./words.ts";

const previewRows = 10;

/** A name that could be several companies: `Which Acme?` */
export function nameChoicesCard(name: string, domains: readonly string[]): Card {
  const choices = domains.map((domain) => pressing("pick", domain, { domain }));
  return {
    id: "choices",
    version: 0,
    summary: words.whichOne(name),
    parts: [
      { kind: "text", line: [words.whichOne(name)] },
      ...(choices.length > 0 ? [{ kind: "actions" as const, buttons: choices, more: [] }] : []),
      { kind: "note", line: [words.otherDomain] },
    ],
    refresh: null,
  };
}

/** What many pasted companies would become. `args` name the stored list for both buttons. */
export function importPreviewCard(
  leads: readonly { text: string; note: string | null }[],
  args: Readonly<Record<string, string>>,
): Card {
  const shown = leads.slice(0, previewRows);
  const hidden = leads.length - shown.length;
  const lines = shown.map(({ text, note }) => [note === null ? text : `${text} · ${note}`]);
  const rest = hidden > 0 ? [[words.andMore(hidden)]] : [];
  const list: Part = { kind: "list", lines: [...lines, ...rest] };
  return {
    id: "preview",
    version: 0,
    summary: words.previewTitle(leads.length),
    parts: [
      { kind: "title", text: words.previewTitle(leads.length), aside: null },
      list,
      ...buttons([
        pressing("make_leads", words.makeLeads, args),
        pressing("cancel", words.cancel, args),
      ]),
    ],
    refresh: null,
  };
}

/** A verb mistyped: the nearest ones as buttons. `rest` is what followed the verb. */
export function suggestCard(nearest: readonly string[], rest = ""): Card {
  const [first = "help"] = nearest;
  const choices = nearest.map((verb) =>
    pressing("command", verb, { text: `${verb} ${rest}`.trim() }),
  );
  return {
    id: "suggest",
    version: 0,
    summary: words.didYouMean(first),
    parts: [{ kind: "text", line: emphasis(words.didYouMean(first)) }, ...buttons(choices)],
    refresh: null,
  };
}
