import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findDate, relativeDate } from "../../../pipeline/enrich/read-date.ts";

describe("a date in text", () => {
  const cases = [
    ["2026-11-04T10:00:00Z", "2026-11-04"],
    ["2026/11/04", "2026-11-04"],
    ["2026.11.04", "2026-11-04"],
    ["Wed, 04 Nov 2026 10:00:00 GMT", "2026-11-04"],
    ["4-Nov-2026", "2026-11-04"],
    ["4 November 2026", "2026-11-04"],
    ["Nov 4, 2026", "2026-11-04"],
    ["November 4th, 2026", "2026-11-04"],
    ["4. März 2026", "2026-03-04"],
    ["le 1er août 2026", "2026-08-01"],
    ["4 de marzo de 2026", "2026-03-04"],
    ["4 maart 2026", "2026-03-04"],
    ["4 ottobre 2026", "2026-10-04"],
    ["4 set 2026", "2026-09-04"],
    ["4 de março de 2026", "2026-03-04"],
    ["12 out 2026", "2026-10-12"],
    ["4 września 2026", "2026-09-04"],
    ["4 mars 2026", "2026-03-04"],
    ["4. maj 2026", "2026-05-04"],
    ["4. desember 2026", "2026-12-04"],
    ["4. marraskuuta 2026", "2026-11-04"],
    ["4. listopadu 2026", "2026-11-04"],
    ["2026. november 4.", "2026-11-04"],
    ["4 ноября 2026", "2026-11-04"],
    ["2026年11月4日", "2026-11-04"],
    ["04.11.2026", "2026-11-04"],
    ["25/12/2025", "2025-12-25"],
    ["12/25/2025", "2025-12-25"],
    ["25-12-2025", "2025-12-25"],
    ["October 2020", "2020-10"],
    ["Październik 2026", "2026-10"],
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
    "2026.11.04.7",
    "may 5 people",
    "our data set 2026",
    "sold out 2026",
    "1234567",
  ]) {
    it(`is not guessed from “${text}”`, () => {
      assert.equal(findDate(text), undefined);
    });
  }
});

describe("a day counted back from our visit", () => {
  const cases = [
    ["Posted 3 days ago", "2026-11-18"],
    ["2 weeks ago", "2026-11-07"],
    ["1 month ago", "2026-10-22"],
    ["vor 3 Tagen", "2026-11-18"],
    ["il y a 2 semaines", "2026-11-07"],
    ["hace 5 días", "2026-11-16"],
    ["3 dagen geleden", "2026-11-18"],
    ["Posted today", "2026-11-21"],
    ["Gestern", "2026-11-20"],
    ["Posted 30+ days ago", null],
    ["five years of experience", null],
    ["founded 10 years ago", null],
  ] as const;

  for (const [text, date] of cases) {
    it(`is ${date ?? "unknown"} for “${text}”`, () => {
      assert.equal(relativeDate(text, "2026-11-21T09:00:00.000Z"), date);
    });
  }
});
