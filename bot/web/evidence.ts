import { Hono } from "hono";
import { html } from "hono/html";
import { factLabels, factValue, readableQuote } from "../../cards/fact-words.ts";
import { asideOf } from "../../cards/lead-face.ts";
import { unknownLabel } from "../../cards/lead-score.ts";
import { signed } from "../../cards/numbers.ts";
import { when } from "../../cards/times.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { readEvidenceLink } from "../../db/links.ts";
import { messagesOf } from "../../db/source-events.ts";
import { getTenant } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import type { Part } from "../../pipeline/score/decision.ts";
import { closedLink } from "./closed-link.ts";
import { page } from "./page.ts";

/**
 * What a score rests on: every part with its proof, every fact with its quote, page and time.
 * Opened by a signed link; whatever a page said is shown as text and never runs.
 */
export function evidencePages(world: Pick<World, "db" | "now" | "publicUrl">): Hono {
  const { db, now } = world;
  const routes = new Hono();

  routes.get("/evidence/:token", async (c) => {
    const link = await readEvidenceLink(db, c.req.param("token"), now());
    if (!link) return c.html(closedLink(), 403);
    const { view, messages } = await db.inTenant(link.tenantId, async (tx) => ({
      view: await getLeadView(tx, link.leadId, world.publicUrl, now()),
      messages: await messagesOf(tx, link.leadId),
    }));
    const timeZone = (await getTenant(db, link.tenantId))?.timeZone ?? "UTC";
    const parts = view.decision?.parts ?? [];
    const unknown = view.decision?.unknown ?? [];
    const seen = (at: string) => when(new Date(at), now(), timeZone);
    return c.html(
      page(
        view.company.name,
        html`
          <h1>${view.company.name} · ${asideOf(view)}</h1>
          <p>${[view.company.domain, view.company.industry, view.company.place, view.company.size].filter(Boolean).join(" · ")}</p>
          <h2>Why this score</h2>
          ${parts.length === 0 ? html`<p>${view.decision?.gate?.because ?? "Not scored yet."}</p>` : partRows(parts)}
          ${unknown.length === 0 ? "" : html`<h2>Unknown</h2><p>${unknown.map(unknownLabel).join(", ")}</p>`}
          ${messages.length === 0 ? "" : html`<h2>Made from</h2><p>${messages.map((url) => html`${source("This message", url)} `)}</p>`}
          <h2>What pages say</h2>
          ${view.facts.length === 0 ? html`<p>Nothing was read.</p>` : factRows(view.facts, seen)}
        `,
      ),
    );
  });
  return routes;
}

function partRows(parts: readonly Part[]) {
  return html`<table>
    <thead><tr><th scope="col">Points</th><th scope="col">Reason</th><th scope="col">Evidence</th></tr></thead>
    <tbody>${parts.map(
      (part) => html`<tr id="${part.name}">
        <td>${signed(part.points)}</td>
        <td>${part.because}</td>
        <td>${part.evidence ? source(part.evidence.label, part.evidence.url) : "–"}</td></tr>`,
    )}</tbody></table>`;
}

function factRows(facts: readonly Fact[], seen: (at: string) => string) {
  return html`<table>
    <thead><tr><th scope="col">Fact</th><th scope="col">Quote</th><th scope="col">Source</th><th scope="col">Seen</th><th scope="col">Sure</th></tr></thead>
    <tbody>${facts.map(
      (fact) => html`<tr>
        <td>${factLabels[fact.name]}: ${factValue(fact)}</td>
        <td>${quoted(fact)}</td>
        <td>${source(addressOf(fact.sourceUrl), fact.sourceUrl)}</td>
        <td>${seen(fact.observedAt)}</td>
        <td>${Math.round(fact.confidence * 100)} %</td></tr>`,
    )}</tbody></table>`;
}

function source(label: string, url: string | null) {
  if (!url || !/^https?:\/\//.test(url)) return html`${label}`;
  return html`<a href="${url}" rel="noopener noreferrer nofollow">${label}</a>`;
}

/** Words of a page are quoted; what its code says is retold. */
function quoted(fact: Fact) {
  const text = readableQuote(fact);
  if (text === null) return html`–`;
  return text === fact.quote ? html`<q>${text}</q>` : html`In the page's data: ${text}`;
}

function addressOf(url: string | null): string {
  if (url === null) return "told by a person";
  const { host, pathname } = URL.parse(url) ?? { host: url, pathname: "" };
  return `${host}${pathname.replace(/\/$/, "")}`;
}
