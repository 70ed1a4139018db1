import { Hono } from "hono";
import { html } from "hono/html";
import { page } from "./page.ts";

/** What our User-Agent links to: who reads pages here, how, and how to say no. */
export function botPage(): Hono {
  const routes = new Hono();
  routes.get("/bot", (c) =>
    c.html(
      page(
        "Who is reading",
        html`
          <h1>Baton reads public company pages</h1>
          <p>
            When a sales team asks about a company, Baton looks at its landing page and up to seven
            more public pages, one at a time, at least two seconds apart.
          </p>
          <p>
            It reads <code>robots.txt</code> first and obeys it under the name <code>Baton</code>,
            <code>Crawl-delay</code> up to 30 seconds included. A page whose
            <code>X-Robots-Tag</code> or <code>&lt;meta name="robots"&gt;</code> says
            <code>noai</code> or <code>none</code> is not used. A site that answers 429 or 503 is
            left alone for as long as its <code>Retry-After</code> says; one that fails three times
            in a row, for a day.
          </p>
          <p>To keep it out, add these lines to your <code>robots.txt</code>:</p>
          <pre>User-agent: Baton
Disallow: /</pre>
          <p>
            Or ask whoever runs this address to take your domain out. From then on nothing of it is
            asked for, not even <code>robots.txt</code>, whichever of their teams wants to know.
          </p>
        `,
      ),
    ),
  );
  return routes;
}
