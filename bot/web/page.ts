import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** One of our own pages: readable without script, light or dark, nothing from elsewhere. */
export function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Baton</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/page.css" />
      </head>
      <body><main>${body}</main></body>
    </html>`;
}

/** The style of every page, served by `/assets/page.css`. */
export const pageCss = `
:root { color-scheme: light dark; --ink: #1d2330; --paper: #fff; --line: #d8dce5; --link: #1a4fb4; --quiet: #565f6f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --paper: #14171f; --line: #39404f; --link: #8ab4ff; --quiet: #aab3c4; } }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
mark { color: #1d2330; background: #ffe58a; } caption { text-align: left; font-weight: 600; } figure { margin: 0 0 1rem; } img { max-width: 100%; height: auto; border: 1px solid var(--line); }
.chip { padding: 0 .5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .85rem; white-space: nowrap; color: var(--quiet); }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
tr:target { outline: 2px solid var(--link); outline-offset: 2px; }
a { color: var(--link); } a:focus-visible { outline: 3px solid var(--link); }
label { display: block; font-weight: 600; } small { display: block; } .bar { white-space: nowrap; margin-right: 1rem; }
select, input, textarea { width: 100%; max-width: 30rem; box-sizing: border-box; padding: .5rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid currentColor; border-radius: .25rem; }
button { padding: .5rem 1.25rem; font: inherit; font-weight: 600; color: var(--paper); background: var(--link); border: 0; border-radius: .25rem; cursor: pointer; }
:is(button, select, input, textarea):focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
progress { width: 100%; max-width: 30rem; height: 1rem; accent-color: var(--link); } [hidden] { display: none; } .dropping main { outline: 3px dashed var(--link); outline-offset: -3px; }
hr { border: 0; border-top: 1px solid var(--line); } form { padding-bottom: .5rem; border-bottom: 1px solid var(--line); } form h2 { margin-top: 1rem; } [role="status"] { font-weight: 600; }
q { font-style: italic; } td { overflow-wrap: break-word; } td:nth-child(2) { overflow-wrap: anywhere; }
@media (max-width: 40rem) { thead { position: absolute; left: -999rem; } tr, td { display: block; border: 0; padding: .15rem 0; overflow-wrap: anywhere; } tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } }
@media print { a { color: inherit; } form { display: none; } }
`;
