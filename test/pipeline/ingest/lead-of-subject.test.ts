import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leadOf } from "../../../pipeline/ingest/lead-of-subject.ts";
import { parseSubject } from "../../../pipeline/ingest/subject.ts";

describe("the lead of a subject", () => {
  const cases = [
    { typed: "acme.example", says: ["acme.example", null, null] },
    { typed: "ana@acme.example", says: ["acme.example", "ana@acme.example", null] },
    {
      typed: "Ana Weber &lt;ana@acme.example&gt;",
      says: ["acme.example", "ana@acme.example", "Ana Weber"],
    },
    { typed: "ana.weber@gmail.com", says: [null, "ana.weber@gmail.com", null] },
  ];
  for (const { typed, says } of cases) {
    it(`says what was typed and where: ${typed}`, () => {
      const lead = leadOf(parseSubject(typed), "slack");

      assert.deepEqual([lead?.domain, lead?.email, lead?.name, lead?.source], [...says, "slack"]);
    });
  }

  it("keeps what a pasted text tells, under the door's own source", () => {
    const text = "Ana Weber wrote from ana@acme.example: we want a demo of your product soon.";

    const lead = leadOf(parseSubject(text), "teams");

    assert.deepEqual([lead?.email, lead?.source], ["ana@acme.example", "teams"]);
    assert.match(lead?.freeText ?? "", /want a demo/);
  });

  for (const typed of ["", "Acme Trading", "a.example\nb.example"]) {
    it(`is nobody's where no single company is named: ${JSON.stringify(typed)}`, () => {
      assert.equal(leadOf(parseSubject(typed), "slack"), null);
    });
  }
});
