import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { fileAnswers } from "../../cards/file-answers.ts";
import type { Tx } from "../../db/client.ts";
import { isId } from "../../db/ids.ts";
import { findImport } from "../../db/imports/imports.ts";
import { listPeople } from "../../db/people.ts";
import { readUploadLink, type UploadLink } from "../../db/upload-links.ts";
import { FileTooLarge, fileLimit } from "../../jobs/ingest/import/file-limit.ts";
import { importNotice } from "../../jobs/ingest/import/import-notice.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { can, type Person } from "../../pipeline/person.ts";
import { explain } from "../handlers/failure.ts";
import type { IncomingFile } from "../handlers/request.ts";
import { isTableFile } from "../handlers/table-file.ts";
import { takeFile } from "../handlers/take-file.ts";
import { readForm } from "../multipart.ts";
import { browserScript, closedUpload, formPage, takenPage } from "./upload-pages.ts";

type Open = UploadLink & { person: Person; mostBytes: number };

/**
 * Where files are handed in that a chat keeps from us, or by people who are in none. The link is
 * the credential: it is good for a day, for files, in the name of who asked for it. What comes by
 * it waits for a yes in the chat like any other file.
 */
export function uploadPages(world: World): Hono {
  const routes = new Hono();
  routes.use("/upload/*", pageHeaders);
  routes.get("/assets/upload.js", async (c) =>
    c.body(await browserScript(), 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/upload/:token", async (c) => {
    const open = await openLink(world, c.req.param("token"));
    return open ? c.html(formPage(open, null)) : c.html(closedUpload(), 403);
  });
  routes.post("/upload/:token", async (c) => {
    const open = await openLink(world, c.req.param("token"));
    return open ? receive(world, c, open) : c.html(closedUpload(), 403);
  });
  routes.get("/upload/:token/:import", async (c) => {
    const open = await openLink(world, c.req.param("token"));
    const card = open && (await readCard(world, open, c.req.param("import")));
    return card ? c.html(takenPage(open, card)) : c.html(closedUpload(), 403);
  });
  return routes;
}

/** A link whose person is still here and may still add leads. */
async function openLink(world: World, token: string): Promise<Open | undefined> {
  const link = await readUploadLink(world.db, token, world.now());
  if (!link) return undefined;
  return world.db.inTenant(link.tenantId, async (tx) => {
    const person = (await listPeople(tx)).find(({ personId }) => personId === link.personId);
    if (!person || !can(person, "work")) return undefined;
    return { ...link, person, mostBytes: await fileLimit(tx, null) };
  });
}

async function receive(world: World, c: Context, open: Open): Promise<Response> {
  const { tenantId, personId, origin } = open;
  const take = (file: IncomingFile) => {
    if (!isTableFile(file)) throw new UserError(fileAnswers.notATable(file.name));
    return takeFile(world, { tenantId, personId, origin, doorId: null }, file);
  };
  try {
    const type = c.req.header("content-type") ?? "";
    const taken = await readForm(c.req.raw.body ?? nothing(), type, async (file) => take(file));
    if (!taken) throw new UserError(fileAnswers.chooseFile);
    const next = `${c.req.path}/${taken.importId}`;
    return wantsJson(c) ? c.json({ next }) : c.redirect(next, 303);
  } catch (error) {
    const why = explain(error, world.log);
    const status = error instanceof FileTooLarge ? 413 : error instanceof UserError ? 422 : 500;
    return wantsJson(c) ? c.json({ error: why }, status) : c.html(formPage(open, why), status);
  }
}

/** The card of a file that came by this person's hand. */
function readCard(world: World, { tenantId, personId }: Open, id: string) {
  return world.db.inTenant(tenantId, async (tx: Tx) => {
    const found = isId(id) ? await findImport(tx, id) : undefined;
    return found?.personId === personId ? importNotice(tx, world, id) : null;
  });
}

/** A page with a script and a form that go nowhere but to itself, and whose address nobody else learns. */
const pageHeaders = createMiddleware(async (c, next) => {
  await next();
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
  c.header("Cache-Control", "no-store");
});

function wantsJson(c: Context): boolean {
  return c.req.header("accept") === "application/json";
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
