import { html } from "hono/html";
import { people } from "./people.ts";
import { FILE_MB } from "./play.ts";

const tries = [
  "/lead northwind.example",
  "/lead quiet.example",
  "/lead fabrikam.example, litware.example",
  "/lead help",
];

/** The page before its script runs: everything is in its place, and nothing is there yet. */
export function shell(curl: string) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Baton playground</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/_play/page/page.css">
    <link rel="stylesheet" href="/_play/page/slack.css">
    <link rel="stylesheet" href="/_play/page/teams.css">
    <script src="/_play/page/theme.ts"></script>
    <script src="/_play/page/adaptivecards.js" defer></script>
    <script type="module" src="/_play/page/main.ts"></script>
  </head>
  <body>
    <header class="top">
      <h1>Baton</h1>
      <p>The lead desk in your chat. Both windows below are the real thing, on your machine only.</p>
      <label class="as">Act as
        <select id="as">${people.map(({ key, name }) => html`<option value="${key}">${name}</option>`)}</select>
      </label>
      <button id="theme" class="quiet" type="button" aria-pressed="false">Dark</button>
    </header>
    <div class="desk">
      <aside class="rail" aria-label="Things to try">
        <section aria-labelledby="tries">
          <h2 id="tries">Try these</h2>
          <p>Press one, then Enter in the window.</p>
          <ul>${tries.map((text) => html`<li><button type="button" class="try">${text}</button></li>`)}</ul>
        </section>
        <section aria-labelledby="files">
          <h2 id="files">Drop a list</h2>
          <p>A CSV or XLSX file of at most ${FILE_MB} MB goes onto either window. No list at hand?</p>
          <ul><li><button type="button" id="sample" class="try">sample-leads.csv</button></li></ul>
        </section>
        <section aria-labelledby="mail">
          <h2 id="mail">Sent mail</h2>
          <div id="mails"><p>Nothing was sent.</p></div>
        </section>
        <section aria-labelledby="api">
          <h2 id="api">Try the API</h2>
          <p>Send a lead as your website would. Paste this into a terminal.</p>
          <pre tabindex="0"><code id="curl">${curl}</code></pre>
          <button type="button" class="quiet" id="copy">Copy</button>
        </section>
      </aside>
      <main>
        <div class="chats" role="tablist" aria-label="Chat">
          <button type="button" role="tab" id="tab-slack" aria-controls="slack" aria-selected="true">Slack</button>
          <button type="button" role="tab" id="tab-teams" aria-controls="teams" aria-selected="false" tabindex="-1">Teams</button>
        </div>
        ${pane("slack", "Slack")}
        ${pane("teams", "Teams")}
      </main>
    </div>
    <p id="notice" role="alert"></p>
  </body>
</html>`;
}

function pane(id: string, name: string) {
  return html`<section class="pane ${id}" id="${id}" aria-label="${name} window">
  <nav aria-label="${name} channels"></nav>
  <div class="window">
    <h2 class="where"><span>#leads</span> <small></small></h2>
    <div class="log" role="log" aria-label="${name}" tabindex="0"><div class="messages"></div></div>
    <div class="home" hidden></div>
    <form class="composer">
      <textarea rows="1" aria-label="Message ${name}" placeholder="Message #leads" autocomplete="off" spellcheck="false" maxlength="4000"></textarea>
      <label class="attach" title="Attach a file">
        <input type="file" aria-label="Attach file in ${name}" accept=".csv,.tsv,.tab,.txt,.xlsx">
        <span aria-hidden="true">📎</span>
      </label>
      <button type="submit">Send</button>
    </form>
  </div>
</section>`;
}
