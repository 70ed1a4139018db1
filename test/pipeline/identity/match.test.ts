import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  type MatchSide,
  matchCompanies,
  matchLeads,
  matchPeople,
} from "../../../pipeline/identity/match.ts";
import pairs from "../../fixtures/identity/pairs.json" with { type: "json" };

/*
 * Precision: of the pairs we call `same`, how many are labelled `same`. Recall: of the pairs labelled
 * `same`, how many we call `same`. An `ask`, given or labelled, is not a `same` in either.
 */
describe("the labelled pairs", () => {
  const judged = pairs.map(({ verdict, about, ...sides }) => {
    const [a, b]: MatchSide[] = [sides.a, sides.b];
    return { wanted: verdict, about, a: a ?? {}, b: b ?? {}, found: matchLeads(a ?? {}, b ?? {}) };
  });

  it("are 300 at least, with a hundred that only look alike", () => {
    const others = judged.filter(({ wanted }) => wanted !== "same");

    assert.ok(judged.length >= 300);
    assert.ok(others.length >= 100);
  });

  it("are called the same with a precision of .98 and a recall of .95", (t) => {
    const called = judged.filter(({ found }) => found.verdict === "same");
    const labelled = judged.filter(({ wanted }) => wanted === "same");
    const right = called.filter(({ wanted }) => wanted === "same");

    for (const miss of judged.filter(({ wanted, found }) => wanted !== found.verdict)) {
      t.diagnostic(JSON.stringify(miss));
    }
    assert.ok(right.length / called.length >= 0.98, `${right.length} of ${called.length}`);
    assert.ok(right.length / labelled.length >= 0.95, `${right.length} of ${labelled.length}`);
  });

  it("bother nobody with a question that is none", () => {
    const idle = judged.filter(({ wanted, found }) => wanted !== "ask" && found.verdict === "ask");

    assert.ok(idle.length <= judged.length * 0.03, `${idle.length} questions`);
  });

  it("get the same verdict from either side, and a reason", () => {
    const lopsided = judged.filter(({ a, b, found }) => {
      return matchLeads(b, a).verdict !== found.verdict || found.why.length === 0;
    });

    assert.deepEqual(lopsided, []);
  });
});

describe("a match", () => {
  const side = fc.record(
    {
      source: fc.constantFrom("hubspot", "csv"),
      externalId: fc.option(fc.constantFrom("contact:1:1", "contact:1:2", "7")),
      email: fc.option(
        fc.constantFrom("ana@acme.example", "A.na@gmail.com", "info@b.example", "?"),
      ),
      domain: fc.option(fc.constantFrom("acme.example", "b.example", "gmail.com", "co.uk", "")),
      company: fc.option(fc.oneof(fc.constantFrom("Acme GmbH", "ACME", "🚀", "-"), fc.string())),
      name: fc.option(
        fc.oneof(fc.constantFrom("Ana Weber", "Weber, Ana", "A. Weber"), fc.string()),
      ),
      phone: fc.option(fc.constantFrom("+4930901820", "030 901820", "none")),
      country: fc.option(fc.constantFrom("DE", "Germany", "FR", "Mars")),
      linkedin: fc.option(fc.constantFrom("https://www.linkedin.com/in/ana")),
      aliases: fc.array(fc.constantFrom("acme.example", "x", "b.example")),
    },
    { requiredKeys: [] },
  );

  it("never throws, and is the same both ways round", () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        for (const judge of [matchLeads, matchCompanies, matchPeople]) {
          assert.equal(judge(a, b).verdict, judge(b, a).verdict);
        }
      }),
    );
  });

  it("never makes one of two on a single name", () => {
    const names = ["Acme", "Müller & Söhne GmbH", "Kovács és Társa Kft.", "Estudio Norte S.L."];
    const people = ["Ana Weber", "Łukasz Nowak", "Kovács Péter", "María José García"];

    const verdicts = [
      ...names.map((company) => matchLeads({ company }, { company }).verdict),
      ...people.map((name) => matchLeads({ name }, { name }).verdict),
    ];

    assert.deepEqual([...new Set(verdicts)], ["ask"]);
  });

  it("of companies leaves the people alone", () => {
    const ana = { domain: "acme.example", name: "Ana Weber", email: "ana@acme.example" };
    const tom = { domain: "acme.example", name: "Tom Lang", email: "tom@acme.example" };

    const verdicts = [matchCompanies(ana, tom).verdict, matchPeople(ana, tom).verdict];

    assert.deepEqual(verdicts, ["same", "different"]);
  });

  it("asks about two mailboxes of one name in one company", () => {
    const one = { name: "Ana Weber", email: "ana@acme.example" };
    const other = { name: "Ana Weber", email: "ana.weber@acme.example" };

    assert.equal(matchPeople(one, other).verdict, "ask");
  });

  it("gives its reasons in sentences", () => {
    const verdict = matchLeads(
      { company: "Acme GmbH", phone: "+4971123456789" },
      { company: "Acme", phone: "0711 23456789", country: "DE" },
    );

    assert.deepEqual(verdict, {
      verdict: "same",
      why: ["The same company name.", "Same phone number."],
    });
  });
});
