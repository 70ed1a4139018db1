import { Hono } from "hono";
import { html } from "hono/html";
import { page } from "./page.ts";

/** What the app package of a chat links to: what Baton is, what it keeps, and on whose terms. */
export function aboutPage(): Hono {
  const routes = new Hono();
  routes.get("/about", (c) =>
    c.html(
      page(
        "About Baton",
        html`
          <h1>Baton is a lead desk</h1>
          <p>
            It researches companies on public pages, scores them with reasons that link to their
            proof, and offers each lead to one colleague. Your own organisation runs it; the code is
            free software under the MIT licence.
          </p>
          <h2 id="privacy">What it keeps</h2>
          <p>
            Names and chat ids of colleagues who use it, what they say to it, and the leads they work
            on. Names, addresses and texts about leads are encrypted in a database that your
            organisation controls. It reads no conversation that it is not addressed in; lists of leads that are dropped
            in the channels leads go to, it reads as such.
          </p>
          <h2 id="terms">Terms</h2>
          <p>
            Baton comes without warranty. It sends nothing to anybody outside your organisation
            without a colleague's yes. Ask the admin who installed it for your organisation's rules.
          </p>
        `,
      ),
    ),
  );
  return routes;
}
