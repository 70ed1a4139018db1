import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Browser, chromium, type Locator, type Page } from "playwright";
import { findBrowser } from "../../jobs/enrich/find-browser.ts";
import { eventually, type Playground, startPlayground } from "../support/playground.ts";
import { company, deskIn } from "./desk.ts";

const found = await findBrowser({ chromiumPath: null, cacheDir: ".data/chromium" });
const chats = [
  { name: "Slack", surface: "slack" },
  { name: "Teams", surface: "teams" },
] as const;

describe("the playground's page", { skip: found ? false : "no browser here" }, () => {
  let browser: Browser;
  let play: Playground;
  before(async () => {
    assert.ok(found);
    const { executablePath, env } = found;
    [browser, play] = await Promise.all([
      chromium.launch({ executablePath, env, args: ["--no-sandbox"] }),
      startPlayground(),
    ]);
  });
  after(async () => {
    await browser.close();
    await play[Symbol.asyncDispose]();
  });

  /** A page of its own, with everything it complained about and every host it asked. */
  async function open(size = { width: 1280, height: 900 }) {
    const context = await browser.newContext({ viewport: size });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    const hosts = new Set<string>();
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== "data:") hosts.add(host);
    });
    await page.goto(`${play.url}/playground`);
    await page
      .getByRole("log", { name: "Slack", exact: true })
      .getByText("Contoso")
      .first()
      .waitFor();
    return { page, complaints, hosts, [Symbol.asyncDispose]: () => context.close() };
  }

  it("loads without a complaint, and asks nobody but us", async () => {
    await using opened = await open();

    await opened.page.getByRole("log", { name: "Teams" }).getByText("Contoso").first().waitFor();

    assert.deepEqual(opened.complaints, []);
    assert.deepEqual([...opened.hosts], [new URL(play.url).host]);
  });

  it("has the names that people and programs look for", async () => {
    await using opened = await open();
    const { page } = opened;

    const people = await page
      .getByRole("combobox", { name: "Act as", exact: true })
      .locator("option")
      .allTextContents();
    assert.deepEqual(people, ["Rita Rep", "Ravi Rep", "Mona Manager", "Adam Admin"]);
    for (const { name } of chats) {
      const pane = paneOf(page, name);
      await page.getByRole("textbox", { name: `Message ${name}`, exact: true }).waitFor();
      for (const place of ["#leads", "#a-leads", "Baton", "Home"]) {
        await pane.getByRole("button", { name: place, exact: true }).waitFor();
      }
      const card = cardIn(page, name, "contoso.example");
      for (const button of ["Claim", "Reassign", "Log outcome", "Why this score", "More actions"]) {
        await card.getByRole("button", { name: button, exact: true }).waitFor();
      }
      for (const emoji of ["👍", "👎", "🔥", "🧊", "⏰", "🔁", "💰"]) {
        await card.getByRole("button", { name: emoji, exact: true }).waitFor();
      }
      await card.getByRole("button", { name: "Reply in thread", exact: true }).waitFor();
    }
    const mail = page.getByRole("region", { name: "Sent mail", exact: true });
    await mail.getByText("Nothing was sent.").waitFor();
    const api = page.getByRole("region", { name: "Try the API", exact: true });
    assert.match((await api.locator("code").textContent()) ?? "", /^curl /);
  });

  for (const { name, surface } of chats) {
    it(`makes a lead of a message in ${name}, and shows nobody else the form`, async () => {
      await using opened = await open();
      const { page } = opened;
      const box = page.getByRole("textbox", { name: `Message ${name}` });
      const dialog = page.getByRole("dialog", { name: "Make this a lead", exact: true });
      const domain = company();

      await box.fill(`They are ${domain} and want a demo`);
      await page.keyboard.press("Enter");
      const said = page.getByRole("article").filter({ hasText: `They are ${domain}` });
      const make = said.getByRole("button", { name: "Make this a lead", exact: true });
      await make.click();
      await dialog.waitFor();
      assert.equal(await dialog.getByRole("textbox").first().inputValue(), domain);

      await page
        .getByRole("combobox", { name: "Act as" })
        .selectOption("Ravi Rep", { force: true });
      await dialog.waitFor({ state: "detached" });
      await make.click();
      await dialog.getByRole("button", { name: "Make lead", exact: true }).click();
      await cardIn(page, name, domain)
        .getByText(/Starting point/)
        .waitFor();
      if (surface === "slack") {
        await page.getByRole("combobox", { name: "Act as" }).selectOption("Rita Rep");
        await dialog.getByRole("button", { name: "Cancel", exact: true }).click(); // hers still stood there
        await dialog.waitFor({ state: "detached" });
      }
      assert.deepEqual(opened.complaints, []);
    });

    it(`keeps the focus in a thread of ${name} when a reply was sent`, async () => {
      await using opened = await open();
      const { page } = opened;
      const card = cardIn(page, name, "contoso.example");
      await card.getByRole("button", { name: "Reply in thread", exact: true }).click();
      const reply = card.getByRole("textbox", { name: "Reply in thread", exact: true });

      await reply.fill(`thanks from ${name}`);
      await page.keyboard.press("Enter");
      await card
        .getByRole("article")
        .filter({ hasText: `thanks from ${name}` })
        .waitFor();

      assert.ok(await isFocused(reply));
    });

    it(`takes a lead from the box to a claimed card in ${name}`, async () => {
      await using opened = await open();
      const { page } = opened;
      const domain = surface === "slack" ? "fabrikam.example" : "wingtip.example";

      await page.getByRole("textbox", { name: `Message ${name}` }).fill(`/lead ${domain}`);
      await page.keyboard.press("Enter");
      const card = cardIn(page, name, domain);
      await card.getByText(/Starting point/).waitFor();
      await card.getByRole("button", { name: "Claim", exact: true }).click();
      await card.getByText(/Claimed by Rita Rep/).waitFor();

      await page.getByRole("combobox", { name: "Act as" }).selectOption("Ravi Rep");
      await cardIn(page, name, domain)
        .getByText(/Claimed by Rita Rep/)
        .waitFor();
      assert.equal(await card.getByRole("button", { name: "Claim", exact: true }).count(), 0);
      assert.deepEqual(opened.complaints, []);
    });

    it(`fills in a form by keyboard alone in ${name}`, async () => {
      const domain = company();
      await deskIn(surface, play).asked("rita", domain);
      await using opened = await open();
      const { page } = opened;
      const card = cardIn(page, name, domain);
      const button = card.getByRole("button", { name: "Log outcome", exact: true });
      const dialog = page.getByRole("dialog", { name: "Log outcome", exact: true });

      await button.focus();
      await page.keyboard.press("Enter");
      await dialog.waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      assert.ok(await isFocused(button), "Escape gives the focus back");
      await page.keyboard.press("Enter");
      await dialog.waitFor();
      await tabTo(page, dialog.getByRole("combobox"));
      await page.keyboard.type("Meeting");
      await tabTo(page, dialog.getByRole("button", { name: "Save", exact: true }));
      await page.keyboard.press("Enter");

      await dialog.waitFor({ state: "detached" });
      await card.getByText(/Meeting booked by Rita Rep/).waitFor();
      assert.deepEqual(opened.complaints, []);
    });

    it(`unfolds what is behind More actions, and counts reactions, in ${name}`, async () => {
      const { name: domain } = await deskIn(surface, play).given();
      await using opened = await open();
      const { page } = opened;
      const card = cardIn(page, name, domain);

      await card.getByRole("button", { name: "👎", exact: true }).click();
      await card.getByText(/👎 Rita Rep/).waitFor();
      const pressed = await card
        .getByRole("button", { name: "👎" })
        .first()
        .getAttribute("aria-pressed");
      await card.getByRole("button", { name: "More actions", exact: true }).click();
      await card.getByText("Snooze", { exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Snooze", exact: true });
      await dialog.getByRole("button", { name: "Cancel", exact: true }).click();
      await dialog.waitFor({ state: "detached" });

      assert.equal(pressed, "true");
    });

    it(`leads from a reason to its proof in ${name}`, async () => {
      await using opened = await open();
      const link = cardIn(opened.page, name, "contoso.example")
        .getByRole("link", { name: /About page/ })
        .first();

      const [proof] = await Promise.all([opened.page.context().waitForEvent("page"), link.click()]);
      await proof.waitForLoadState();

      const { pathname, hash } = new URL(proof.url());
      assert.match(pathname, /^\/evidence\//);
      assert.match(hash, /^#./);
      assert.equal(await proof.locator(":target").count(), 1);
      await proof.getByRole("heading", { name: /Contoso/ }).waitFor();
    });
  }

  it("turns dark, and stays so", async () => {
    await using opened = await open();
    const { page } = opened;
    const background = () =>
      page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const button = page.getByRole("button", { name: "Dark", exact: true });

    const light = await background();
    await button.click();
    const dark = await background();
    await page.reload();

    assert.notEqual(dark, light);
    assert.equal(await background(), dark);
    assert.equal(await button.getAttribute("aria-pressed"), "true");
  });

  it("fits a phone: one window at a time, nothing to the side", async () => {
    await using opened = await open({ width: 390, height: 844 });
    const { page } = opened;
    const boxes = chats.map(({ name }) => page.getByRole("textbox", { name: `Message ${name}` }));
    const shown = () => Promise.all(boxes.map((box) => box.isVisible()));

    const first = await shown();
    await page.getByRole("tab", { name: "Teams", exact: true }).click();
    const second = await shown();

    assert.deepEqual(
      [first, second],
      [
        [true, false],
        [false, true],
      ],
    );
    const wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    await eventually(async () => assert.equal(await page.evaluate(wide), 0));
  });
});

function paneOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name: `${name} window`, exact: true });
}

/** The message of a chat that holds a company's card. */
function cardIn(page: Page, name: string, domain: string): Locator {
  const log = page.getByRole("log", { name, exact: true });
  return log
    .getByRole("article")
    .filter({ hasText: domain })
    .filter({ has: page.getByRole("button", { name: "More actions" }) })
    .first();
}

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 20; presses++) {
    if ((await wanted.and(page.locator(":focus")).count()) > 0) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("Tab never comes there");
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === node.ownerDocument.activeElement);
}
