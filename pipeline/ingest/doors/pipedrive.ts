import { z } from "zod";
import { normalise } from "../normalise.ts";
import { defineProfile, type Item } from "./door.ts";
import { FieldMap } from "./field-map.ts";
import { fieldsOf, ownOf, parseJson } from "./json.ts";
import { readPipedrive } from "./pipedrive-record.ts";
import { foldStatements, idOf, momentOf, recordId } from "./record.ts";
import { verifyShownSecret } from "./shown-secret.ts";

const Config = z.object({
  /** Custom fields: the 40 characters Pipedrive calls them by → ours. */
  fields: FieldMap,
  /** The account whose events are taken, its `company_id`; every one where it is not said. */
  companyId: z.coerce.string().nullable().default(null),
});

/** Pipedrive's records, by our names. */
const objects: Readonly<Record<string, string>> = {
  person: "contact",
  organization: "company",
  deal: "deal",
  lead: "lead",
};

/** Pipedrive's webhooks v2: whole records, with HTTP Basic for a proof. */
export const pipedrive = defineProfile<z.infer<typeof Config>>({
  kind: "pipedrive",
  config: Config,
  maxBytes: 1_000_000,
  verify: (knock, { secrets }) => verifyShownSecret(knock, secrets),
  read(knock, { config }) {
    const body = fieldsOf(parseJson(knock.body));
    const meta = fieldsOf(body.meta);
    const entity = String(meta.entity ?? "");
    const action = String(meta.action ?? "");
    const account = idOf(meta.company_id);
    const id = idOf(meta.entity_id);
    const errors = Object.entries({ company_id: account, entity_id: id }).flatMap(
      ([name, value]) =>
        value === undefined ? [{ field: `meta.${name}`, message: `meta.${name} is missing.` }] : [],
    );
    if (entity === "") errors.push({ field: "meta.entity", message: "meta.entity is missing." });
    if (account === undefined || id === undefined || errors.length > 0) {
      return { ok: false, errors };
    }

    const object = ownOf(objects, entity);
    const raw = knock.body.toString("utf8");
    const remark = remarkOf(
      object,
      action,
      config.companyId !== null && config.companyId !== account,
    );
    const at = momentOf(meta.timestamp);
    const item: Item = {
      kind: remark === null ? (action === "delete" ? "gone" : "pull") : "ignored",
      key:
        idOf(meta.id) ??
        [account, entity, id, action, meta.timestamp ?? "", meta.correlation_id ?? ""].join(":"),
      externalId: object ? recordId(object, account, id) : null,
      input: normalise(foldStatements(readPipedrive(raw, 0, config.fields)).raw, "pipedrive").lead,
      raw,
      at: at === undefined ? null : new Date(at),
      eventType: `${entity}.${action}`.slice(0, 100),
      ...(remark === null ? {} : { remark }),
    };
    return { ok: true, items: [item] };
  },
});

function remarkOf(object: string | undefined, action: string, isForeign: boolean): string | null {
  if (isForeign) return "It is of another Pipedrive account.";
  if (!object) return "Only persons, organizations, deals and leads are taken.";
  const known = ["create", "change", "delete"].includes(action);
  return known ? null : "Baton does nothing with events of this type.";
}
