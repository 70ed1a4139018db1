import { Hono } from "hono";
import { html } from "hono/html";
import { leadResource } from "../../cards/lead-resource.ts";
import { when } from "../../cards/times.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { readEvidenceLink } from "../../db/links.ts";
import { getTenant } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import type { Fact } from "../../pipeline/enrich/fact.ts";
import type { Part } from "../../pipeline/score/decision.ts";
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
    if (!link) {
      const gone = html`<p>This link is no longer good. Ask for the card again: <code>/lead show</code>.</p>`;
      return c.html(page("Evidence", gone), 404);
    }
    const view = await db.inTenant(link.tenantId, (tx) =>
      getLeadView(tx, link.leadId, world.publicUrl, now()),
    );
    const timeZone = (await getTenant(db, link.tenantId))?.timeZone ?? "UTC";
    const { parts, unknown } = leadResource(view);
    const score = view.decision?.score;
    const seen = (at: string) => when(new Date(at), now(), timeZone);
    return c.html(
      page(
        view.company.name,
        html`
          <h1>${view.company.name}${score === undefined || score === null ? "" : ` · ${score}`}</h1>
          <p>${[view.company.domain, view.company.industry, view.company.place, view.company.size].filter(Boolean).join(" · ")}</p>
          <h2>Why this score</h2>
          ${parts.length === 0 ? html`<p>${view.decision?.gate?.because ?? "Not scored yet."}</p>` : partRows(parts)}
          ${unknown.length === 0 ? "" : html`<h2>Unknown</h2><p>${unknown.map((one) => `${one.name.replaceAll("_", " ")} (${one.min}…+${one.max})`).join(", ")}</p>`}
          <h2>What pages say</h2>
          ${view.facts.length === 0 ? html`<p>Nothing was read.</p>` : factRows(view.facts, seen)}
        `,
      ),
    );
  });
  return routes;
}

type ShownPart = Pick<Part, "name" | "points" | "because" | "evidence" | "component">;

function partRows(parts: readonly ShownPart[]) {
  return html`<table>
    <thead><tr><th scope="col">Points</th><th scope="col">Reason</th><th scope="col">Evidence</th></tr></thead>
    <tbody>${parts.map(
      (part) => html`<tr id="${part.name}">
        <td>${part.points > 0 ? `+${part.points}` : part.points}</td>
        <td>${part.because}</td>
        <td>${part.evidence ? source(part.evidence.label, part.evidence.url) : "–"}</td></tr>`,
    )}</tbody></table>`;
}

function factRows(facts: readonly Fact[], seen: (at: string) => string) {
  return html`<table>
    <thead><tr><th scope="col">Fact</th><th scope="col">Quote</th><th scope="col">Source</th><th scope="col">Seen</th><th scope="col">Sure</th></tr></thead>
    <tbody>${facts.map(
      (fact) => html`<tr>
        <td>${fact.name.replaceAll("_", " ")}: ${shown(fact.value)}</td>
        <td>${fact.quote ? html`<q>${fact.quote}</q>` : "–"}</td>
        <td>${source(addressOf(fact.sourceUrl), fact.sourceUrl)}</td>
        <td>${seen(fact.observedAt)}</td>
        <td>${Math.round(fact.confidence * 100)} %</td></tr>`,
    )}</tbody></table>`;
}

function source(label: string, url: string | null) {
  if (!url || !/^https?:\/\//.test(url)) return html`${label}`;
  return html`<a href="${url}" rel="noopener noreferrer nofollow">${label}</a>`;
}

function addressOf(url: string | null): string {
  if (url === null) return "told by a person";
  const { host, pathname } = URL.parse(url) ?? { host: url, pathname: "" };
  return `${host}${pathname.replace(/\/$/, "")}`;
}

function shown(value: Fact["value"]): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value)
    .filter((part) => part !== null)
    .join(", ");
}
