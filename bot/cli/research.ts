import { Command } from "commander";
import type { Step } from "../../jobs/enrich/research.ts";
import { realWeb } from "../../jobs/enrich/web.ts";
import { foundFacts } from "../../pipeline/enrich/found-facts.ts";
import { UserError } from "../../pipeline/errors.ts";
import { registrableDomain } from "../../pipeline/ingest/domain.ts";
import { readConfig } from "../config.ts";
import { printJson, printText } from "./print.ts";
import { readStandIn, type StandIn, withStandIns } from "./stand-ins.ts";

const INTERRUPTED = 130;

type Options = { json?: true; resolve?: StandIn[]; llm: boolean };

/** `baton research URL`: the real, polite research of one company, printed instead of kept. */
export function researchVerb(): Command {
  return new Command("research")
    .description("read a company's public pages and print what they say")
    .argument("<url>", "the company's site: acme.com or https://acme.com")
    .option("--json", "print JSON")
    .option(
      "--resolve <host=ip:port>",
      "ask this host there, by plain http; repeatable",
      readStandIn,
    )
    .option("--no-llm", "ask no language model, whatever is configured")
    .action(async (url: string, { json, resolve = [], llm }: Options, command: Command) => {
      const site = siteOf(url);
      if (!site) command.error("error: type a domain or a web address, for example acme.com");
      else await run(site, { json: json ?? false, standIns: resolve, llm });
    });
}

/** The host and the address to begin with. */
function siteOf(typed: string): { domain: string; address: string } | undefined {
  const url = URL.parse(typed.includes("://") ? typed : `https://${typed}`);
  if (!url || !/^https?:$/.test(url.protocol) || /\s/.test(typed.trim())) return undefined;
  return { domain: registrableDomain(url.hostname) ?? url.hostname, address: url.href };
}

async function run(
  site: { domain: string; address: string },
  { json, standIns, llm }: { json: boolean; standIns: StandIn[]; llm: boolean },
): Promise<void> {
  const { researchAlone } = await import("./research-alone.ts"); // slow: help does without
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort(new Error("interrupted")));
  const about = { config: readConfig(), web: withStandIns(realWeb, standIns), llm };
  const result = await researchAlone(site, about, progress, stopping.signal).catch((error) => {
    if (!stopping.signal.aborted) throw error;
    return undefined;
  });
  if (!result) {
    process.exitCode = INTERRUPTED;
    return;
  }

  const { domain } = site;
  const { failure, detail, ms, cost } = result;
  const pages = result.visits
    .filter(({ kind }) => kind !== "robots" && kind !== "dns")
    .map(({ url, status, ms, bytes, via }) => ({ url, status, ms, bytes, via }));
  const facts = foundFacts(result.facts);
  if (json) printJson({ domain, pages, facts, cost, ms, failure });
  else printText(inWords(facts));
  if (failure) throw new UserError(`Could not read ${domain} (${detail}).`);
}

/** Whoever watches sees each page as it is read. */
function progress({ visits }: Step): void {
  if (!process.stderr.isTTY) return;
  for (const { url, status, ms, via } of visits) {
    process.stderr.write(`${status} ${String(ms).padStart(6)} ms ${via.padEnd(7)} ${url}\n`);
  }
}

function inWords(facts: ReturnType<typeof foundFacts>): string {
  if (facts.length === 0) return "Nothing was found.";
  const width = Math.max(...facts.map(({ field }) => field.length));
  const lines = facts.map(({ field, value, evidence, url }) => {
    const said = typeof value === "string" ? value : JSON.stringify(value);
    const proof = [`“${evidence.replace(/\s+/g, " ")}”`, url ?? ""].join(" ").trim();
    return `${field.padEnd(width)}  ${said}\n${"".padEnd(width)}  ${proof}`;
  });
  return lines.join("\n");
}
