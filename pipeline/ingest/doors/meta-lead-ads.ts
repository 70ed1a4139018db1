import { z } from "zod";
import { blankLead } from "../blank-lead.ts";
import { defineProfile, type HttpAnswer, type Item, type Reading } from "./door.ts";
import { FieldMap } from "./field-map.ts";
import { fieldsOf, listOf, parseJson } from "./json.ts";
import { idOf, momentOf, recordId } from "./record.ts";
import { isOneOf } from "./shown-secret.ts";
import { verifyHexMac } from "./signed.ts";

const MOST_CHANGES = 1_000;

const Config = z.object({
  /** What was typed into Meta's “Verify token”; the door's own secret where it is not said. */
  verifyToken: z.string().min(8).nullable().default(null),
  /** The page whose leads are taken; any of the app's where it is not said. */
  pageId: z.coerce.string().nullable().default(null),
  /** Forms to look through by ourselves, besides being told. */
  forms: z.array(z.coerce.string().regex(/^\d+$/)).max(50).default([]),
  fields: FieldMap,
});

/** Meta's lead ads: told of a lead's number, signed with the app's secret; the lead is fetched. */
export const metaLeadAds = defineProfile<z.infer<typeof Config>>({
  kind: "meta_lead_ads",
  config: Config,
  maxBytes: 1_000_000,
  taken: { status: 200, contentType: "text/plain", body: "EVENT_RECEIVED" },
  handshake(knock, { secrets, config }): HttpAnswer | undefined {
    if (knock.method !== "GET") return undefined;
    const query = URL.parse(knock.url)?.searchParams;
    const expected = config.verifyToken === null ? secrets : [config.verifyToken];
    const isOurs =
      query?.get("hub.mode") === "subscribe" &&
      isOneOf(query.get("hub.verify_token") ?? "", expected);
    const challenge = query?.get("hub.challenge") ?? "";
    return isOurs && /^[\w-]{1,200}$/.test(challenge)
      ? { status: 200, contentType: "text/plain", body: challenge }
      : { status: 403, contentType: "text/plain", body: "" };
  },
  verify: (knock, { secrets }) =>
    verifyHexMac(knock.header("x-hub-signature-256"), "sha256=", secrets, knock.body),
  read(knock, { config }): Reading {
    const body = fieldsOf(parseJson(knock.body));
    const changes = listOf(body.entry).flatMap((entry) => {
      const { id, changes } = fieldsOf(entry);
      return listOf(changes).map((change) => ({ page: idOf(id), change: fieldsOf(change) }));
    });
    if (!Array.isArray(body.entry) || changes.length > MOST_CHANGES) {
      return {
        ok: false,
        errors: [{ field: "entry", message: "entry is not a list of changes." }],
      };
    }
    const items = changes.map(({ page, change }) => itemOf(page, change, config.pageId));
    return { ok: true, items };
  },
});

function itemOf(
  page: string | undefined,
  change: Record<string, unknown>,
  ours: string | null,
): Item {
  const value = fieldsOf(change.value);
  const id = idOf(value.leadgen_id);
  const account = idOf(value.page_id) ?? page ?? "";
  const field = String(change.field ?? "");
  const remark =
    field !== "leadgen"
      ? "Only changes of leadgen are taken."
      : id === undefined
        ? "leadgen_id is missing, so it names no lead."
        : ours !== null && account !== ours
          ? "It is of another page."
          : null;
  const raw = JSON.stringify(change);
  const at = momentOf(value.created_time);
  return {
    kind: remark === null ? "pull" : "ignored",
    key: remark === null ? `lead:${id}` : raw,
    externalId: id === undefined ? null : recordId("lead", account, id),
    input: blankLead("meta_lead_ads"),
    raw,
    at: at === undefined ? null : new Date(at),
    eventType: field.slice(0, 100),
    ...(remark === null ? {} : { remark }),
  };
}
