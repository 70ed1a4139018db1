import { z } from "zod";
import { normalise } from "../normalise.ts";
import { defineProfile, type HttpAnswer, type Item, type Reading } from "./door.ts";
import { FieldMap } from "./field-map.ts";
import { ownOf } from "./json.ts";
import { foldStatements, momentOf, recordId } from "./record.ts";
import { type KeptRecord, readSalesforce } from "./salesforce-record.ts";
import { verifyShownSecret } from "./shown-secret.ts";
import { childOf, readXml, type XmlElement } from "./xml.ts";

/** https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging_notifications.htm */
const MOST_NOTIFICATIONS = 100;
const OUTBOUND = "http://soap.sforce.com/2005/09/outbound";
const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

const Config = z.object({
  /** The organisation whose messages are taken, 15 or 18 characters; any where it is not said. */
  organizationId: z
    .string()
    .regex(/^00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$/, "is not an organisation's id: 00D…")
    .nullable()
    .default(null),
  /** Custom fields by their API name, `Budget__c` → ours. */
  fields: FieldMap,
});

const objects: Readonly<Record<string, string>> = {
  Lead: "lead",
  Contact: "contact",
  Account: "company",
  Opportunity: "deal",
};

/**
 * Salesforce's outbound messages. Anything but its own acknowledgement makes it send again for a
 * day, so what is not stored is not acknowledged.
 */
export const salesforce = defineProfile<z.infer<typeof Config>>({
  kind: "salesforce",
  config: Config,
  maxBytes: 2_000_000,
  verify: (knock, { secrets }) => verifyShownSecret(knock, secrets),
  taken: acknowledgement(200, true),
  refused: acknowledgement(401, false),
  notStored: acknowledgement(503, false),
  read(knock, { config }): Reading {
    const xml = readXml(knock.body);
    if (!xml.ok) return wrong("body", xml.why);
    const { root } = xml;
    const message = childOf(childOf(root, "Body"), "notifications");
    if (root.namespace !== ENVELOPE || message?.namespace !== OUTBOUND) {
      return wrong("body", "The body is not a Salesforce outbound message.");
    }
    const account = (childOf(message, "OrganizationId")?.text ?? "").trim().slice(0, 15);
    if (config.organizationId !== null && account !== config.organizationId.slice(0, 15)) {
      return wrong("OrganizationId", "OrganizationId is not the one this door is for.");
    }
    const notifications = message.children.filter(({ name }) => name === "Notification");
    if (notifications.length === 0 || notifications.length > MOST_NOTIFICATIONS) {
      return wrong("Notification", `Send 1 to ${MOST_NOTIFICATIONS} notifications.`);
    }
    const items = notifications.flatMap((one) => itemOf(one, account, config.fields) ?? []);
    return items.length === notifications.length
      ? { ok: true, items }
      : wrong("Notification", "A notification has no Id, or no sObject with an Id.");
  },
});

function itemOf(notification: XmlElement, account: string, map: FieldMap): Item | undefined {
  const key = childOf(notification, "Id")?.text.trim();
  const record = childOf(notification, "sObject");
  if (!key || !record) return undefined;
  const type = (record.attributes.type ?? "").split(":").at(-1) ?? "";
  const fields = Object.fromEntries(record.children.map((field) => [field.name, wordsOf(field)]));
  const id = fields.Id?.trim();
  if (!id) return undefined;

  const kept: KeptRecord = { account, type, fields };
  const raw = JSON.stringify(kept);
  const object = ownOf(objects, type);
  const at = momentOf(fields.SystemModstamp) ?? momentOf(fields.LastModifiedDate);
  const kind = object ? (fields.IsDeleted === "true" ? "gone" : "pull") : "ignored";
  const remark = "Only leads, contacts, accounts and opportunities are taken.";
  return {
    kind,
    key,
    externalId: object ? recordId(object, account, id) : null,
    input: normalise(foldStatements(readSalesforce(raw, 0, map)).raw, "salesforce").lead,
    raw,
    at: at === undefined ? null : new Date(at),
    eventType: type.slice(0, 100),
    ...(object ? {} : { remark }),
  };
}

function wordsOf({ attributes, text }: XmlElement): string | null {
  return attributes.nil === "true" || text === "" ? null : text;
}

/** Word for word what Salesforce looks for. */
function acknowledgement(status: number, isTaken: boolean): HttpAnswer {
  const body = [
    `<soapenv:Envelope xmlns:soapenv="${ENVELOPE}"><soapenv:Body>`,
    `<notificationsResponse xmlns="${OUTBOUND}"><Ack>${isTaken}</Ack></notificationsResponse>`,
    "</soapenv:Body></soapenv:Envelope>",
  ];
  return { status, contentType: "text/xml", body: body.join("") };
}

function wrong(field: string, message: string): Reading {
  return { ok: false, errors: [{ field, message }] };
}
