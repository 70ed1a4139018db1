import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Browser, chromium } from "playwright";
import { handlersOf } from "../../../bot/handlers/handlers.ts";
import { healthRoutes } from "../../../bot/health.ts";
import { httpApp } from "../../../bot/http.ts";
import { listen } from "../../../bot/server.ts";
import { actPages } from "../../../bot/web/act.ts";
import { actLink } from "../../../db/links.ts";
import { findBrowser } from "../../../jobs/enrich/find-browser.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { testNow } from "../../support/world.ts";
import { openDesk } from "../handlers/desk.ts";

const found = await findBrowser({ chromiumPath: null, cacheDir: ".data/chromium" });

describe("the page of an act link, in a browser", {
  skip: found ? false : "no browser here",
}, () => {
  let browser: Browser;
  before(async () => {
    assert.ok(found);
    const { executablePath, env } = found;
    browser = await chromium.launch({ executablePath, env, args: ["--no-sandbox"] });
  });
  after(() => browser.close());

  it("can be filled in and sent without script, under its own policy", async () => {
    await using db = await testDb();
    const desk = await openDesk(db);
    const lead = await givenRouted(db, desk.tenantId, "A");
    const server = await listen("127.0.0.1", 0);
    const world = { ...desk.world, publicUrl: server.url };
    const pages = [healthRoutes(world, "web"), actPages(world, handlersOf(world))];
    server.open(httpApp(world.log, pages).fetch);
    const about = { tenantId: desk.tenantId, leadId: lead };
    const link = actLink(await db.vault(desk.tenantId), server.url, about, "log_outcome", testNow);
    const page = await browser.newPage({ javaScriptEnabled: false });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));

    await page.goto(link);
    await page.getByLabel("Who are you?").selectOption({ label: "Rita" });
    await page.getByLabel("What happened?").selectOption({ label: "Meeting booked" });
    await page.getByRole("button", { name: "Save" }).click();
    const said = await page.getByRole("status").textContent();
    await page.close();
    await server.close();

    assert.equal(said?.trim(), "Noted.");
    assert.deepEqual(complaints, []);
    assert.deepEqual(await desk.acts(lead), ["Rita log_outcome"]);
  });
});
