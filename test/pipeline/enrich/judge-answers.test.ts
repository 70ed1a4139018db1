import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { holdsQuote } from "../../../pipeline/enrich/holds-quote.ts";
import { type Given, judge, type Label } from "../../../pipeline/enrich/judge-answers.ts";

const label = (kind: Label["kind"], field: string, value: Label["value"]): Label => {
  return { file: "a.html", field, value, kind };
};
const answer = (field: string, value: Given["value"], evidence = "q"): Given => {
  return { file: "a.html", field, value, evidence };
};

describe("judging answers", () => {
  it("counts what was found, avoided, left alone and proven", () => {
    const labels = [
      label("present", "founded_year", 2014),
      label("present", "legal_name", "Brightwater B.V."),
      label("trap", "employee_count", 300),
      label("absent", "status", null),
    ];
    const answers = [answer("founded_year", 2014), answer("employee_count", 300, "not there")];

    const judged = judge(labels, answers, (_, quote) => quote === "q");

    assert.deepEqual(judged.present, { hits: 1, of: 2 });
    assert.deepEqual(judged.traps, { hits: 0, of: 1 });
    assert.deepEqual(judged.absent, { hits: 1, of: 1 });
    assert.deepEqual(judged.quotes, { hits: 1, of: 2 });
    assert.deepEqual(judged.fields.get("founded_year"), {
      recall: { hits: 1, of: 1 },
      precision: { hits: 1, of: 1 },
    });
  });

  it("finds a list in several answers, and a record only with all its parts", () => {
    const labels = [
      label("present", "office", ["Paris", "Ghent"]),
      label("present", "person", { name: "Ana Weber", title: "CTO" }),
    ];
    const answers = [
      answer("office", "Paris"),
      answer("office", "Ghent"),
      answer("person", { name: "Ana Weber", title: "CEO" }),
    ];

    const { present, fields } = judge(labels, answers, () => true);

    assert.deepEqual(present, { hits: 1, of: 2 });
    assert.deepEqual(fields.get("office")?.precision, { hits: 2, of: 2 });
  });

  it("takes a quote from mark-up or from text in which each tag is a space", () => {
    const holds = holdsQuote("<p>We are <b>45</b>&nbsp;people&amp;co</p>");

    assert.ok(holds("We are 45 people&co"));
    assert.ok(holds("<b>45</b>"));
    assert.equal(holds("We are 46"), false);
  });
});
