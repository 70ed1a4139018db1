import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { salesforce } from "../../../../pipeline/ingest/doors/salesforce.ts";
import { basic, knocking } from "./knocking.ts";
import { corpus, envelope, notification, organizationId } from "./xml-corpus.ts";

const config = salesforce.config.parse({ organizationId, fields: { Budget__c: "budget" } });
const door = { id: "door_1", name: "CRM", config };
const read = (body: string | Buffer) => salesforce.read(knocking(body), door);

describe("an outbound message", () => {
  it("comes in as many kinds as a gate needs", () => {
    assert.ok(corpus.length >= 60, `${corpus.length}`);
    assert.equal(new Set(corpus.map(({ what }) => what)).size, corpus.length);
  });

  for (const { what, body, company, refused } of corpus) {
    it(`${refused ? "is refused" : "is read"} with ${what}`, () => {
      const reading = read(body);

      if (refused) {
        assert.ok(!reading.ok);
        assert.match(reading.errors[0]?.message ?? "", refused);
      } else {
        assert.ok(reading.ok, JSON.stringify(reading));
        assert.equal(reading.items[0]?.input.company, company);
        assert.equal(reading.items[0]?.input.email, "ana@northwind.example");
      }
    });
  }

  it("is known by its notifications, and its record by its organisation and id", () => {
    const reading = read(
      envelope(
        notification({ id: "04l1", fields: { Id: "00Q1", Company: "Acme", Budget__c: "5000" } }) +
          notification({ id: "04l2", type: "Account", fields: { Id: "0011", Name: "Acme" } }) +
          notification({ id: "04l3", type: "Case", fields: { Id: "5001" } }),
      ),
    );

    assert.ok(reading.ok);
    assert.deepEqual(
      reading.items.map(({ key, kind, externalId, input }) => [
        key,
        kind,
        externalId,
        input.budget,
      ]),
      [
        ["04l1", "pull", "lead:00D5g000004XyZa:00Q1", 5000],
        ["04l2", "pull", "company:00D5g000004XyZa:0011", null],
        ["04l3", "ignored", null, null],
      ],
    );
  });

  it("leaves its session nowhere", () => {
    const reading = read(
      envelope(notification({ id: "04l1", fields: { Id: "00Q1" } }), { session: "00D!session" }),
    );

    assert.ok(!JSON.stringify(reading).includes("session"));
  });

  it("is acknowledged in the words Salesforce looks for", () => {
    const { taken, refused, notStored } = salesforce;

    const whole =
      '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
      '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>' +
      "</soapenv:Body></soapenv:Envelope>";
    assert.deepEqual(taken, { status: 200, contentType: "text/xml", body: whole });
    assert.deepEqual([refused?.status, notStored?.status], [401, 503]);
    assert.match(refused?.body ?? "", /<Ack>false<\/Ack>/);
    assert.match(notStored?.body ?? "", /<Ack>false<\/Ack>/);
  });

  const proofs: Record<string, [boolean, Parameters<typeof knocking>[1]]> = {
    "the secret in the path": [true, { pathSecret: "s3cret" }],
    "the secret as a password": [true, { headers: basic("anybody", "s3cret") }],
    "the secret before this one": [true, { pathSecret: "older" }],
    "no secret": [false, {}],
    "half of it": [false, { pathSecret: "s3c" }],
    "the secret as a user": [false, { headers: basic("s3cret", "") }],
    "the secret in another case": [false, { pathSecret: "S3CRET" }],
    "a password that is no base64": [false, { headers: { authorization: "Basic %%%" } }],
    "the secret as a bearer": [false, { headers: { authorization: "Bearer s3cret" } }],
    "an empty secret": [false, { pathSecret: "" }],
  };
  for (const [what, [ok, own]] of Object.entries(proofs)) {
    it(`${ok ? "opens" : "does not open"} the door with ${what}`, () => {
      const verdict = salesforce.verify(knocking("", own), {
        ...door,
        secrets: ["s3cret", "older", ""],
      });

      assert.equal(verdict.ok, ok);
    });
  }
});
