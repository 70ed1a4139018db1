import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { addCompany } from "../../db/companies.ts";
import { keepPage } from "../../db/facts.ts";
import { keepHeaders, pageCache } from "../../db/page-cache.ts";
import { testDb } from "../support/db.ts";
import { givenTenant } from "../support/given.ts";
import { testNow } from "../support/world.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const url = "https://acme.example/";
const later = (days: number) => () => new Date(testNow.getTime() + days * DAY_MS);

/** A company whose page was read once with each of these headers, oldest first. */
async function givenPages(...read: { text: string; headers: Record<string, string> }[]) {
  const tenantId = await givenTenant(db);
  const companyId = await db.inTenant(tenantId, (tx) =>
    addCompany(tx, { name: "Acme", domain: "acme.example", country: null }),
  );
  assert.ok(companyId);
  for (const [n, { text, headers }] of read.entries()) {
    const at = new Date(testNow.getTime() - (read.length - 1 - n) * DAY_MS);
    await db.inTenant(tenantId, async (tx) => {
      const page = { url, contentType: "text/html", body: Buffer.from(text) };
      await keepPage(tx, companyId, page, at);
      await keepHeaders(tx, companyId, url, headers);
    });
  }
  return { tenantId, companyId };
}

describe("the pages we have", () => {
  it("are found as they last were, with what to ask by", async () => {
    const headers = {
      etag: 'W/"2"',
      "last-modified": "Sat, 28 Feb 2026 09:00:00 GMT",
      server: "x",
    };
    const about = await givenPages(
      { text: "old", headers: { etag: '"1"' } },
      { text: "grün", headers },
    );

    const page = await pageCache(db, about, later(0)).find(url);

    assert.deepEqual(page, {
      etag: headers.etag,
      lastModified: headers["last-modified"],
      headers,
      text: "grün",
    });
  });

  it("are found by their whole address only", async () => {
    const about = await givenPages({ text: "x", headers: { etag: '"1"' } });
    const cache = pageCache(db, about, later(0));

    const found = await Promise.all(["https://acme.example/a", `${url}?q`].map(cache.find));

    assert.deepEqual(found, [null, null]);
  });

  it("are forgotten after thirty days", async () => {
    const about = await givenPages({ text: "x", headers: { etag: '"1"' } });

    const [before, after] = await Promise.all(
      [29, 31].map((days) => pageCache(db, about, later(days)).find(url)),
    );

    assert.ok(before);
    assert.equal(after, null);
  });

  const unfit: Record<string, Record<string, string>> = {
    "say nothing to ask by": { server: "x" },
    "have a tag that is none": { etag: "1" },
    "have a tag that would end its header": { etag: '"1"\r\nx: y' },
    "have a tag of another script": { etag: '"ü"' },
    "have a date as long as a novel": { "last-modified": "x".repeat(61) },
  };
  for (const [what, headers] of Object.entries(unfit)) {
    it(`are not asked by when they ${what}`, async () => {
      const about = await givenPages({ text: "x", headers });

      assert.equal(await pageCache(db, about, later(0)).find(url), null);
    });
  }

  it("are one company's and one tenant's", async () => {
    const about = await givenPages({ text: "x", headers: { etag: '"1"' } });
    const other = await givenPages();

    const strangers = [
      pageCache(db, other, later(0)),
      pageCache(db, { ...other, companyId: about.companyId }, later(0)),
    ];

    for (const cache of strangers) assert.equal(await cache.find(url), null);
  });

  it("are kept sealed, headers and all", async () => {
    const about = await givenPages({ text: "Ana Weber", headers: { etag: '"1"', "x-who": "Ana" } });

    const { rows } = await db.inTenant(about.tenantId, ({ client }) =>
      client.query<{ body: Buffer; sealed_headers: Buffer }>(
        "select body, sealed_headers from artifact",
      ),
    );

    const bytes = rows.flatMap(({ body, sealed_headers }) => [body, sealed_headers]);
    assert.equal(bytes.length, 2);
    for (const one of bytes) assert.ok(!one.includes("Ana"));
  });
});
