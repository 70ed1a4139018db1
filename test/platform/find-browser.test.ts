import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { chromium } from "playwright";
import { type FoundBrowser, findBrowser, findNpmBrowser } from "../../jobs/enrich/find-browser.ts";

const cacheDir = mkdtempSync(join(tmpdir(), "baton-browser-"));
after(() => rmSync(cacheDir, { recursive: true }));

describe("the browser", () => {
  const packed = process.platform === "linux" && process.arch === "x64";
  it("is there on a machine that only ran npm, and shows text", { skip: !packed }, async () => {
    const [found, again] = await Promise.all([findNpmBrowser(cacheDir), findNpmBrowser(cacheDir)]);

    assert.ok(found);
    const { text, width } = await rendered(found);
    assert.equal(text, "Grüße aus Łódź");
    assert.ok(width > 50); // nothing, where fonts are missing
    assert.deepEqual(again, found);
    assert.ok(readdirSync(cacheDir).every((name) => !name.includes("draft")));
  });

  it("is found somewhere without being asked for", { skip: !packed }, async () => {
    const found = await findBrowser({ chromiumPath: null, cacheDir });

    assert.ok(found);
    assert.equal((await rendered(found)).text, "Grüße aus Łódź");
  });

  it("never sees our keys", async () => {
    process.env.BATON_KEY = "secret";

    const found = await findBrowser({ chromiumPath: process.execPath, cacheDir });

    assert.ok(found && !("BATON_KEY" in found.env));
  });

  it("is the one that was asked for", async () => {
    const found = await findBrowser({ chromiumPath: process.execPath, cacheDir });

    assert.deepEqual([found?.source, found?.executablePath], ["CHROMIUM_PATH", process.execPath]);
  });

  it("is refused by name when what was asked for is no program", async () => {
    const search = findBrowser({ chromiumPath: "/nowhere/chromium", cacheDir });

    await assert.rejects(search, /CHROMIUM_PATH is not a program: \/nowhere\/chromium/);
  });
});

async function rendered({ executablePath, env }: FoundBrowser) {
  await using browser = await chromium.launch({ executablePath, env, headless: true });
  const page = await browser.newPage();
  await page.setContent("<span id=a>Grüße</span><script>a.append(' aus Łódź')</script>");
  const text = page.locator("#a");
  return { text: await text.textContent(), width: (await text.boundingBox())?.width ?? 0 };
}
