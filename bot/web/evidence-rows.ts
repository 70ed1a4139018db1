import { html } from "hono/html";
import { factGroups, evidenceWords as say, standingWords } from "../../cards/evidence-words.ts";
import {
  factLabels,
  factSource,
  factValue,
  providerLabel,
  readableQuote,
  sureness,
} from "../../cards/fact-words.ts";
import type { Disagreement } from "../../pipeline/enrich/disagree.ts";
import { staleness } from "../../pipeline/enrich/freshness.ts";
import type { ShownFact } from "./evidence-scene.ts";
import type { Html } from "./page.ts";

type Clock = { seen: (at: Date) => string; now: Date };

/** Facts under their headings; headings without any are left out. */
export function groupsOf(facts: readonly ShownFact[]): { title: string; rows: ShownFact[] }[] {
  return factGroups
    .map(({ title, names }) => ({
      title,
      rows: names.flatMap((name) => facts.filter(({ fact }) => fact.name === name)),
    }))
    .filter(({ rows }) => rows.length > 0);
}

export function factRows(title: string, rows: readonly ShownFact[], clock: Clock): Html {
  return html`<table aria-label="${title}">
    <thead><tr>${say.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => factRow(row, clock))}</tbody></table>`;
}

function factRow(shown: ShownFact, { seen, now }: Clock): Html {
  const { fact, goneSince } = shown;
  const { stale } = staleness(fact, now);
  return html`<tr>
    <td>${factLabels[fact.name]}: ${factValue(fact)}</td>
    <td>${quoted(shown)}</td>
    <td>${source(factSource(fact), fact.sourceUrl)}${goneSince ? html` <span class="chip">${say.goneSince(seen(goneSince))}</span>` : ""}
      <small>${fact.sourceUrl === null ? "" : providerLabel(fact.provider)}</small></td>
    <td>${seen(new Date(fact.seenAt ?? fact.observedAt))}${stale ? html`<small>${say.old}</small>` : ""}</td>
    <td>${sureness(fact)}</td></tr>`;
}

/** Words of a page stand in their sentence while it is kept; what its code says is retold. */
function quoted({ fact, context, page }: ShownFact): Html {
  const text = readableQuote(fact);
  if (text === null) return html`–`;
  if (context) {
    return html`<span class="context">${context.before}<mark>${context.quote}</mark>${context.after}</span>`;
  }
  const note = page === "expired" ? html`<small>${say.expired}</small>` : "";
  return text === fact.quote ? html`<q>${text}</q>${note}` : html`${say.inData(text)}${note}`;
}

/** Everybody who spoke, the one that counts first and marked. */
export function disagreementRows(one: Disagreement, seen: (at: Date) => string): Html {
  return html`<table id="disagree-${one.name}">
    <caption>${say.sourcesDisagree(one)}</caption>
    <thead><tr><th scope="col">${factLabels[one.name]}</th><th scope="col">Source</th><th scope="col">Seen</th><th scope="col">Sure</th><th scope="col">Why</th></tr></thead>
    <tbody>${one.candidates.map(
      ({ fact, standing }) => html`<tr>
        <td>${standing === "chosen" ? html`<strong>✓ ${factValue(fact)}</strong>` : factValue(fact)}</td>
        <td>${source(factSource(fact), fact.sourceUrl)}</td>
        <td>${seen(new Date(fact.seenAt ?? fact.observedAt))}</td>
        <td>${sureness(fact)}</td>
        <td>${standingWords[standing]}</td></tr>`,
    )}</tbody></table>`;
}

/** A link only to the web; whatever else an address says is shown as words. */
export function source(label: string, url: string | null): Html {
  if (!url || !/^https?:\/\//.test(url)) return html`${label}`;
  return html`<a href="${url}" rel="noopener noreferrer nofollow">${label}</a>`;
}
