import { html } from "hono/html";
import type { Line, Part, Run } from "../../cards/card.ts";
import { safeUrl } from "../../cards/clean.ts";
import { bar, signed } from "../../cards/numbers.ts";
import type { Html } from "./page.ts";

/** A card's parts on a page of ours. Nothing can be pressed there: its buttons are left out. */
export function cardHtml(parts: readonly Part[]): Html[] {
  return parts.map(partHtml);
}

function partHtml(part: Part): Html {
  switch (part.kind) {
    case "title":
      return html`<h1>${part.text}${part.aside === null ? "" : ` · ${part.aside}`}</h1>`;
    case "text":
      return html`<p>${lineHtml(part.line)}</p>`;
    case "note":
      return html`<p><small>${lineHtml(part.line)}</small></p>`;
    case "warning":
      return html`<p>⚠ ${lineHtml(part.line)}</p>`;
    case "heading":
      return html`<h2>${part.text}</h2>`;
    case "divider":
      return html`<hr />`;
    case "bars":
      return html`<p>${part.bars.map(({ label, points, share }) => html`<span class="bar">${label} <span aria-hidden="true">${bar(share)}</span> ${signed(points)}</span> `)}</p>`;
    case "reasons":
      return html`<table><tbody>${part.rows.map(
        ({ points, because, evidence }) => html`<tr>
          <td>${signed(points)}</td><td>${because}</td>
          <td>${evidence ? linkHtml(evidence.label, evidence.url) : "–"}</td></tr>`,
      )}</tbody></table>`;
    case "facts":
      return html`<dl>${part.rows.map(({ label, line }) => html`<dt>${label}</dt><dd>${lineHtml(line)}</dd>`)}</dl>`;
    case "list":
      return html`<ul>${part.lines.map((line) => html`<li>${lineHtml(line)}</li>`)}</ul>`;
    case "table":
      return html`<table>
        <thead><tr>${part.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
        <tbody>${part.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;
    case "code":
      return html`<pre>${part.text}</pre>`;
    case "actions":
      return html``;
  }
}

function lineHtml(line: Line): Html[] {
  return line.map(runHtml);
}

function runHtml(run: Run): Html {
  if (typeof run === "string") return html`${run}`;
  if (run.kind === "bold") return html`<strong>${run.text}</strong>`;
  return run.kind === "person" ? html`${run.name}` : linkHtml(run.text, run.url);
}

function linkHtml(label: string, address: string | null): Html {
  const url = address === null ? undefined : safeUrl(address);
  if (!url) return html`${label}`;
  return html`<a href="${url}" rel="noopener noreferrer nofollow">${label}</a>`;
}
