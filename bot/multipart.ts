import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyInstance } from "@fastify/busboy";
import { UserError } from "../pipeline/errors.ts";
import type { IncomingFile } from "./handlers/request.ts";

const limits = { files: 5, fields: 20, fieldSize: 2_000, parts: 25, headerPairs: 50 };
const unreadable =
  "The form cannot be read. Send it as multipart/form-data with the file in it, or the file alone.";

/** Fields of a form that came before its file: those after it are not known in time. */
export type FormFields = Readonly<Record<string, string>>;

/**
 * Reads a form as it arrives and hands over its first file, whose bytes are never all here at once.
 * Undefined when no file was chosen. What `take` throws, and a form that breaks off, is thrown once
 * the form was read to its end: browsers hear nothing of an answer that comes before.
 */
export async function readForm<T>(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  take: (file: IncomingFile, fields: FormFields) => Promise<T>,
): Promise<T | undefined> {
  const form = openForm(contentType);
  const fields = new Map<string, string>();
  let open: Readable | undefined;
  let work: Promise<T> | undefined;
  form.on("field", (name, value) => fields.set(name, value));
  form.on("file", (_field, stream, name, _encoding, type) => {
    stream.on("error", () => {}); // a form that breaks off is told below, whoever reads
    if (!name || open) return void stream.resume();
    open = stream;
    const read = async () => stream.iterator({ destroyOnReturn: false });
    const file = { name, contentType: type, size: null, read };
    work = take(file, Object.fromEntries(fields)).finally(() => stream.resume());
    work.catch(() => {}); // awaited below, when the form is over
  });
  try {
    await pipeline(body, form);
  } catch (cause) {
    open?.destroy(new Error("the form broke off", { cause }));
    await work?.catch(() => {});
    throw new UserError(unreadable, { cause });
  }
  return work;
}

function openForm(contentType: string): BusboyInstance {
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch (cause) {
    throw new UserError(unreadable, { cause });
  }
}
