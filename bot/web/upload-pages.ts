import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { html } from "hono/html";
import type { Card } from "../../cards/card.ts";
import { uploadWords as words } from "../../cards/file-answers.ts";
import type { Origin } from "../../db/schema.ts";
import type { Person } from "../../pipeline/person.ts";
import { cardHtml } from "./card-html.ts";
import { type Html, page } from "./page.ts";

type About = { person: Person; origin: Origin; mostBytes: number };

const script = html`<script type="module" src="/assets/upload.js"></script>`;

/** The form, and why the last try was not taken. It works without a script; with one it shows how far it is. */
export function formPage({ person, origin, mostBytes }: About, why: string | null): Html {
  return page(
    words.title,
    html`
      <h1>${words.title}</h1>
      <p>${words.purpose(person.name)}</p>
      <form method="post" enctype="multipart/form-data" id="upload" data-most-bytes="${mostBytes}">
        <p>
          <label for="file">${words.file}</label>
          <input type="file" id="file" name="file" required accept=".csv,.tsv,.tab,.txt,.xlsx" aria-describedby="file-told" />
          <small id="file-told">${words.kinds(Math.floor(mostBytes / 1024 / 1024))}</small>
        </p>
        <p><button type="submit">${words.upload}</button></p>
        <p hidden><label for="progress">${words.progress}</label><progress id="progress" max="100" value="0"></progress></p>
        <p id="told" role="alert">${why === null ? "" : `⚠ ${why}`}</p>
      </form>
      <p><small>${words.whatHappens(placeOf(origin, person))}</small></p>
      ${script}
    `,
  );
}

/** The file's card as it stands, to be looked at: what becomes of it is decided in the chat. */
export function takenPage({ person, origin }: About, card: Card): Html {
  return page(
    words.taken,
    html`
      <p role="status">${words.decided(placeOf(origin, person))}</p>
      <div id="card">${cardHtml(card.parts)}</div>
      <p><a href="">${words.lookAgain}</a></p>
      ${script}
    `,
  );
}

/** For links that are forged, cut short or too old: nobody learns which, everybody learns what to do. */
export function closedUpload(): Html {
  return page(
    words.closedTitle,
    html`<h1>${words.closedTitle}</h1>
      <p>${words.closed}</p>
      <p>${words.closedFix} <code>/lead import</code></p>`,
  );
}

/** The pages' script. Browsers get our TypeScript without its types; nothing is built. */
export async function browserScript(): Promise<string> {
  const source = await readFile(new URL("./browser/upload.ts", import.meta.url), "utf8");
  return stripTypeScriptTypes(source);
}

function placeOf({ kind }: Origin, { name }: Person): string {
  return kind === "dm" ? words.inMessages(name) : words.inChannel;
}
