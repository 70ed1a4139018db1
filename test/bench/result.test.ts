import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { heading, type Result, toJson, toRow } from "./result.ts";

const time: Result = {
  ...{ name: "lead_ack", value: 61.23456, unit: "ms" },
  ...{ opponent: "Slack", ratio: 48.9916, goal: { atMost: 500 } },
};
const rate: Result = {
  ...{ name: "intake", value: 2345.678, unit: "req/s" },
  ...{ opponent: "a bare loop", ratio: 1.5, goal: { ratioAtLeast: 0.6 } },
};
const share: Result = {
  ...{ name: "header_mapping", value: 0.96, unit: "right" },
  ...{ opponent: "exact names", ratio: 2, goal: { atLeast: 0.95 } },
};

describe("a benchmark's result", () => {
  it("is one JSON object for programs, with three digits that mean something", () => {
    const lines = [toJson(time), toJson(rate)];

    assert.deepEqual(lines, [
      '{"name":"lead_ack","value":61.2,"unit":"ms","opponent":"Slack","ratio":49,"target":500,"ok":true}',
      '{"name":"intake","value":2346,"unit":"req/s","opponent":"a bare loop","ratio":1.5,"target":0.6,"ok":true}',
    ]);
  });

  const cases = [
    { result: { ...time, value: 500 }, ok: true },
    { result: { ...time, value: 500.1 }, ok: false },
    { result: { ...rate, ratio: 0.6 }, ok: true },
    { result: { ...rate, ratio: 0.599 }, ok: false },
    { result: { ...share, value: 0.95 }, ok: true },
    { result: { ...share, value: 0.949 }, ok: false },
  ];
  for (const { result, ok } of cases) {
    const measured = `${result.value} ${result.unit} at ${result.ratio} times the opponent`;
    it(`${ok ? "meets" : "misses"} its target with ${measured}`, () => {
      const told = JSON.parse(toJson(result));
      const row = toRow(result);

      assert.equal(told.ok, ok);
      assert.match(row, ok ? / met / : / missed /);
    });
  }

  it("stands in its column", () => {
    const rows = [heading, toRow(time), toRow(rate)];

    const columns = rows.map((row) => row.search(/target|≤|≥/));
    assert.deepEqual(columns, [29, 29, 29]);
  });
});
