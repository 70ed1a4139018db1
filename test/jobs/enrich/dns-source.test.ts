import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sampleWeb } from "../../../bot/sample-web/sample-web.ts";
import { dnsSource } from "../../../jobs/enrich/dns-source.ts";
import type { About, SourceDeps } from "../../../jobs/enrich/fact-source.ts";
import type { World } from "../../../jobs/world.ts";
import { values } from "../../../pipeline/enrich/fact.ts";
import { defaultResearchSettings } from "../../../pipeline/enrich/research-settings.ts";
import { nameOf } from "../../fixtures/technologies/pages.ts";
import { emptyWeb, testNow } from "../../support/world.ts";

type Web = World["web"];
type Zone = Record<string, string[] | Error>;

const about: About = {
  lead: null,
  domain: "harbourlight.example",
  name: null,
  facts: [],
  pages: [],
  settings: defaultResearchSettings,
  msLeft: () => 10_000,
};

/** A web of nothing but records, by `TYPE name`. */
function webOf(zone: Zone, resolve: Web["resolve"] = emptyWeb.resolve): Web {
  return {
    ...emptyWeb,
    resolve,
    records: (host, type) => {
      const found = zone[`${type} ${host}`] ?? [];
      return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
    },
  };
}

/** The source needs a web and a clock only. */
function find(web: Web, domain = about.domain) {
  const deps = { web, now: () => testNow } as SourceDeps; // whatever else it asked for would fail
  return dnsSource.find({ ...about, domain }, deps);
}

async function mailOf(web: Web) {
  const { facts } = await find(web);
  return facts
    .filter(({ name }) => name === "mail_domain")
    .map(({ value, quote }) => ({ ...values.mail_domain.parse(value), quote }));
}

describe("DNS", () => {
  const harbour: Zone = {
    "MX harbourlight.example": ["aspmx.l.google.com", "alt1.aspmx.l.google.com"],
    "TXT harbourlight.example": ["v=spf1 include:_spf.google.com include:sendgrid.net ~all"],
    "CNAME www.harbourlight.example": ["cname.vercel-dns.com"],
  };

  it("tells what mail and web run on, with a visit for each question", async () => {
    const { facts, visits } = await find(webOf(harbour));

    const tech = facts.filter(({ name }) => name === "tech").map(nameOf);
    assert.deepEqual(tech.toSorted(), ["Google Workspace", "SendGrid", "Vercel"]);
    assert.deepEqual(
      visits.map(({ url, kind, via, status }) => [url, kind, via, status]),
      ["MX", "TXT", "CNAME"].map((type) => [
        ...[`dns:harbourlight.example?type=${type}`, "dns", "dns"],
        200,
      ]),
    );
  });

  it("names the server that takes the company's mail", async () => {
    const mail = await mailOf(webOf(harbour));

    assert.deepEqual(mail, [
      { accepts: true, host: "aspmx.l.google.com", quote: "MX aspmx.l.google.com" },
    ]);
  });

  for (const record of [".", ""]) {
    it(`says that a domain takes no mail where it says so itself, written ${JSON.stringify(record)}`, async () => {
      const mail = await mailOf(webOf({ "MX harbourlight.example": [record] }));

      assert.deepEqual(mail, [{ accepts: false, host: null, quote: "MX ." }]);
    });
  }

  it("falls back to the domain's own address where there is no MX", async () => {
    const address = () => Promise.resolve([{ address: "203.0.113.7", family: 4 as const }]);

    const mail = await mailOf(webOf({}, address));

    assert.deepEqual(mail, [{ accepts: true, host: "harbourlight.example", quote: null }]);
  });

  it("says that a domain without MX and address takes no mail", async () => {
    const mail = await mailOf(webOf({}));

    assert.deepEqual(mail, [{ accepts: false, host: null, quote: null }]);
  });

  it("concludes nothing from a name server that does not answer", async () => {
    const down = Object.assign(new Error("queryMx ETIMEOUT"), { code: "ETIMEOUT" });
    const zone: Zone = { "MX harbourlight.example": down, "TXT harbourlight.example": down };

    const { facts, visits } = await find(webOf(zone));

    assert.deepEqual(facts, []);
    assert.deepEqual(
      visits.map(({ status }) => status),
      [0, 0, 200],
    );
  });

  it("concludes nothing from an address nobody could look up", async () => {
    const later = () =>
      Promise.reject(Object.assign(new Error("try again"), { code: "EAI_AGAIN" }));

    const mail = await mailOf(webOf({}, later));

    assert.deepEqual(mail, []);
  });

  it("keeps what one record says when another cannot be read", async () => {
    const down = Object.assign(new Error("queryTxt ESERVFAIL"), { code: "ESERVFAIL" });

    const { facts } = await find(webOf({ ...harbour, "TXT harbourlight.example": down }));

    assert.deepEqual(
      facts.map(({ name }) => name),
      ["tech", "tech", "mail_domain"],
    );
  });

  it("of the sample companies says what they use, and that nobody reads mail at a parked domain", async () => {
    const web = sampleWeb(1);

    const northwind = await find(web, "northwind.example");
    const parked = await find(web, "parked.example");

    assert.deepEqual(
      northwind.facts
        .filter(({ name }) => name === "tech")
        .map(nameOf)
        .toSorted(),
      [...["Google Search Console", "Google Workspace", "HubSpot", "Vercel"]],
    );
    assert.deepEqual(
      parked.facts.map(({ value }) => value),
      [{ accepts: false, host: null }],
    );
  });
});
