import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Db } from "../../../db/client.ts";
import type { HostBook } from "../../../db/hosts.ts";
import type { About, FactSource, ReadText, SourceDeps } from "../../../jobs/enrich/fact-source.ts";
import { memoryHostBook } from "../../../jobs/enrich/host-memory.ts";
import { openSiteReader } from "../../../jobs/enrich/read-politely.ts";
import { vendors } from "../../../jobs/vendors.ts";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { defaultResearchSettings } from "../../../pipeline/enrich/research-settings.ts";
import { testWorld } from "../../support/world.ts";
import { openStage } from "./stage.ts";

export const sourceNow = new Date("2026-11-21T09:00:00Z");

/** What is known of Brightwater, our example company, when a source is asked. */
export function about(different: Partial<About> = {}): About {
  return {
    ...{ lead: null, domain: "brightwater.example", name: "Brightwater", facts: [], pages: [] },
    ...{ settings: defaultResearchSettings, msLeft: () => 30_000 },
    ...different,
  };
}

/** A page of its site that leads to these addresses. */
export function pageWith(kind: ReadText["kind"], ...links: ReadText["links"]): ReadText {
  const url = `https://brightwater.example/${kind}`;
  return { url, kind, title: kind, text: "", markdown: "", links };
}

export function said(name: Fact["name"], value: Fact["value"]): Fact {
  return {
    ...{ name, value, sourceUrl: "https://brightwater.example/", quote: "as it says" },
    ...{ observedAt: sourceNow.toISOString(), provider: "page", confidence: 0.9 },
  };
}

type Answer = string | { status: number; body?: string; location?: string };

/** Asks a source on an Internet whose hosts answer like this, through the reader everybody uses. */
export async function ask(
  source: FactSource,
  about: About,
  site: Record<string, Answer>,
  { db, book }: { db?: Db; book?: HostBook } = {},
) {
  const asked: string[] = [];
  await using stage = await openStage((request: IncomingMessage, response: ServerResponse) => {
    const key = `${request.headers.host}${request.url}`;
    asked.push(key);
    const answer = site[key] ?? { status: 404 };
    const { status, body, location } =
      typeof answer === "string" ? { status: 200, body: answer, location: undefined } : answer;
    response.writeHead(status, { "content-type": "text/html", ...(location && { location }) });
    response.end(body);
  });
  let clock = 0;
  // A source that asks the database although it should not fails loudly.
  const world = testWorld(db ?? ({} as Db), {
    web: stage.web,
    now: () => sourceNow,
    vendors: { ...vendors, googleNews: "https://news.example" },
    async sleep(ms) {
      clock += ms;
    },
  });
  const reader = openSiteReader(world, {
    ...{ book: book ?? memoryHostBook(() => clock), lists: { allow: [], deny: [] }, cache: null },
  });
  const deps: SourceDeps = { ...world, reader };
  const found = await source.find(about, deps);
  assert.deepEqual(stage.leaks, []);
  return { ...found, asked };
}
