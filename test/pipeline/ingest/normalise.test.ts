import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { normalise, type RawLead } from "../../../pipeline/ingest/normalise.ts";

const plain: RawLead = {
  company: "Müller & Söhne GmbH",
  url: "mueller-soehne.de",
  email: "Ana.Weber@mueller-soehne.de",
  firstName: "Ana",
  lastName: "Weber-Šimić",
  title: "Leiterin Einkauf",
  linkedin: "https://www.linkedin.com/in/ana-weber",
  phone: "+49 711 2345678",
  country: "DE",
  freeText: "Wir brauchen es im Mai.\nDanke",
  employees: "1200",
  budget: "15000",
  extra: { branche: "Großhandel", ort: "Ulm" },
};

/** Other clothes for one field at a time. */
const clothes: { [Field in keyof RawLead]?: readonly ((raw: RawLead) => RawLead)[] } = {
  company: [
    (raw) => ({ ...raw, company: `  ${raw.company?.replaceAll(" ", "\u00a0 ")} ` }),
    (raw) => ({ ...raw, company: raw.company?.normalize("NFD") ?? null }),
  ],
  url: [
    ...["https://mueller-soehne.de", "http://www.mueller-soehne.de/", "WWW.MUELLER-SOEHNE.DE"],
    ...["https://mueller-soehne.de:443", "mueller-soehne.de.", "http//mueller-soehne.de"],
  ].map((url) => (raw: RawLead) => ({ ...raw, url })),
  email: [
    ...["Ana.Weber@MUELLER-Soehne.de", " Ana.Weber@mueller-soehne.de. ".trim()],
    ...["mailto:Ana.Weber@mueller-soehne.de", "Ana Weber <Ana.Weber@mueller-soehne.de>"],
  ].map((email) => (raw: RawLead) => ({ ...raw, email })),
  name: ["Ana Weber-Šimić", "Weber-Šimić, Ana", "Ana  Weber-Šimić".normalize("NFD")].map(
    (name) => (raw: RawLead) => ({ ...raw, name, firstName: null, lastName: "" }),
  ),
  linkedin: [
    ...["linkedin.com/in/Ana-Weber/", "http://de.linkedin.com/in/ana-weber?trk=people"],
    ...["https://www.linkedin.com/in/ana-weber/details/experience"],
  ].map((linkedin) => (raw: RawLead) => ({ ...raw, linkedin })),
  phone: ["0711 2345678", "0049 711 2345678", "+49 (0)711/234-5678", "0711/2345678 ext. 3"].map(
    (phone) => (raw: RawLead) => ({ ...raw, phone }),
  ),
  country: ["Germany", "Deutschland", " de ", "Németország", "Allemagne"].map(
    (country) => (raw: RawLead) => ({ ...raw, country }),
  ),
  freeText: [(raw) => ({ ...raw, freeText: `\n${raw.freeText?.replace("\n", "\r\n")}  ` })],
  employees: ["1,200", "1.200", "1 200"].map((employees) => (raw: RawLead) => ({
    ...raw,
    employees,
  })),
  budget: ["15.000", "€ 15,000", "15000 EUR"].map((budget) => (raw: RawLead) => ({
    ...raw,
    budget,
  })),
  consent: ["-", "", null].map((product) => (raw: RawLead) => ({
    ...raw,
    productInterest: product,
  })),
};

describe("a lead in other clothes", () => {
  const dressings = Object.values(clothes).map((ways) =>
    fc.constantFrom((raw: RawLead) => raw, ...ways),
  );
  const order = fc.shuffledSubarray(Object.keys(plain), { minLength: Object.keys(plain).length });

  it("is the same JSON, to the byte", () => {
    const wanted = JSON.stringify(normalise(plain, "website").lead);

    fc.assert(
      fc.property(fc.tuple(...dressings), order, fc.boolean(), (dress, fields, turned) => {
        const dressed = dress.reduce((raw, put) => put(raw), plain);
        const extra = turned ? { ort: "Ulm", branche: " Großhandel" } : { ...plain.extra };
        const shuffled = Object.fromEntries(
          Object.entries({ ...dressed, extra }).toSorted(
            ([a], [b]) => fields.indexOf(a) - fields.indexOf(b),
          ),
        );
        assert.equal(JSON.stringify(normalise(shuffled, "website").lead), wanted);
      }),
      { numRuns: 300 },
    );
  });

  it("has a number of its country where only its domain tells the country", () => {
    const { lead } = normalise({ url: "acme.hu", phone: "06 1 429 3000" }, "website");

    assert.deepEqual([lead.phone, lead.country], ["+3614293000", null]);
  });
});

describe("words that only fill a field", () => {
  it("are no answer", () => {
    const filled = { company: "n/a", name: "-", title: "None", phone: "unknown", country: "keine" };

    const { lead, problems } = normalise({ ...filled, url: "N/A", email: "-" }, "website");

    const { company, name, title, phone, country, domain, email } = lead;
    assert.deepEqual(
      [company, name, title, phone, country, domain, email],
      Array.from({ length: 7 }, () => null),
    );
    assert.deepEqual(problems, []);
  });
});

describe("what cannot be read", () => {
  it("is kept beside the lead, by its name", () => {
    const raw = { linkedin: "https://www.linkedin.com/company/acme", employees: "51-200" };

    const { lead } = normalise({ url: "acme.com", ...raw }, "csv");

    assert.deepEqual([lead.linkedin, lead.employees, lead.extra], [null, null, inOrder(raw)]);
  });

  it("is named with the way out", () => {
    const { problems } = normalise({ url: "http://10.0.0.1", email: "ana@" }, "csv");

    assert.deepEqual(
      problems.map(({ field }) => field),
      ["url", "email"],
    );
    assert.match(problems.map(({ message }) => message).join(" "), /acme\.com.*ana@acme\.com/);
  });

  const junk = fc.option(
    fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.webUrl()),
  );
  it("never throws", () => {
    const raw = fc.record(
      Object.fromEntries(Object.keys({ ...plain, extra: 0 }).map((field) => [field, junk])),
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(raw, ({ extra: _, ...said }) => {
        const { lead } = normalise(said, "csv");
        assert.equal(JSON.stringify(lead).isWellFormed(), true);
      }),
    );
  });
});

/** In the order of names. */
function inOrder({ linkedin, employees }: { linkedin: string; employees: string }) {
  return { employees, linkedin };
}
