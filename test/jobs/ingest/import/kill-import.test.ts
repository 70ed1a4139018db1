import assert from "node:assert/strict";
import { it } from "node:test";
import { dice } from "../../../faults/dice.ts";
import { killImport } from "../../../faults/kill-import.ts";
import { isFine, toLine } from "../../../faults/report.ts";

const seed = Math.floor(Math.random() * 2 ** 32);

/* The experiment of `npm run test:faults`, a little of it. */
it(`loses and doubles no line when workers are killed, nor leaves any when it is undone (seed ${seed})`, async () => {
  const rows = await killImport({ rows: 60, blows: 1, random: dice(seed) });

  for (const row of rows) assert.ok(isFine(row), toLine(row));
});
