import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { html } from "hono/html";
import { answers } from "../../cards/answers.ts";
import { words } from "../../cards/words.ts";
import { firstSight } from "../../db/conversations.ts";
import { newId } from "../../db/ids.ts";
import { readActLink } from "../../db/links.ts";
import { identitiesOf } from "../../db/people.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { Person } from "../../pipeline/person.ts";
import { explain } from "../handlers/failure.ts";
import type { Answer, Handlers, Who } from "../handlers/request.ts";
import { actForm, type Filled, own } from "./act-form.ts";
import { type ActScene, readScene } from "./act-scene.ts";
import { cardHtml } from "./card-html.ts";
import { closedLink } from "./closed-link.ts";
import { type Html, page } from "./page.ts";

const MOST_BYTES = 20_000;

type Acts = Pick<Handlers, "press" | "submit">;

/**
 * Pages on which one thing can be done to one lead, for people whose chat allows no apps. Opening
 * one does nothing: chats look at links before people do. Whoever holds the link may act, under the
 * name they choose and with what that person's role allows; the audit says that it came by a link.
 */
export function actPages(world: World, handlers: Acts): Hono {
  const routes = new Hono();
  routes.use("/act/*", pageHeaders);
  routes.get("/act/:token", async (c) => {
    const scene = await open(world, c.req.param("token"));
    return scene ? c.html(asking(scene, blank)) : c.html(closedLink(), 403);
  });
  routes.post(
    "/act/:token",
    ownForms(new URL(world.publicUrl).origin),
    bodyLimit({ maxSize: MOST_BYTES }),
    async (c) => {
      const token = c.req.param("token");
      const scene = await open(world, token);
      if (!scene) return c.html(closedLink(), 403);
      const answer = await submit(world, handlers, scene, textsOf(await c.req.parseBody()));
      if ("filled" in answer)
        return c.html(asking(scene, answer.filled, answer.said), answer.status);
      const after = (await open(world, token)) ?? scene;
      return c.html(told(after, answer.said), answer.status);
    },
  );
  return routes;
}

async function open(world: World, token: string): Promise<ActScene | undefined> {
  const link = await readActLink(world.db, token, world.now());
  return link && readScene(world, link);
}

type Sent = Record<string, string>;
/** What was said to it; with `filled` the form comes once more, as it was sent. */
type Outcome =
  | { said: Html[]; status: 200 | 409 }
  | { said: Html[]; status: 422 | 500; filled: Filled };

/** Does what a form asks for, once. */
async function submit(world: World, handlers: Acts, scene: ActScene, sent: Sent): Promise<Outcome> {
  const again = (errors: Filled["errors"]): Outcome => {
    return { said: [], status: 422, filled: { values: sent, errors } };
  };
  const person = scene.people.find(({ personId }) => personId === sent[own.who]);
  if (!person) return again({ [own.who]: "Choose your name." });
  const who = await whoIs(world, scene.tenantId, person);
  const isFirst = await world.db.inTenant(scene.tenantId, (tx) =>
    firstSight(tx, who.surface, `link:${sent[own.once]}`),
  );
  if (!isFirst) return { said: [sentence(words.sentBefore)], status: 200 };
  try {
    const answer = await act(handlers, scene, who, sent);
    if (answer.kind === "invalid") return again(answer.errors);
    return { said: saidOf(answer), status: 200 };
  } catch (error) {
    const said = [sentence(explain(error, world.log))];
    if (error instanceof UserError) return { said, status: 409 };
    return { said, status: 500, filled: { values: sent, errors: {} } };
  }
}

const blank: Filled = { values: {}, errors: {} };

/** A page with a form that goes nowhere but to itself, and whose address nobody else learns. */
const pageHeaders = createMiddleware(async (c, next) => {
  await next();
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
  c.header("Referrer-Policy", "same-origin"); // without any, browsers say `Origin: null` of our own form
  c.header("Cache-Control", "no-store");
});

/** Only our own page may send its forms, by what the browser says of where they come from. */
function ownForms(origin: string) {
  return createMiddleware(async (c, next) => {
    const site = c.req.header("sec-fetch-site");
    const isOurs = site ? site === "same-origin" : c.req.header("origin") === origin;
    if (!isOurs) return c.html(elsewhere(), 403);
    await next();
    return undefined;
  });
}

/** The person as they said they are. */
async function whoIs({ db }: World, tenantId: string, person: Person): Promise<Who> {
  const [identity] = await db.inTenant(tenantId, (tx) => identitiesOf(tx, person.personId));
  const { surface, userId } = identity ?? { surface: "slack" as const, userId: "" };
  return { ...person, tenantId, surface, userId, via: "link" };
}

function act(handlers: Acts, { leadId, verb, form }: ActScene, who: Who, sent: Sent) {
  const place = { channelId: "", kind: "dm", messageId: null, replyUrl: null } as const;
  const args = { lead: leadId };
  if (!form) return handlers.press({ who, place }, { verb, args, version: 1 });
  const asked = new Set(form.fields.map(({ name }) => name));
  const values = Object.entries(sent).filter(([name, text]) => asked.has(name) && text !== "");
  return handlers.submit({ who, place }, { verb, args, values: Object.fromEntries(values) });
}

function textsOf(body: Record<string, unknown>): Sent {
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The form, if that can still be done, and the lead as it stands. */
function asking(scene: ActScene, filled: Filled, said: readonly Html[] = []): Html {
  const { card, action, form, people } = scene;
  if (!action) return told(scene, [...said, sentence(answers.movedOn)]);
  if (people.length === 0) return told(scene, [...said, sentence(answers.viewer)]);
  const fields = form?.fields ?? [];
  const asked = { title: action.label, submit: form?.submit ?? action.label, fields };
  const drawn = actForm(asked, people, newId(), filled);
  const [headline, ...rest] = cardHtml(card.parts);
  return page(action.label, html`${status(said)}${headline}${drawn}${rest}`);
}

function told({ card }: ActScene, said: readonly Html[]): Html {
  return page("Lead", html`${status(said)}${cardHtml(card.parts)}`);
}

function status(said: readonly Html[]): Html {
  return said.length === 0 ? html`` : html`<div role="status">${said}</div>`;
}

function saidOf(answer: Answer): Html[] {
  if (answer.kind === "whisper") return cardHtml(answer.card.parts);
  const whisper = answer.kind === "replace" ? answer.whisper : null;
  return [sentence(whisper ?? answers.logged)];
}

function sentence(text: string): Html {
  return html`<p>${text}</p>`;
}

function elsewhere(): Html {
  return page(
    "Not sent",
    html`<h1>Nothing was done</h1>
      <p>This form was sent by another page. Open the link from the message and send it there.</p>`,
  );
}
