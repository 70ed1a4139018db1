import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright";
import { healthRoutes } from "../../bot/health.ts";
import { httpApp } from "../../bot/http.ts";
import { listen, type Server } from "../../bot/server.ts";
import { evidencePages } from "../../bot/web/evidence.ts";
import { findBrowser } from "../../jobs/enrich/find-browser.ts";
import { fact, givenProven, pageOf } from "../bot/web/evidence-stage.ts";
import { testDb } from "../support/db.ts";
import { testWorld } from "../support/world.ts";

const found = await findBrowser({ chromiumPath: null, cacheDir: ".data/chromium" });
const about = "https://acme.example/about";

/** What a page can try, in mark-up, in attributes and in addresses. */
const attacks = [
  `<script>document.title = "owned"; fetch("https://evil.example/")</script>`,
  `<img src="https://evil.example/x.png" onerror="alert(1)">`,
  `"><svg onload=alert(1)>`,
  `<iframe src="https://evil.example/"></iframe>`,
  `<style>@import "https://evil.example/x.css"; body { display: none }</style>`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<form action="https://evil.example/"><button autofocus onfocus=alert(1)>x</button></form>`,
  `<base href="https://evil.example/">`,
  `</td></tr></table><h1 onclick=alert(1)>owned</h1>`,
  `&lt;script&gt;alert(1)&lt;/script&gt;`,
  `<a href="javascript:alert(1)">x</a>`,
];

const hostile = attacks.flatMap((attack, at) => [
  fact({ name: "news", value: { title: `${at} ${attack}`, date: null }, quote: attack }),
  fact({ name: "headline", value: `${at} ${attack}`, sourceUrl: `https://acme.example/${attack}` }),
  fact({
    name: "news",
    value: { title: `${at}`, date: null },
    sourceUrl: `javascript:alert(${at})`,
  }),
]);
const page = pageOf(
  about,
  `<title>x</title>${attacks.map((a) => `<p>Here: ${a} there.</p>`).join("")}`,
);
const plain = [
  fact({
    name: "employees",
    value: { min: 180, max: 220 },
    quote: "About 200 people",
    provider: "json_ld",
  }),
  fact({ name: "employees", value: { min: 300, max: 300 }, sourceUrl: `${about}/press` }),
  fact({ name: "industry", value: "Logistics", quote: "freight" }),
];
const calm = pageOf(about, "<p>We plan freight for warehouses. Write to us.</p>");

describe("the evidence page in a browser", { skip: found ? false : "no browser here" }, () => {
  let browser: Browser;
  let server: Server;
  let db: Awaited<ReturnType<typeof testDb>>;
  before(async () => {
    assert.ok(found);
    const { executablePath, env } = found;
    browser = await chromium.launch({ executablePath, env, args: ["--no-sandbox"] });
    db = await testDb();
    server = await listen("127.0.0.1", 0);
    const world = { ...testWorld(db), publicUrl: server.url };
    server.open(httpApp(world.log, [healthRoutes(world, "web"), evidencePages(world)]).fetch);
  });
  after(async () => {
    await browser.close();
    await server.close();
    await db[Symbol.asyncDispose]();
  });

  /** Opens the page and writes down all that it asks for and complains of. */
  async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const shown = await context.newPage();
    const [asked, heard]: [string[], string[]] = [[], []];
    shown.on("request", (request) => asked.push(request.url()));
    shown.on("console", (message) => heard.push(message.text()));
    shown.on("pageerror", (error) => heard.push(String(error)));
    shown.on("dialog", async (dialog) => {
      heard.push(dialog.message());
      await dialog.dismiss();
    });
    await shown.goto(`${server.url}${path}`, { waitUntil: "load" });
    return { shown, asked, heard, [Symbol.asyncDispose]: () => context.close() };
  }

  it("runs, loads and follows nothing of what hostile pages said, but shows it", async () => {
    const { path } = await givenProven(db, hostile, [page]);

    await using opened = await open(path);
    const { shown, asked, heard } = opened;
    await shown.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");

    const own = asked.filter(
      (url) => !url.startsWith(`${server.url}/`) && !url.startsWith("data:"),
    );
    assert.deepEqual(own, []);
    assert.deepEqual(heard, []);
    assert.equal(await shown.title(), "Acme · Baton");
    assert.equal(new URL(shown.url()).pathname, path);
    for (const tag of ["script", "iframe", "form", "svg", "base", "style", "button", "img"]) {
      assert.equal(await shown.locator(tag).count(), 0, tag);
    }
    assert.equal(await shown.locator("a:not([href^='https://'])").count(), 0);
    const text = (await shown.locator("body").textContent()) ?? "";
    for (const attack of attacks) assert.ok(text.includes(attack), attack);
  });

  it("is whole without script, with the quote marked in its sentence", async () => {
    const { path } = await givenProven(db, plain, [calm]);

    await using opened = await open(path, { javaScriptEnabled: false });
    const { shown, heard } = opened;

    await shown.getByRole("heading", { name: "Acme · A · 86" }).waitFor();
    assert.equal(await shown.locator("mark").textContent(), "freight");
    const sentence = await shown.locator(".context").textContent();
    assert.equal(sentence, "We plan freight for warehouses.");
    await shown.getByRole("table", { name: "2 sources disagree about people" }).waitFor();
    assert.deepEqual(heard, []);
  });

  it("fits a phone", async () => {
    const { path } = await givenProven(db, [...plain, ...hostile], [page]);

    await using opened = await open(path, { viewport: { width: 360, height: 740 } });

    const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert.equal(await opened.shown.evaluate(wide), 0);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`can be read in ${colorScheme} mode: every text stands out from what is behind it`, async () => {
      const { path } = await givenProven(db, plain, [calm]);

      await using opened = await open(path, { colorScheme });

      for (const [what, ratio] of await contrasts(opened.shown)) {
        assert.ok(ratio >= 4.5, `${what}: ${ratio.toFixed(2)}`);
      }
    });
  }

  it("can be walked by keyboard, and shows where one stands", async () => {
    const { path } = await givenProven(db, plain, [calm]);
    await using opened = await open(path);
    const { shown } = opened;

    await shown.keyboard.press("Tab");

    const outline = await shown.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    assert.equal(await shown.evaluate("document.activeElement.tagName"), "A");
    assert.equal(outline, "solid");
  });

  it("prints everything", async () => {
    const { path } = await givenProven(db, plain, [calm]);
    await using opened = await open(path);

    await opened.shown.emulateMedia({ media: "print" });

    for (const text of ["180–220", "300", "Logistics"]) {
      assert.ok(await opened.shown.getByText(text).first().isVisible(), text);
    }
  });
});

/** The contrast of every kind of text there is with its background. WCAG 2.2, 1.4.3. */
async function contrasts(shown: Page): Promise<[string, number][]> {
  return shown.evaluate(`(() => {
    const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
    const light = (color) => {
      const [r, g, b] = numbers(color).map((x) => {
        const s = x / 255;
        return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (node) => {
      for (let at = node; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (numbers(color)[3] !== 0) return color;
      }
      return "rgb(255, 255, 255)";
    };
    return ["h1", "p", "td", "a", "mark", "small", "caption", "q"].flatMap((tag) => {
      const node = document.querySelector(tag);
      if (!node) return [];
      const [a, b] = [light(getComputedStyle(node).color), light(behind(node))];
      return [[tag, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]];
    });
  })()`);
}
