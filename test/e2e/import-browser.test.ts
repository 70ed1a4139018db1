import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { type Browser, chromium, type Locator, type Page } from "playwright";
import { findBrowser } from "../../jobs/enrich/find-browser.ts";
import { eventually, type Playground, startPlayground } from "../support/playground.ts";
import { company } from "./desk.ts";

const found = await findBrowser({ chromiumPath: null, cacheDir: ".data/chromium" });
const chats = [
  { name: "Slack", channel: "#leads" },
  { name: "Teams", channel: "Baton" },
] as const;

describe("a list on the playground's page", { skip: found ? false : "no browser here" }, () => {
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

  async function open({ javaScriptEnabled = true } = {}) {
    const context = await browser.newContext({ javaScriptEnabled, acceptDownloads: true });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const complaints: string[] = [];
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() };
  }

  for (const { name, channel } of chats) {
    it(`is dropped, approved, watched, given back in part and undone in ${name}`, async () => {
      await using opened = await open();
      const { page } = opened;
      await page.goto(`${play.url}/playground`);
      const file = messyList();

      await page.getByLabel(`Attach file in ${name}`, { exact: true }).setInputFiles(file);
      const card = cardOf(page, name, file.name);
      await card.getByText("Create 2 · Update 0 · Unchanged 0 · Skipped 2").waitFor();
      await card.getByText("Where is this list from?").waitFor();
      await paneOf(page, name).getByRole("heading", { name: channel }).waitFor();

      await card.getByRole("button", { name: "Import 2", exact: true }).click();
      const form = page.getByRole("dialog", { name: "Import", exact: true });
      await form
        .getByRole("combobox", { name: "Where is this list from?" })
        .selectOption({ label: "Our own website or event" });
      await form.getByRole("button", { name: "Import 2", exact: true }).click();
      await card.getByText(/^Done: 2 in, 2 out · Undo until/).waitFor();

      const rejected = await rejectedRows(page, name, file.name);
      assert.match(rejected, /ana@gmail\.com/);
      assert.match(rejected, /'=1\+1/); // a formula that would run in the spreadsheet

      await paneOf(page, name).getByRole("button", { name: channel, exact: true }).click();
      await card.getByRole("button", { name: "Undo", exact: true }).click();
      const sure = page.getByRole("dialog", { name: "Undo this import?", exact: true });
      await sure.getByRole("button", { name: "Undo", exact: true }).click();
      await card.getByText(/^Undone: 2 leads removed\.$/).waitFor();
      assert.deepEqual(opened.complaints, []);
    });
  }

  it("is dropped with the mouse, and shown where it is wanted", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto(`${play.url}/playground`);
    const { name, buffer } = messyList();

    const data = await page.evaluateHandle(`(() => {
      const carried = new DataTransfer();
      carried.items.add(new File([${JSON.stringify(buffer.toString())}], "${name}"));
      return carried;
    })()`);
    const log = page.getByRole("log", { name: "Slack", exact: true });
    await log.dispatchEvent("dragover", { dataTransfer: data });
    const isMarked = await paneOf(page, "Slack").evaluate((pane) =>
      pane.classList.contains("dropping"),
    );
    await log.dispatchEvent("drop", { dataTransfer: data });

    await cardOf(page, "Slack", name).getByText("Where is this list from?").waitFor();
    assert.ok(isMarked);
    assert.deepEqual(opened.complaints, []);
  });

  it("lies ready as a sample, rows that are no leads included", async () => {
    await using opened = await open();
    const { page } = opened;
    await page.goto(`${play.url}/playground`);

    await page.getByRole("button", { name: "sample-leads.csv", exact: true }).click();

    const card = cardOf(page, "Slack", "sample-leads.csv");
    await card.getByText("Create 6 · Update 0 · Unchanged 0 · Skipped 3").waitFor();
    await card.getByText(/without company or domain/).waitFor();
  });

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? "" : " that runs no scripts";
    it(`is handed in on a page of its own, by a browser${how}`, async () => {
      const url = await uploadLink(play);
      await using opened = await open({ javaScriptEnabled });
      const { page } = opened;
      const file = messyList();

      await page.goto(url);
      await page.getByLabel("File", { exact: true }).setInputFiles(file);
      await page.getByRole("button", { name: "Upload", exact: true }).click();

      await page
        .getByRole("status")
        .getByText(/Its card is in Mona Manager's messages/)
        .waitFor();
      await page.getByRole("heading", { name: file.name }).waitFor();
      await reloadUntil(page, javaScriptEnabled, "Create 2 · Update 0 · Unchanged 0 · Skipped 2");
      assert.deepEqual(opened.complaints, []);
    });
  }
});

/** A list as people have them, of companies nobody else asks about; two of its rows are no leads. */
function messyList() {
  const domains = [company(), company()];
  const rows = domains.map((domain) => `"${domain}; Ltd";${domain};Jo Weber;jo@${domain};hi`);
  const header = "Firma;Webseite;Ansprechpartner;E-Mail;Notizen";
  const lines = ["Messe 2026;;;;", header, ...rows, ";;Ana;ana@gmail.com;=1+1", rows[0], ""];
  const name = `messe-${domains[0]}.csv`;
  return { name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) };
}

function paneOf(page: Page, chat: string): Locator {
  return page.getByRole("region", { name: `${chat} window`, exact: true });
}

/** Baton's message about a file. */
function cardOf(page: Page, chat: string, file: string): Locator {
  const log = page.getByRole("log", { name: chat, exact: true });
  return log.locator("article.by-bot").filter({ hasText: file }).first();
}

/** What is in the file with the rows that were left out; Teams asks before it is given. */
async function rejectedRows(page: Page, chat: string, file: string): Promise<string> {
  await paneOf(page, chat).getByRole("button", { name: "Baton", exact: true }).click();
  const log = page.getByRole("log", { name: chat, exact: true });
  if (chat === "Teams") {
    const offer = log.locator("article").filter({ hasText: `rejected-${file}` });
    await offer.getByRole("button", { name: "Allow", exact: true }).click();
  }
  const downloading = page.waitForEvent("download");
  await log
    .getByRole("link", { name: /ejected/ })
    .last()
    .click();
  return readFile(await (await downloading).path(), "utf8");
}

/** The address that `/lead import` gives to somebody. */
async function uploadLink(play: Playground): Promise<string> {
  const { id } = await play.channel("mona", "slack", "Baton");
  await play.gesture("mona", "slack_say", { channelId: id, threadId: null, text: "/lead import" });
  return eventually(async () => {
    const { messages } = await play.channel("mona", "slack", "Baton");
    const [url] = /http[^"]+\/upload\/[\w-]+/.exec(JSON.stringify(messages)) ?? [];
    assert.ok(url, "no link was given");
    return url;
  });
}

async function reloadUntil(page: Page, isByItself: boolean, text: string): Promise<void> {
  if (isByItself) return page.getByText(text).waitFor();
  while (!(await page.getByText(text).isVisible())) {
    await page.getByRole("link", { name: "Look again", exact: true }).click();
  }
}
