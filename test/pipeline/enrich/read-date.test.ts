import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findDate } from "../../../pipeline/enrich/read-date.ts";

describe("a date in text", () => {
  const cases = [
    ["2026-11-04T10:00:00Z", "2026-11-04"],
    ["4 November 2026", "2026-11-04"],
    ["Nov 4, 2026", "2026-11-04"],
    ["November 4th, 2026", "2026-11-04"],
    ["4. März 2026", "2026-03-04"],
    ["le 1er août 2026", "2026-08-01"],
    ["4 de marzo de 2026", "2026-03-04"],
    ["4 maart 2026", "2026-03-04"],
    ["04.11.2026", "2026-11-04"],
    ["25/12/2025", "2025-12-25"],
    ["12/25/2025", "2025-12-25"],
    ["October 2020", "2020-10"],
  ] as const;

  for (const [text, date] of cases) {
    it(`is read from “${text}”`, () => {
      assert.equal(findDate(text)?.date, date);
    });
  }

  for (const text of [
    "03/04/2026",
    "31 February 2026",
    "v2.10.2026.1x",
    "may 5 people",
    "1234567",
  ]) {
    it(`is not guessed from “${text}”`, () => {
      assert.equal(findDate(text), undefined);
    });
  }
});
