import { html } from "hono/html";
import { evidenceWords as say } from "../../cards/evidence-words.ts";
import { asideOf } from "../../cards/lead-face.ts";
import { unknownLabel } from "../../cards/lead-score.ts";
import { signed } from "../../cards/numbers.ts";
import { when } from "../../cards/times.ts";
import type { Part } from "../../pipeline/score/decision.ts";
import { disagreementRows, factRows, groupsOf, source } from "./evidence-rows.ts";
import type { EvidenceScene } from "./evidence-scene.ts";
import { type Html, page } from "./page.ts";

/** The whole page about one lead; `token` leads to its pictures. */
export function evidencePage(scene: EvidenceScene, token: string, now: Date): Html {
  const { view, facts, messages, pictures, timeZone } = scene;
  const { company, decision } = view;
  const seen = (at: Date) => when(at, now, timeZone);
  const about = [company.domain, company.industry, company.place, company.size].filter(Boolean);
  const unknown = decision?.unknown ?? [];
  const open = scene.disagreements;
  return page(
    company.name,
    html`
      <h1>${company.name} · ${asideOf(view)}</h1>
      <p>${about.join(" · ")}</p>
      <h2>Why this score</h2>
      ${
        decision && decision.parts.length > 0
          ? partRows(decision.parts)
          : html`<p>${decision?.gate?.because ?? "Not scored yet."}</p>`
      }
      ${unknown.length === 0 ? "" : html`<h2>Unknown</h2><p>${unknown.map(unknownLabel).join(", ")}</p>`}
      ${messages.length === 0 ? "" : html`<h2>Made from</h2><p>${messages.map((url) => html`${source("This message", url)} `)}</p>`}
      ${open.length === 0 ? "" : html`<h2 id="disagree">${say.disagree}</h2>${open.map((one) => disagreementRows(one, seen))}`}
      <h2>${say.title}</h2>
      ${facts.length === 0 ? html`<p>${say.nothing}</p>` : ""}
      ${groupsOf(facts).map(
        ({ title, rows }) => html`<h3>${title}</h3>${factRows(title, rows, { seen, now })}`,
      )}
      ${
        pictures.length === 0
          ? ""
          : html`<h2>${say.pictures}</h2>${pictures.map(
              ({ id, url, createdAt }) => html`<figure>
                <img src="/evidence/${token}/picture/${id}" alt="${say.pictureOf(url ?? company.name)}" loading="lazy" />
                <figcaption>${source(url ?? company.name, url)} · ${seen(createdAt)}</figcaption></figure>`,
            )}`
      }
    `,
  );
}

function partRows(parts: readonly Part[]): Html {
  return html`<table>
    <thead><tr><th scope="col">Points</th><th scope="col">Reason</th><th scope="col">Evidence</th></tr></thead>
    <tbody>${parts.map(
      (part) => html`<tr id="${part.name}">
        <td>${signed(part.points)}</td>
        <td>${part.because}</td>
        <td>${part.evidence ? source(part.evidence.label, part.evidence.url) : "–"}</td></tr>`,
    )}</tbody></table>`;
}
