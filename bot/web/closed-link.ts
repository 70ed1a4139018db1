import { html } from "hono/html";
import { page } from "./page.ts";

/** For links that are forged, cut short or too old: nobody learns which, everybody learns what to do. */
export function closedLink() {
  return page(
    "Link",
    html`
      <h1>This link is no longer good</h1>
      <p>Links end after some weeks, and they work only if they were copied whole.</p>
      <p>
        Take the link from the newest message about this lead. Where Baton is in the chat,
        <code>/lead show</code> with the company's domain brings up its card with a new one.
      </p>
    `,
  );
}
