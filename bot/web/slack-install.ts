import { html } from "hono/html";
import { page } from "./page.ts";

/** The end of an install that worked. */
export function installedPage(openUrl: string, team: string | undefined) {
  const place = team ?? "your organisation";
  return page(
    "Installed",
    html`
      <h1>Baton is in ${place}</h1>
      <p>You are its first admin, unless it was there before. Two steps are left:</p>
      <ol>
        <li>Go to the channel where leads should appear and type <code>/invite @Baton</code>.</li>
        <li>Type <code>/lead acme.com</code>, with a company you know.</li>
      </ol>
      <p><a href="${openUrl}">Open Slack</a></p>
    `,
  );
}

const refused = {
  cancelled: "Slack says that the install was cancelled.",
  other_browser:
    "The install was started in another browser, or more than ten minutes ago, or this page was opened twice.",
} as const;

/** The end of an install that the person can simply start again. */
export function refusedPage(why: keyof typeof refused) {
  return page(
    "Not installed",
    html`
      <h1>Nothing was installed</h1>
      <p>${refused[why]}</p>
      <p><a href="/slack/install">Start again</a></p>
    `,
  );
}

/** The end of an install that failed on our side or Slack's. */
export function failedPage(sentence: string) {
  return page(
    "Not installed",
    html`
      <h1>That did not work</h1>
      <p>${sentence}</p>
      <p><a href="/slack/install">Start again</a></p>
    `,
  );
}
