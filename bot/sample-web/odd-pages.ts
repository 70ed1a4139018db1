import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** What a domain trader shows. */
export function forSale(host: string): Html {
  return html`<!doctype html><html lang="en"><head><title>${host} is for sale</title></head>
<body><h1>${host}</h1><p>This domain is for sale. Make an offer and it may be yours tomorrow.</p>
<form method="post"><label>Your offer <input name="offer"></label><button>Buy this domain</button></form>
</body></html>`;
}

/** A page that is empty until its script has run. */
export function shell(title: string, lang: string): Html {
  return html`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>
<link rel="stylesheet" href="/site.css"></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>
<script src="/app.js"></script></body></html>`;
}

/** Fills the shell with the page that belongs at its address. */
export const appScript = `fetch("/_content" + location.pathname)
  .then((answer) => answer.text())
  .then((content) => {
    const page = new DOMParser().parseFromString(content, "text/html");
    document.title = page.title;
    document.getElementById("root").replaceChildren(...page.body.childNodes);
  });
`;
