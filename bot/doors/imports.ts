import { Readable } from "node:stream";
import { type Context, Hono } from "hono";
import { fileAnswers } from "../../cards/file-answers.ts";
import { importWords } from "../../cards/import-words.ts";
import { isId } from "../../db/ids.ts";
import { findImport, type Purpose } from "../../db/imports/imports.ts";
import type { Door } from "../../db/tenants.ts";
import { FileTooLarge } from "../../jobs/ingest/import/file-limit.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import type { IncomingFile } from "../handlers/request.ts";
import { isTableFile } from "../handlers/table-file.ts";
import { takeFile } from "../handlers/take-file.ts";
import { readForm } from "../multipart.ts";
import { readBody } from "./body.ts";
import { admission } from "./credentials.ts";
import { csvOfJson } from "./json-rows.ts";

/** A signature covers the whole body, so that has to be here first; a bearer's file may be larger. */
const MOST_SIGNED_BYTES = 20 * 1024 * 1024;
const MOST_JSON_BYTES = 20 * 1024 * 1024;
const RETRY_SECONDS = 5;

type Wrong = { field: string; message: string };
/** Something about the request that its sender can put right. */
class Unfit extends Error {
  override readonly name = "Unfit";
  readonly errors: Wrong[];

  constructor(field: string, message: string) {
    super(message);
    this.errors = [{ field, message }];
  }
}

/**
 * Lists of leads from other programs. A file is taken in as it comes and read later; its card is
 * posted for somebody to say yes, and nothing is written before that.
 */
export function importsDoor(world: World): Hono {
  const { db, now } = world;
  const admit = admission(db, now);
  const routes = new Hono();

  const post = async (c: Context, take: Take) => {
    try {
      const entered = await enter(c, admit);
      if ("refused" in entered) return entered.refused;
      const { importId: id, number } = await take(world, c, entered);
      const self = `/api/v1/leads/imports/${id}`;
      c.header("Location", self);
      return c.json({ id, number, status: "reading", links: { self } }, 202);
    } catch (error) {
      return refuse(world, c, error);
    }
  };
  routes.post("/api/v1/leads/import", (c) => post(c, takeTable));
  for (const path of ["/api/v1/leads/linkedin-import", "/api/leads/linkedin-import"]) {
    routes.post(path, (c) => post(c, takeLinkedin));
  }

  routes.get("/api/v1/leads/imports/:id", async (c) => {
    const admitted = await admit(c, Buffer.from(c.req.path));
    if (!admitted.ok) return c.json({ error: admitted.why }, 401);
    const id = c.req.param("id").toLowerCase();
    const found = await db.inTenant(admitted.door.tenantId, async (tx) =>
      isId(id) ? findImport(tx, id) : undefined,
    );
    if (!found) return c.json({ error: "No import of yours has this id." }, 404);
    const { number, state, purpose, declaration, rowsRead, counts, skipped, failure } = found;
    const reasons = Object.entries(skipped).map(([reason, { count, lines }]) => {
      return { reason, count, lines };
    });
    return c.json({
      ...{ id, number, state, purpose, declaration, rows_read: rowsRead, counts, reasons, failure },
    });
  });
  return routes;
}

type Entered = { door: Door; body: AsyncIterable<Uint8Array> };
type Take = (world: World, c: Context, entered: Entered) => ReturnType<typeof takeFile>;

/** Whose file it is. The body of a bearer's request is not read yet; a signed one is here whole. */
async function enter(
  c: Context,
  admit: ReturnType<typeof admission>,
): Promise<Entered | { refused: Response }> {
  const isBearer = c.req.header("authorization") !== undefined;
  const whole = isBearer ? Buffer.alloc(0) : await readBody(c.req.raw, MOST_SIGNED_BYTES);
  if (whole === "too_large") return { refused: c.json({ error: signedTooLarge }, 413) };
  const admitted = await admit(c, whole);
  if (!admitted.ok) return { refused: c.json({ error: admitted.why }, 401) };
  const body = isBearer ? (c.req.raw.body ?? Readable.from([])) : Readable.from([whole]);
  return { door: admitted.door, body };
}

const signedTooLarge =
  "A signed body may have 20 MB. Send larger files with Authorization: Bearer, which are taken as they come.";

function refuse({ log }: World, c: Context, error: unknown): Response {
  if (error instanceof FileTooLarge) return c.json({ error: error.message }, 413);
  if (error instanceof Unfit) return c.json({ errors: error.errors }, 422);
  if (error instanceof UserError) {
    return c.json({ errors: [{ field: "file", message: error.message }] }, 422);
  }
  log.error({ err: error }, "a file could not be stored");
  c.header("Retry-After", String(RETRY_SECONDS));
  return c.json({ error: "Nothing was stored. Send it again." }, 503);
}

/** A CSV or XLSX file as the body, or in a form. */
const takeTable: Take = async (world, c, { door, body }) => {
  const type = c.req.header("content-type") ?? "";
  const asked = c.req.query();
  const take = async (file: IncomingFile, said: Readonly<Record<string, string>>) => {
    if (!isTableFile(file)) throw new Unfit("file", fileAnswers.notATable(file.name));
    const { id: doorId, tenantId } = door;
    return takeFile(world, { tenantId, personId: null, origin: null, doorId }, file, read(said));
  };
  if (isType(type, "multipart/form-data")) {
    const taken = await readForm(body, type, (file, fields) =>
      take({ ...file, name: asked.file_name ?? file.name }, { ...fields, ...asked }),
    );
    if (taken) return taken;
    throw new Unfit("file", "The form has no file. Send it in a field named file.");
  }
  const size = Number(c.req.header("content-length") ?? Number.NaN);
  const file = {
    name: asked.file_name ?? nameOf(type),
    contentType: type || null,
    size: Number.isFinite(size) ? size : null,
    read: async () => notEmpty(body),
  };
  return take(file, asked);
};

/** The same, and rows as JSON: they are a table whose columns are their keys. */
const takeLinkedin: Take = async (world, c, entered) => {
  const type = c.req.header("content-type") ?? "";
  if (!isType(type, "application/json")) return takeTable(world, c, entered);
  const csv = csvOfJson(await textOf(entered.body));
  if (!csv.ok) throw new Unfit(csv.field, csv.message);
  const bytes = Buffer.from(csv.text);
  const file = {
    name: c.req.query("file_name") ?? "linkedin.csv",
    ...{ contentType: "text/csv", size: bytes.length, read: async () => Readable.from([bytes]) },
  };
  const { id: doorId, tenantId } = entered.door;
  const said = { ...csv.said, ...c.req.query() };
  return takeFile(world, { tenantId, personId: null, origin: null, doorId }, file, read(said));
};

/** What the sender declares beforehand. Whoever says yes to the card sees it, and may say otherwise. */
function read({ purpose = "leads", declaration }: Readonly<Record<string, string>>) {
  if (!isPurpose(purpose)) {
    throw new Unfit("purpose", `Use one of ${Object.keys(importWords.purposes).join(", ")}.`);
  }
  if (declaration === undefined) return { purpose, declaration: null };
  if (declaration === "bought") throw new Unfit("declaration", importWords.bought);
  if (!Object.hasOwn(importWords.declarations, declaration)) {
    const known = Object.keys(importWords.declarations).filter((word) => word !== "bought");
    throw new Unfit("declaration", `Use one of ${known.join(", ")}.`);
  }
  return { purpose, declaration };
}

function isPurpose(word: string): word is Purpose {
  return Object.hasOwn(importWords.purposes, word);
}

function isType(header: string, type: string): boolean {
  return header.split(";")[0]?.trim().toLowerCase() === type;
}

function nameOf(type: string): string {
  return isType(type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    ? "leads.xlsx"
    : "leads.csv";
}

async function* notEmpty(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    yield piece;
  }
  if (size === 0) throw new Unfit("file", "The body is empty. Send a CSV or XLSX file as it is.");
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > MOST_JSON_BYTES) throw new FileTooLarge(MOST_JSON_BYTES);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}
