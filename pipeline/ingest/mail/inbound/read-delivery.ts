import { readMime } from "../read-mime.ts";
import type { Delivery, Inbound } from "./delivery.ts";
import { isMailgun, readMailgun } from "./mailgun.ts";
import { readPlain } from "./plain.ts";
import { isPostmark, readPostmark } from "./postmark.ts";
import { isSendgrid, readSendgrid } from "./sendgrid.ts";

/** Knows a provider by the shape of what it sends; what has none of these shapes is read as our own. */
export async function readDelivery(delivery: Delivery): Promise<Inbound> {
  if (delivery.kind === "mime") {
    const mail = await readMime(delivery.mime);
    return { ok: true, provider: "mime", mail, providerId: null, recipients: mail.to };
  }
  if (delivery.kind === "json") {
    return isPostmark(delivery.json) ? readPostmark(delivery.json) : readPlain(delivery.json);
  }
  const { fields, files } = delivery;
  if (isMailgun(fields)) return readMailgun(fields, files);
  if (isSendgrid(fields)) return readSendgrid(fields, files);
  const said = [...fields].map(([name, bytes]) => [name, Buffer.from(bytes, "latin1").toString()]);
  return readPlain(Object.fromEntries(said));
}
