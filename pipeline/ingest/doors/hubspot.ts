import { hash } from "node:crypto";
import { z } from "zod";
import { normalise } from "../normalise.ts";
import { type ArrivalKind, defineProfile, type Item } from "./door.ts";
import { readHubspot, typeOf } from "./hubspot-record.ts";
import { verifyHubspot } from "./hubspot-signature.ts";
import { fieldsOf, listOf, ownOf, parseJson } from "./json.ts";
import { foldStatements, idOf, momentOf, recordId } from "./record.ts";

/** HubSpot sends fewer than 100; whoever sends many more is not HubSpot. */
const MOST_EVENTS = 1_000;

const Config = z.object({
  /** The account whose events are taken; all the app is installed in where it is not said. */
  portalId: z.coerce
    .string()
    .regex(/^\d+$/, "is not a HubSpot account id")
    .nullable()
    .default(null),
  /** Private apps sign with v1 and nothing else. */
  privateApp: z.union([z.boolean(), z.stringbool()]).default(false),
});

/** Record types by name and, in `object.*` events, by number. https://developers.hubspot.com/docs/guides/crm/understanding-the-crm */
const objects: Readonly<Record<string, string>> = {
  contact: "contact",
  company: "company",
  deal: "deal",
  lead: "lead",
  "0-1": "contact",
  "0-2": "company",
  "0-3": "deal",
  "0-136": "lead",
};

/** HubSpot's webhooks: batches of thin events, unordered, some of them twice. */
export const hubspot = defineProfile<z.infer<typeof Config>>({
  kind: "hubspot",
  config: Config,
  maxBytes: 1_000_000,
  verify: (knock, { secrets, config }) => verifyHubspot(knock, secrets, config.privateApp),
  read(knock, { config }) {
    const json = parseJson(knock.body);
    const events = Array.isArray(json) ? json : [json];
    if (events.length > MOST_EVENTS || events.some((one) => typeof one !== "object" || !one)) {
      const message = `body is not what HubSpot sends: a JSON array of at most ${MOST_EVENTS} events.`;
      return { ok: false, errors: [{ field: "body", message }] };
    }
    const groups = Map.groupBy(
      events.flatMap((event) => subjectsOf(fieldsOf(event), config.portalId)),
      ({ kind, externalId, remark }) => JSON.stringify([kind, externalId, remark]),
    );
    return { ok: true, items: [...groups.values()].map(itemOf) };
  },
});

type Subject = {
  kind: ArrivalKind;
  object: string;
  externalId: string | null;
  event: Record<string, unknown>;
  remark?: string;
};

/** The records an event is about, and what it wants done with each. */
function subjectsOf(event: Record<string, unknown>, ours: string | null): Subject[] {
  const type = typeOf(event);
  const [named = "", action = ""] = type.split(".");
  const object = ownOf(objects, named === "object" ? event.objectTypeId : named);
  const portal = idOf(event.portalId) ?? "";
  const about = (kind: ArrivalKind, id: unknown): Subject[] => {
    const known = idOf(id);
    return object && known !== undefined
      ? [{ kind, object, externalId: recordId(object, portal, known), event }]
      : ignore("objectId is missing, so it names no record.");
  };
  const ignore = (remark: string): Subject[] => {
    return [{ kind: "ignored", object: "", externalId: null, event, remark }];
  };

  if (ours !== null && portal !== ours) return ignore("It is of another HubSpot account.");
  if (!object) return ignore("Only contacts, companies, deals and leads are taken.");
  switch (action) {
    case "creation":
    case "propertyChange":
    case "restore":
      return about("pull", event.objectId);
    case "associationChange":
      return about("pull", event.fromObjectId ?? event.objectId);
    case "deletion":
      return about("gone", event.objectId);
    case "privacyDeletion":
      return about("erase", event.objectId);
    case "merge": {
      const kept = event.newObjectId ?? event.primaryObjectId ?? event.objectId;
      const merged = [event.primaryObjectId, ...listOf(event.mergedObjectIds)];
      const gone = merged.filter((id) => id !== undefined && String(id) !== String(kept));
      return [...gone.flatMap((id) => about("gone", id)), ...about("pull", kept)];
    }
    default:
      return ignore("Baton does nothing with events of this type.");
  }
}

function itemOf(subjects: readonly Subject[]): Item {
  const [{ kind, object, externalId, remark }] = subjects as [Subject]; // groups are never empty
  const events = subjects.map(({ event }) => event);
  const raw = JSON.stringify(events);
  const moments = events.flatMap((event) => momentOf(event.occurredAt) ?? []);
  const keys = events.map(keyOf).sort();
  const types = [...new Set(events.map(typeOf))].sort();
  return {
    kind,
    key: hash("sha256", JSON.stringify([kind, externalId, keys])),
    externalId,
    input: normalise(foldStatements(readHubspot(raw, object)).raw, "hubspot").lead,
    raw,
    at: moments.length > 0 ? new Date(Math.max(...moments)) : null,
    eventType: types.join(" ").slice(0, 100),
    ...(remark === undefined ? {} : { remark }),
  };
}

/** `eventId` alone is not unique, says HubSpot. */
function keyOf(event: Record<string, unknown>): string {
  const parts = ["portalId", "subscriptionId", "objectId", "eventId", "occurredAt", "propertyName"];
  return JSON.stringify([typeOf(event), ...parts.map((name) => event[name] ?? null)]);
}
