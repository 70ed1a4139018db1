import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DoorKind } from "../../../pipeline/ingest/doors/door.ts";

export const publicUrl = "https://desk.acme.example";

/** What a vendor sends besides the body, so that we believe it. */
export type Proof = { headers: Record<string, string>; path: string };

/** A vendor's program: a delivery as it sends it, and its way to prove one. `clock` counts in its own unit. */
export type Sender = {
  kind: DoorKind;
  body: string;
  config: Record<string, unknown>;
  /** Null for those whose proof carries no time. */
  clock: ((ms: number) => string) | null;
  prove: (to: { body: string | Buffer; secret: string; url: string; at: string }) => Proof;
};

const seconds = (ms: number) => String(Math.round(ms / 1_000));
const milliseconds = (ms: number) => String(ms);
const wide = { perMinute: 1_000_000 };

type Signed = string | Buffer;

function mac(secret: string, ...parts: Signed[]): string {
  return made(secret, parts).digest("hex");
}

function mac64(secret: string, ...parts: Signed[]): string {
  return made(secret, parts).digest("base64");
}

function made(secret: string, parts: readonly Signed[]) {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  return hmac;
}

function fixture(name: string): string {
  return readFileSync(`test/fixtures/doors/${name}.json`, "utf8").trimEnd();
}

function signing(header: string, sign: (body: Signed, secret: string) => string): Sender["prove"] {
  return ({ body, secret }) => ({ headers: { [header]: sign(body, secret) }, path: "" });
}

/** Each vendor that proves its deliveries, signed here the way its documentation says. */
export const senders: readonly Sender[] = [
  {
    kind: "form",
    body: fixture("form/contact"),
    config: wide,
    clock: seconds,
    prove: ({ body, secret, at }) => ({
      headers: { "x-timestamp": at, "x-signature": `v1=${mac(secret, `${at}.`, body)}` },
      path: "",
    }),
  },
  {
    kind: "wpforms",
    body: fixture("wpforms/contact"),
    config: wide,
    clock: seconds,
    prove: ({ body, secret, at }) => ({
      headers: {
        "x-wpforms-webhook-id": "webhook_1",
        "x-wpforms-webhook-signature": `t=${at},v=${mac(secret, `${at}.`, body)}`,
      },
      path: "",
    }),
  },
  {
    kind: "gravity_forms",
    body: fixture("gravity_forms/entry"),
    config: { ...wide, fields: { 3: "company", 5: "free_text" } },
    clock: null,
    prove: ({ secret }) => ({ headers: { authorization: `Bearer ${secret}` }, path: "" }),
  },
  {
    kind: "typeform",
    body: fixture("typeform/form-response"),
    config: wide,
    clock: null,
    prove: signing("typeform-signature", (body, secret) => `sha256=${mac64(secret, body)}`),
  },
  {
    kind: "tally",
    body: fixture("tally/form-response"),
    config: wide,
    clock: null,
    prove: signing("tally-signature", (body, secret) => mac64(secret, body)),
  },
  {
    kind: "webflow",
    body: fixture("webflow/form-submission"),
    config: wide,
    clock: milliseconds,
    prove: ({ body, secret, at }) => ({
      headers: { "x-webflow-timestamp": at, "x-webflow-signature": mac(secret, `${at}:`, body) },
      path: "",
    }),
  },
  {
    kind: "hubspot",
    body: '[{"eventId":1,"subscriptionId":2,"portalId":33,"occurredAt":1772355600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123}]',
    config: {},
    clock: milliseconds,
    prove: ({ body, secret, url, at }) => ({
      headers: {
        "x-hubspot-request-timestamp": at,
        "x-hubspot-signature-v3": mac64(secret, `POST${url}`, body, at),
      },
      path: "",
    }),
  },
  {
    kind: "linkedin_lead_sync",
    body: fixture("linkedin/notification"),
    config: {},
    clock: null,
    prove: signing("x-li-signature", (body, secret) => mac(secret, "hmacsha256=", body)),
  },
  {
    kind: "meta_lead_ads",
    body: fixture("meta/leadgen"),
    config: {},
    clock: null,
    prove: signing("x-hub-signature-256", (body, secret) => `sha256=${mac(secret, body)}`),
  },
  {
    kind: "pipedrive",
    body: fixture("pipedrive/person-change"),
    config: {},
    clock: null,
    prove: ({ secret }) => ({ headers: {}, path: `/${secret}` }),
  },
  {
    kind: "events",
    body: '{"type":"report.viewed","data":{"page":"pricing"}}',
    config: {},
    clock: seconds,
    prove: ({ body, secret, at }) => ({
      headers: { "x-timestamp": at, "x-signature": `v1=${mac(secret, `${at}.`, body)}` },
      path: "",
    }),
  },
];
