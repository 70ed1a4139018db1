import type { CampaignField } from "../pipeline/ingest/campaign.ts";
import type { Card, Line } from "./card.ts";
import { clip, oneLine } from "./clean.ts";
import { words } from "./words.ts";

type Counted = {
  field: "source" | CampaignField;
  value: string;
  leads: number;
  values: number;
};

export const sourceWords = {
  title: "Where leads come from",
  none: "No lead yet.",
  fields: {
    source: "Source",
    page: "Page",
    utm_source: "utm_source",
    utm_medium: "utm_medium",
    utm_campaign: "utm_campaign",
    utm_term: "utm_term",
    utm_content: "utm_content",
  } satisfies Record<Counted["field"], string>,
  /** The foot of a lead's card. */
  cameFrom: (campaign: Partial<Record<CampaignField, string>>) => {
    const { page, utm_source, utm_medium, utm_campaign, utm_term, utm_content } = campaign;
    const utm = [utm_source, utm_medium, utm_campaign, utm_term, utm_content];
    const tags = utm.filter((tag) => tag !== undefined).join(" / ");
    return `From ${[page, tags].filter(Boolean).join(" · ")}`;
  },
} as const;

/** Leads by source, campaign and page, the most first. */
export function sourceStatsCard(counted: readonly Counted[]): Card {
  const lines = Object.entries(sourceWords.fields).flatMap(([field, label]): Line[] => {
    const rows = counted.filter((row) => row.field === field);
    if (rows.length === 0) return [];
    const shown = rows
      .map(({ value, leads }) => `${clip(oneLine(value), 60)} ${leads}`)
      .join(" · ");
    const more = (rows[0]?.values ?? 0) - rows.length;
    const rest = more > 0 ? ` · ${words.andMore(more)}` : "";
    return [[{ kind: "bold", text: label }, ` ${shown}${rest}`]];
  });
  const summary = lines.length > 0 ? sourceWords.title : sourceWords.none;
  return {
    ...{ id: "source-stats", version: 0, summary, refresh: null },
    parts: [
      { kind: "title", text: sourceWords.title, aside: null },
      lines.length > 0 ? { kind: "list", lines } : { kind: "text", line: [sourceWords.none] },
    ],
  };
}
