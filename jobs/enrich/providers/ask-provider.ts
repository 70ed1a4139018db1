import { Agent, type Dispatcher, request } from "undici";
import type { ProviderCredentials } from "../../../db/provider-accounts.ts";
import { retryAfterMs } from "../../../pipeline/enrich/host-manners.ts";
import type { ProviderKind } from "../../../pipeline/enrich/providers/provider.ts";
import { type Reply, readAnswer } from "../../../pipeline/enrich/providers/read-answer.ts";
import { neverConnected } from "../../handoff/webhook-client.ts";
import type { World } from "../../world.ts";
import { agentOf } from "../fetch.ts";
import { type Caps, readBody } from "../fetch-body.ts";
import { dialledUrl } from "../fetch-guard.ts";
import { codeOf, Refusal } from "../fetch-refusal.ts";
import { ownLookupUrl } from "./own-lookup.ts";

export type AskDeps = Pick<World, "web" | "vendors" | "durations" | "now">;

/** A company is a few kilobytes. */
const caps: Caps = { wireBytes: 500_000, bodyBytes: 500_000, cut: false };
/** Below this its best match is, by its own scale, more likely another company than not. */
const MIN_LIKELIHOOD = "5";

/** Vendors are asked one question at a time; their addresses are the operator's, who is trusted. */
const vendorAgent = new Agent({ connections: 1 });

type Question = {
  url: URL;
  headers: Record<string, string>;
  dispatcher: Dispatcher;
};

/** Asks a provider about a domain, once, following it nowhere. Never throws for what the network does. */
export async function askProvider(
  kind: ProviderKind,
  credentials: ProviderCredentials,
  domain: string,
  deps: AskDeps,
): Promise<Reply> {
  const question = questionOf(kind, credentials, domain, deps);
  if (typeof question === "string") return { kind: "failed", why: question };
  try {
    const { url, headers, dispatcher } = question;
    const signal = AbortSignal.timeout(deps.durations.providerMs);
    const accept = { accept: "application/json" };
    const answer = await request(url, { dispatcher, signal, headers: { ...accept, ...headers } });
    answer.body.on("error", () => {}); // an answer that is not read may end as it likes
    if (answer.statusCode !== 200) await answer.body.dump({ limit: caps.wireBytes, signal });
    const text = answer.statusCode === 200 ? await textOf(answer) : "";
    const waitMs = retryAfterMs([answer.headers["retry-after"]].flat()[0], deps.now());
    return readAnswer(kind, { status: answer.statusCode, text, waitMs });
  } catch (error) {
    return replyOf(error);
  }
}

async function textOf({ headers, body }: Dispatcher.ResponseData): Promise<string> {
  const encoding = [headers["content-encoding"] ?? ""].flat().join();
  return (await readBody(body, encoding, caps, () => {})).toString();
}

function questionOf(
  kind: ProviderKind,
  { secret, url, header }: ProviderCredentials,
  domain: string,
  { web, vendors }: AskDeps,
): Question | string {
  const asked = encodeURIComponent(domain);
  if (kind === "clearbit") {
    const url = new URL(`${vendors.clearbit}/v2/companies/find?domain=${asked}`);
    return { url, headers: { authorization: `Bearer ${secret}` }, dispatcher: vendorAgent };
  }
  if (kind === "people_data_labs") {
    const query = `website=${asked}&min_likelihood=${MIN_LIKELIHOOD}`;
    const url = new URL(`${vendors.peopleDataLabs}/v5/company/enrich?${query}`);
    return { url, headers: { "x-api-key": secret }, dispatcher: vendorAgent };
  }
  const own = ownLookupUrl(url ?? "", domain, web);
  if (!own.ok) return "bad_address";
  const headers = { host: own.url.host, ...(header ? { [header]: secret } : {}) };
  return { url: dialledUrl(own.url, web), headers, dispatcher: agentOf(web) };
}

/** Before the first byte nothing can have been charged; afterwards nobody knows. */
function replyOf(error: unknown): Reply {
  if (error instanceof Refusal) {
    const why = error.failure;
    return why === "too_large" ? { kind: "lost", why } : { kind: "failed", why };
  }
  const code = codeOf(error);
  if (code === null) throw error;
  if (neverConnected.test(code)) return { kind: "failed", why: "unreachable" };
  return { kind: "lost", why: /Timeout|ABORT|TIMEOUT/i.test(code) ? "timeout" : "connection" };
}
