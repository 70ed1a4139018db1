import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fetchPage, type Limits, pageCaps } from "../../../jobs/enrich/fetch.ts";
import { choosePages } from "../../../pipeline/enrich/choose-pages.ts";
import { readPage } from "../../../pipeline/enrich/read-page.ts";
import { hostilePages } from "../../fixtures/web/hostile.ts";
import { openStage, type Stage } from "./stage.ts";

const limits: Limits = {
  ...pageCaps,
  userAgent: "Baton/1.0 (+https://baton.example/bot)",
  timeoutMs: 10_000,
  accept: "page",
  admit: async () => null,
};
const MOST_CHUNK = 1_100_000;

describe("a page that", () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage((request, response) => {
      const number = Number.parseInt(request.url?.slice(1) ?? "", 10);
      response.on("error", () => {});
      request.socket.on("error", () => {}); // whoever has seen enough hangs up
      hostilePages[number]?.serve(request, response);
    });
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const [number, { name, ends, status }] of hostilePages.entries()) {
    it(`${name} ends as ${status ?? ends}`, async () => {
      const timeoutMs = ends === "timeout" ? 150 : limits.timeoutMs;

      const page = await fetchPage(`https://site.example/${number}`, stage.web, {
        ...limits,
        timeoutMs,
      });

      assert.equal(page.ok ? "read" : page.failure, ends, page.ok ? "" : page.detail);
      if (status !== undefined) assert.equal(page.status, status);
      assert.ok(page.bytes <= pageCaps.wireBytes + MOST_CHUNK, `${page.bytes} bytes`);
      assert.ok(page.requests <= 6);
      assert.deepEqual(stage.leaks, []);
      if (!page.ok) return;
      assert.ok(page.text.length <= pageCaps.bodyBytes);
      const { text, url, headers } = page;
      const read = readPage({
        html: text,
        url,
        headers,
        kind: "landing",
        observedAt: "2026-03-01T09:00:00Z",
      });
      assert.ok(choosePages(url, read.links, 7).length <= 7);
    });
  }

  it("is one of at least two hundred", () => {
    const names = new Set(hostilePages.map(({ name }) => name));

    assert.ok(hostilePages.length >= 200);
    assert.equal(names.size, hostilePages.length);
  });
});
