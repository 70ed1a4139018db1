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
            It reads <code>robots.txt</code> first and obeys it under the name <code>Baton</code>.
            To keep it out, add these lines:
          </p>
          <pre>User-agent: Baton
Disallow: /</pre>
        `,
      ),
    ),
  );
  return routes;
}
