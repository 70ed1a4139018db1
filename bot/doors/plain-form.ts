import { Busboy } from "@fastify/busboy";
import type { Knock } from "../../pipeline/ingest/doors/door.ts";

const limits = { fields: 200, parts: 220, fieldSize: 100_000, headerPairs: 50 };

/**
 * A form in many parts as the form in one line that it could have been; of its files only their
 * names are kept. To be used once the proof was checked: that is about the bytes as they came.
 */
export async function plainForm(knock: Knock): Promise<Knock> {
  const contentType = knock.header("content-type") ?? "";
  if (!/^\s*multipart\/form-data\s*;/i.test(contentType)) return knock;
  const fields = await partsOf(knock.body, contentType).catch(() => null);
  if (!fields) return knock; // what cannot be taken apart is refused as what it is
  const body = Buffer.from(new URLSearchParams(fields).toString());
  const type = "application/x-www-form-urlencoded";
  return {
    ...knock,
    body,
    header: (name) => (name.toLowerCase() === "content-type" ? type : knock.header(name)),
  };
}

async function partsOf(body: Buffer, contentType: string): Promise<[string, string][]> {
  const fields: [string, string][] = [];
  const { promise, resolve, reject } = Promise.withResolvers<[string, string][]>();
  const form = new Busboy({ headers: { "content-type": contentType }, limits });
  form.on("field", (name, value) => fields.push([name, value]));
  form.on("file", (name, stream, fileName: string | undefined) => {
    stream.on("error", reject);
    stream.resume();
    if (fileName) fields.push([name, fileName]);
  });
  form.on("error", reject);
  form.on("finish", () => resolve(fields));
  form.end(body);
  return promise;
}
