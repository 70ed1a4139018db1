import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openTable } from "../../../../jobs/ingest/table/open-table.ts";
import { tableLimits } from "../../../../jobs/ingest/table/table.ts";

const ROWS = 300_000;
const MB = 1_000_000;

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** A file that is nowhere: 40 MB that are made as they are read. */
async function* madeAsRead(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("Company,Email,Phone,Notes\n");
  for (let from = 0; from < ROWS; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, n) => {
      const id = from + n;
      return `"Company ${id}, Inc.",ana@c${id}.example,+49 30 ${1_000_000 + id},"${"long ".repeat(15)}""${id}"""\n`;
    });
    yield Buffer.from(rows.join(""));
  }
}

describe("a file of 300,000 rows", () => {
  it("is read at flat memory", async () => {
    const table = await openTable(
      madeAsRead(),
      { name: "big.csv", contentType: null },
      tableLimits,
    );
    collect();
    const before = process.memoryUsage();

    let rows = 0;
    let most = 0;
    for await (const row of table.rows()) {
      rows += "cells" in row ? 1 : 0;
      if (row.line % 50_000 !== 0) continue;
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed);
    }

    const grown = process.memoryUsage().rss - before.rss;
    assert.equal(rows, ROWS);
    assert.ok(most - before.heapUsed < 10 * MB, `${most - before.heapUsed} bytes of heap`);
    assert.ok(grown < 300 * MB, `${grown} bytes resident`);
  });
});
