import type { BrowserContext, Browser as Chromium, Page, Request } from "playwright";
import type { Browser, Web } from "../world.ts";
import { urlProblem } from "./fetch-guard.ts";
import type { FoundBrowser } from "./find-browser.ts";
import { openProxy } from "./proxy.ts";
import { takeScreenshot } from "./screenshot.ts";
import { within } from "./within.ts";

/** Two pages keep two cores busy; more only wait for each other. */
const AT_ONCE = 2;
/** A browser grows with every page; this many later it is replaced. */
const PAGES_PER_BROWSER = 200;
const PAGE_BYTES = 30_000_000;
const HTML_LENGTH = 10_000_000;

/** Costs time and says nothing about a company; beacons also keep a page from ever falling silent. */
const unread = new Set(["image", "media", "font", "ping"]);

type Running = { chromium: Promise<Chromium>; pages: number; open: number };

/** A Chromium for pages that show nothing without JavaScript. It starts with the first of them. */
export function openBrowser(found: FoundBrowser, userAgent: string): Browser {
  const inTurn = limiter(AT_ONCE);
  let current: Running | null = null;

  async function withChromium<T>(work: (chromium: Chromium) => Promise<T>): Promise<T> {
    current ??= { chromium: launch(found), pages: 0, open: 0 };
    const running = current;
    running.pages += 1;
    running.open += 1;
    try {
      return await work(await running.chromium);
    } finally {
      running.open -= 1;
      const fit = running.pages < PAGES_PER_BROWSER && (await isAlive(running));
      if (!fit && current === running) current = null;
      if (running !== current && running.open === 0) await quit(running);
    }
  }

  return {
    async render(url, web, timeoutMs, mayMove) {
      // The proxy sees requests only: a browser would open file: without asking anybody.
      const problem = urlProblem(new URL(url), web);
      if (problem) throw new Error(`cannot render ${url}: ${problem}`);
      const options = { web, timeoutMs, userAgent, mayMove };
      return await inTurn(() => withChromium((chromium) => render(chromium, url, options)));
    },
    async close() {
      const last = current;
      current = null;
      if (last) await quit(last);
    },
  };
}

async function launch({ executablePath, env }: FoundBrowser): Promise<Chromium> {
  const { chromium } = await import("playwright"); // half a second, and most processes never need it
  const options = {
    executablePath,
    env,
    args: ["--disable-quic", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"],
  };
  // Root cannot have the sandbox, and some containers forbid it to everybody.
  const sandboxed = chromium.launch({ ...options, chromiumSandbox: true });
  return await sandboxed.catch(() => chromium.launch({ ...options, chromiumSandbox: false }));
}

/** Neither one that never started nor one that crashed is asked again. */
async function isAlive({ chromium }: Running): Promise<boolean> {
  return await chromium.then((browser) => browser.isConnected()).catch(() => false);
}

async function quit({ chromium }: Running): Promise<void> {
  await chromium.then((browser) => browser.close()).catch(() => {}); // it never started, or is gone already
}

type Options = {
  web: Web;
  timeoutMs: number;
  userAgent: string;
  mayMove: (url: URL) => Promise<boolean>;
};

async function render(chromium: Chromium, address: string, options: Options) {
  const { web, timeoutMs, userAgent } = options;
  await using proxy = await openProxy(web, PAGE_BYTES);
  await using context = await chromium.newContext({
    proxy: { server: proxy.url },
    userAgent,
    viewport: { width: 1024, height: 640 },
    serviceWorkers: "block",
    acceptDownloads: false,
  });
  await gate(context, options);
  const page = await context.newPage();
  page.on("popup", (popup) => popup.close().catch(gone));
  return await within(timeoutMs, () => show(page, address, web, timeoutMs));
}

const gone = () => {}; // what is late for a closed page does not matter

/** Lets nothing pass that is not read, and the page itself nowhere it may not go. */
async function gate(context: BrowserContext, { web, mayMove }: Options): Promise<void> {
  let isFirst = true; // who asked for the page has asked about its own address
  const admit = async (request: Request): Promise<boolean> => {
    if (unread.has(request.resourceType())) return false;
    if (!request.isNavigationRequest() || request.frame().parentFrame()) return true;
    if (isFirst) {
      isFirst = false;
      return true;
    }
    return await mayMove(new URL(ownAddress(request.url(), web)));
  };
  await context.route("**/*", async (route) => {
    const may = await admit(route.request()).catch(() => false);
    await (may ? route.continue() : route.abort()).catch(gone);
  });
}

async function show(page: Page, address: string, web: Web, timeoutMs: number) {
  // Stand-ins for hosts speak plain http; to everybody else the page keeps its own address.
  const secure = address.startsWith("https:") && web.portFor(new URL(address).hostname) !== null;
  const asked = secure ? address.replace("https:", "http:") : address;

  const response = await page.goto(asked, { waitUntil: "commit", timeout: timeoutMs });
  // Some pages never fall silent; what they show after half of the time has to do.
  await page.waitForLoadState("networkidle", { timeout: timeoutMs / 2 }).catch(() => {});

  const html = (await page.content()).slice(0, HTML_LENGTH);
  const url = secure ? ownAddress(page.url(), web) : page.url();
  const screenshot = await takeScreenshot(page, timeoutMs / 4);
  return { html, status: response?.status() ?? 0, url, screenshot };
}

/** What a page of a stand-in is called on the web. */
function ownAddress(url: string, web: Web): string {
  const isStandIn = URL.canParse(url) && web.portFor(new URL(url).hostname) !== null;
  return isStandIn ? url.replace(/^http:/, "https:") : url;
}

/** Runs at most so many things at a time, first come first served. */
function limiter(max: number) {
  const waiting: (() => void)[] = [];
  let free = max;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
