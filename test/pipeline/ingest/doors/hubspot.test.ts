import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Signature } from "@hubspot/api-client";
import { hubspot } from "../../../../pipeline/ingest/doors/hubspot.ts";
import { hubspotSignature } from "../../../../pipeline/ingest/doors/hubspot-signature.ts";
import { knocking } from "./knocking.ts";

type Vector = {
  name: string;
  secret: string;
  url: string;
  timestamp: string;
  body: string;
  signature: string;
};
const vectors: Vector[] = JSON.parse(readFileSync("test/fixtures/doors/vectors-crm.json", "utf8"));

const config = hubspot.config.parse({});
const secrets = ["s3cret"];
const body = JSON.stringify([{ eventId: 1, portalId: 33, objectId: 5 }]);
const nowMs = Date.parse("2026-03-01T09:00:00Z");
const url = "https://baton.example/api/v1/hooks/door_1";

function signed(at: number, secret = "s3cret", of = body) {
  const timestamp = String(at);
  const signature = hubspotSignature(
    secret,
    { method: "POST", url, body: Buffer.from(of) },
    timestamp,
  );
  return { "x-hubspot-request-timestamp": timestamp, "x-hubspot-signature-v3": signature };
}

function verdict(headers: Record<string, string>, own: { privateApp?: boolean } = {}, knocks = {}) {
  const knock = knocking(body, { headers, ...knocks });
  return hubspot.verify(knock, { id: "door_1", secrets, config: { ...config, ...own } }).ok;
}

describe("HubSpot's signature", () => {
  for (const { name, secret, url, timestamp, body, signature } of vectors.filter(({ name }) =>
    name.startsWith("hubspot v3"),
  )) {
    it(`is made as in the vector “${name}”`, () => {
      const made = hubspotSignature(
        secret,
        { method: "POST", url, body: Buffer.from(body) },
        timestamp,
      );

      assert.equal(made, signature);
    });
  }

  it("passes at HubSpot's own program when it is ours", () => {
    const now = Date.now(); // its program reads the clock itself
    const { "x-hubspot-signature-v3": signature } = signed(now);

    const valid = Signature.isValid({
      ...{ signature, signatureVersion: "v3", method: "POST", clientSecret: "s3cret" },
      ...{ requestBody: body, url, timestamp: now },
    });

    assert.equal(valid, true);
  });

  it("passes here when it is made by HubSpot's own program", () => {
    const signature = Signature.getSignature("POST", "v3", {
      ...{ clientSecret: "s3cret", requestBody: body, url, timestamp: nowMs, signature: "" },
    });

    const headers = {
      "x-hubspot-request-timestamp": String(nowMs),
      "x-hubspot-signature-v3": signature,
    };

    assert.equal(verdict(headers), true);
  });

  const refused: Record<string, Record<string, string>> = {
    "is missing": {},
    "has no time": { "x-hubspot-signature-v3": signed(nowMs)["x-hubspot-signature-v3"] },
    "is older than five minutes": signed(nowMs - 300_001),
    "is from more than five minutes ahead": signed(nowMs + 300_001),
    "was made with another secret": signed(nowMs, "another"),
    "was made for another body": signed(nowMs, "s3cret", `${body} `),
    "is cut short": { ...signed(nowMs), "x-hubspot-signature-v3": "ANdC/ibf" },
    "is of version 2": { "x-hubspot-signature": "00", "x-hubspot-signature-version": "v2" },
  };
  for (const [what, headers] of Object.entries(refused)) {
    it(`does not pass when it ${what}`, () => {
      assert.equal(verdict(headers), false);
    });
  }

  it("passes to the edge of five minutes either way", () => {
    assert.deepEqual(
      [nowMs - 300_000, nowMs + 300_000].map((at) => verdict(signed(at))),
      [true, true],
    );
  });

  it("passes with either of two secrets while one is replaced", () => {
    const knock = knocking(body, { headers: signed(nowMs, "old") });

    const { ok } = hubspot.verify(knock, { id: "door_1", secrets: ["new", "old"], config });

    assert.equal(ok, true);
  });

  it("may be of version 1 for private apps, and only for those", () => {
    const vector = vectors.find(({ name }) => name === "hubspot v1");
    assert.ok(vector);
    const knock = knocking(vector.body, {
      headers: { "x-hubspot-signature": vector.signature, "x-hubspot-signature-version": "v1" },
    });
    const door = { id: "door_1", secrets: [vector.secret] };

    const [ours, theirs] = [true, false].map((privateApp) =>
      hubspot.verify(knock, { ...door, config: { ...config, privateApp } }),
    );

    assert.deepEqual([ours?.ok, theirs?.ok], [true, false]);
  });
});

describe("a batch of HubSpot", () => {
  const read = (events: unknown, portalId: string | null = "33") => {
    const reading = hubspot.read(knocking(JSON.stringify(events)), {
      ...{ id: "door_1", name: "CRM" },
      config: { ...config, portalId },
    });
    assert.ok(reading.ok);
    return reading.items;
  };
  const event = (type: string, more: object = {}) => {
    const base = { eventId: 1, subscriptionId: 2, portalId: 33, occurredAt: 1_700_000_000_000 };
    return { ...base, objectId: 5, subscriptionType: type, ...more };
  };

  it("is one item for each record and what is done with it", () => {
    const items = read([
      event("contact.creation"),
      event("contact.propertyChange", { propertyName: "email", propertyValue: "ana@acme.example" }),
      event("company.creation"),
      event("contact.deletion", { objectId: 6 }),
      event("contact.privacyDeletion", { objectId: 6 }),
    ]);

    assert.deepEqual(
      items.map(({ kind, externalId, input }) => [kind, externalId, input.email]),
      [
        ["pull", "contact:33:5", "ana@acme.example"],
        ["pull", "company:33:5", null],
        ["gone", "contact:33:6", null],
        ["erase", "contact:33:6", null],
      ],
    );
  });

  it("may call the type of an event by either name", () => {
    const { subscriptionType, ...rest } = event("contact.creation");

    const [item] = read([{ ...rest, eventType: subscriptionType }]);

    assert.deepEqual([item?.kind, item?.eventType], ["pull", "contact.creation"]);
  });

  it("takes the newest value of a property, in whatever order they stand", () => {
    const change = (propertyValue: string, occurredAt: number) =>
      event("contact.propertyChange", { propertyName: "email", propertyValue, occurredAt });
    const changes = [
      change("new@acme.example", 1_700_000_000_900),
      change("old@acme.example", 1_700_000_000_100),
    ];

    const values = [changes, changes.toReversed()].map((batch) => read(batch)[0]?.input.email);

    assert.deepEqual(values, ["new@acme.example", "new@acme.example"]);
  });

  it("lets merged records go and fetches the one that is left", () => {
    const items = read([
      event("contact.merge", {
        ...{ objectId: 7, primaryObjectId: 7, mergedObjectIds: [8, 9], newObjectId: 10 },
      }),
    ]);

    assert.deepEqual(
      items.map(({ kind, externalId }) => `${kind} ${externalId}`),
      ["gone contact:33:7", "gone contact:33:8", "gone contact:33:9", "pull contact:33:10"],
    );
  });

  it("has the same keys however its events are ordered, and others for other events", () => {
    const [a, b, c] = [1, 2, 3].map((eventId) => event("contact.creation", { eventId }));
    const keys = (events: unknown[]) => read(events).map(({ key }) => key);

    assert.deepEqual(keys([a, b]), keys([b, a]));
    assert.notDeepEqual(keys([a, b]), keys([a, c]));
    assert.notDeepEqual(keys([a]), keys([{ ...a, occurredAt: 1_700_000_000_001 }]));
  });

  const odd: Record<string, [unknown, string]> = {
    "is of another account": [event("contact.creation", { portalId: 34 }), "ignored"],
    "is of a type nobody needs": [event("ticket.creation"), "ignored"],
    "names no record": [event("contact.creation", { objectId: null }), "ignored"],
    "names a record by something else": [
      event("contact.creation", { objectId: { id: 5 } }),
      "ignored",
    ],
    "has no type": [event("", { subscriptionType: 5 }), "ignored"],
    "is a type of ours by number": [event("object.creation", { objectTypeId: "0-1" }), "pull"],
    "is called like something every object has": [event("constructor.creation"), "ignored"],
  };
  for (const [what, [one, kind]] of Object.entries(odd)) {
    it(`makes ${kind === "pull" ? "a pull" : "nothing"} of an event that ${what}`, () => {
      const [item] = read([one]);

      assert.equal(item?.kind, kind);
      assert.equal(item?.remark !== undefined, kind === "ignored");
    });
  }

  for (const bad of ["", "null", "7", "[1]", "{", '"text"', "[null]"]) {
    it(`is refused with a reason when it is ${JSON.stringify(bad)}`, () => {
      const reading = hubspot.read(knocking(bad), { id: "door_1", name: "CRM", config });

      assert.ok(!reading.ok);
      assert.match(reading.errors[0]?.message ?? "", /JSON array/);
    });
  }
});
