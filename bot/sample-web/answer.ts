import { html } from "hono/html";
import type { Company } from "./company.ts";
import { hostOf, type OddHost } from "./hosts.ts";
import { type Html, siteCss } from "./layout.ts";
import { appScript, forSale, shell } from "./odd-pages.ts";
import { pageAt } from "./pages.ts";
import { headersOf } from "./stack.ts";

export type Answer = { status: number; headers: Record<string, string>; body: string };

const page = { "content-type": "text/html; charset=utf-8" };
const plain = { "content-type": "text/plain; charset=utf-8" };

/** What the sample web says to a request; `"never"` is a server that keeps the line open and says nothing. */
export async function answer(name: string, path: string, now: Date): Promise<Answer | "never"> {
  const known = hostOf(name);
  if (known?.odd) return answerOddly(known.odd, path);
  if (!known?.company) return text(404, "No such host.");
  if (path === "/robots.txt") return text(200, "User-agent: *\nAllow: /\n");

  const bare = !name.toLowerCase().startsWith("www.");
  if (known.host === "redirecting.example" && bare) {
    const location = `https://www.${known.host}${path}`;
    return { status: 301, headers: { ...plain, location }, body: "" };
  }
  return answerFor(known.company, path, now);
}

async function answerFor(company: Company, path: string, now: Date): Promise<Answer> {
  const headers = headersOf(company.products);
  if (path === "/site.css") {
    return { status: 200, headers: { "content-type": "text/css" }, body: siteCss(company) };
  }
  const byScript = company.host === "spa.example";
  if (byScript && path === "/app.js") {
    return { status: 200, headers: { "content-type": "text/javascript" }, body: appScript };
  }
  const content = byScript ? path.replace(/^\/_content(?=\/)/, "") : path;
  const whole = pageAt(company, content, now);
  if (!whole)
    return markup(404, headers, html`<!doctype html><title>Not found</title><h1>Not found</h1>`);
  const empty = byScript && content === path;
  return markup(200, headers, empty ? shell(company.name, company.lang) : whole);
}

function answerOddly(host: OddHost, path: string): Promise<Answer> | Answer | "never" {
  const robots = path === "/robots.txt";
  switch (host) {
    case "quiet.example":
      return text(200, robots ? "User-agent: *\nDisallow: /\n" : "Please ask us by telephone.");
    case "parked.example":
      return robots ? text(404, "") : markup(200, {}, forSale(host));
    case "slow.example":
      return robots ? text(200, "User-agent: *\nAllow: /\n") : "never";
    case "broken.example":
      return robots ? text(404, "") : text(500, "Something went wrong.");
  }
}

async function markup(
  status: number,
  headers: Record<string, string>,
  body: Html,
): Promise<Answer> {
  return { status, headers: { ...page, ...headers }, body: String(await body) };
}

function text(status: number, body: string): Answer {
  return { status, headers: plain, body };
}
