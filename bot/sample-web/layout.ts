import { html, raw } from "hono/html";
import type { Company } from "./company.ts";
import { tagsOf } from "./stack.ts";
import { words } from "./words.ts";

export type Html = ReturnType<typeof html>;

const menu = ["about", "team", "careers", "press", "pricing", "changelog"] as const;
export type PageName = (typeof menu)[number] | "imprint";

/** Which pages a company has: an empty page is no page. */
export function hasPage(company: Company, page: PageName): boolean {
  switch (page) {
    case "team":
      return company.people.length > 1;
    case "press":
      return company.press.length > 0;
    case "pricing":
      return company.plans === null || company.plans.length > 0;
    case "changelog":
      return company.changelog.length > 0;
    case "about":
    case "careers":
    case "imprint":
      return true;
  }
}

/** The frame of every page: head, menu, and a footer with the registered name. */
export function layout(company: Company, title: string, structured: unknown[], body: Html): Html {
  const label = words[company.lang];
  const pages = menu.filter((page) => hasPage(company, page));
  return html`<!doctype html>
<html lang="${company.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${company.promise}">
<meta property="og:site_name" content="${company.name}">
<link rel="canonical" href="https://${company.host}/">
<link rel="stylesheet" href="/site.css">
${raw(tagsOf(company.products))}
${structured.map((thing) => raw(`<script type="application/ld+json">${asScript(thing)}</script>`))}
</head>
<body>
<header>
<a class="name" href="/">${company.name}</a>
<nav>${pages.map((page) => html`<a href="${label[page].path}">${label[page].label}</a> `)}</nav>
<a class="ask" href="mailto:${company.email}">${company.ask}</a>
</header>
<main>${body}</main>
<footer>
<p>© ${company.legalName}</p>
<p><a href="${label.imprint.path}">${label.imprint.label}</a></p>
</footer>
</body>
</html>`;
}

/** JSON that cannot end the script it stands in. */
function asScript(thing: unknown): string {
  return JSON.stringify(thing).replaceAll("<", "\\u003c");
}

/** One style sheet for all of them; only the colour is a company's own. */
export function siteCss({ colour }: Company): string {
  return `:root{--own:${colour};color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;font:17px/1.6 system-ui,sans-serif;color:light-dark(#1d2430,#e8ebf0);background:light-dark(#fff,#12161d)}
header{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:center;padding:1rem 6vw;border-bottom:1px solid light-dark(#e3e7ee,#2a313c)}
header nav{display:flex;flex-wrap:wrap;gap:1.25rem;flex:1}
a{color:inherit;text-underline-offset:.2em}
header nav a{text-decoration:none}
.name{font-weight:700;font-size:1.15rem;text-decoration:none;color:var(--own)}
.ask{background:var(--own);color:#fff;padding:.5rem 1rem;border-radius:.5rem;text-decoration:none}
main{max-width:62rem;margin:0 auto;padding:3rem 6vw}
h1{font-size:clamp(2rem,5vw,3.2rem);line-height:1.15;margin:0 0 1rem}
.lead{font-size:1.25rem;max-width:40rem}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1.5rem;list-style:none;padding:0}
.grid>li,article{border:1px solid light-dark(#e3e7ee,#2a313c);border-radius:.75rem;padding:1.25rem}
article{margin:0 0 1rem}
h3{margin:0 0 .25rem}
time,.quiet{color:light-dark(#5b6675,#9aa5b5)}
blockquote{margin:2rem 0;padding-left:1.25rem;border-left:4px solid var(--own)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}
dt{font-weight:600}dd{margin:0}
footer{padding:2rem 6vw;border-top:1px solid light-dark(#e3e7ee,#2a313c);font-size:.9rem}
`;
}
