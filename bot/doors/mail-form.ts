import { Busboy } from "@fastify/busboy";
import { attachmentOf, limits, type MailAttachment } from "../../pipeline/ingest/mail/mail.ts";

/** Fields as the bytes they came in (latin1): a mail in one has an alphabet of its own. Files are only measured. */
export type MailForm = { fields: Map<string, string>; files: MailAttachment[] };

const PARTS = 200;

/** Reads a form that brings a mail; undefined where it is none. */
export async function readMailForm(
  body: Buffer,
  contentType: string,
): Promise<MailForm | undefined> {
  const [type = ""] = contentType.toLowerCase().split(";");
  if (type.trim() === "application/x-www-form-urlencoded") return urlencoded(body);
  if (type.trim() !== "multipart/form-data") return undefined;
  return multipart(body, contentType).catch(() => undefined);
}

function urlencoded(body: Buffer): MailForm {
  const pairs = [...new URLSearchParams(body.toString("latin1"))].slice(0, PARTS);
  const bytes = (text: string) => Buffer.from(text).toString("latin1");
  return { fields: new Map(pairs.map(([name, value]) => [name, bytes(value)])), files: [] };
}

function multipart(body: Buffer, contentType: string): Promise<MailForm> {
  const form: MailForm = { fields: new Map(), files: [] };
  const { promise, resolve, reject } = Promise.withResolvers<MailForm>();
  const busboy = new Busboy({
    headers: { "content-type": contentType },
    isPartAFile: () => true, // a field's own charset would be applied to its bytes otherwise
    limits: { parts: PARTS, headerPairs: 50, fileSize: body.length + 1 },
  });
  busboy.on("file", (name, stream, fileName: string | undefined, _encoding, mimeType) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (!fileName) chunks.push(chunk);
    });
    stream.on("error", reject);
    stream.on("end", () => {
      if (!fileName) form.fields.set(name, Buffer.concat(chunks).toString("latin1"));
      else if (form.files.length < limits.attachments) {
        form.files.push(attachmentOf(fileName, mimeType, bytes));
      }
    });
  });
  busboy.on("error", reject);
  busboy.on("finish", () => resolve(form));
  busboy.end(body);
  return promise;
}
