import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { botPage } from "../../../bot/web/bot.ts";

describe("the page that our User-Agent links to", () => {
  it("tells the owner of a site who reads it, how, and how to say no", async () => {
    const response = await botPage().request("/bot");

    const text = await response.text();
    assert.equal(response.status, 200);
    for (const said of [
      /one at a time, at least two seconds apart/,
      /User-agent: Baton\s+Disallow: \//,
      /Crawl-delay/,
      /noai/,
      /Retry-After/,
      /ask whoever runs this address/,
    ]) {
      assert.match(text, said);
    }
  });
});
