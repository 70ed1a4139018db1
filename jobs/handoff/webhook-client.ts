import { request } from "undici";
import { webhookProblem } from "../../pipeline/handoff/webhook-urls.ts";
import type { Surface } from "../../pipeline/surface.ts";
import { agentOf } from "../enrich/fetch.ts";
import { readBody } from "../enrich/fetch-body.ts";
import { dialledUrl } from "../enrich/fetch-guard.ts";
import { codeOf, Refusal } from "../enrich/fetch-refusal.ts";
import { ChatRefused, ChatUnreachable, type World } from "../world.ts";

const ANSWER_BYTES = 2_000;

/** The connection never stood, so nothing can have arrived. */
export const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|ENODATA|EAI_\w+|E(HOST|NET)UNREACH|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_(SSL|TLS)_\w+|\w*(CERT|SELF_SIGNED)\w*)$/;

/**
 * Posts to a webhook, once and without following it anywhere. Errors as a ChatPort's: ChatRefused is
 * a final no, ChatUnreachable means that nothing arrived, after any other nobody knows.
 */
export async function postToWebhook(
  { web, durations }: Pick<World, "web" | "durations">,
  surface: Surface,
  address: string,
  message: object,
): Promise<void> {
  const who = `the ${surface} webhook`;
  // Kept addresses are checked again: the list of hosts may have become shorter.
  if (webhookProblem(surface, address) !== null) throw new ChatRefused(who, "no_webhook_address");
  const url = new URL(address);
  const signal = AbortSignal.timeout(durations.providerMs);
  const { statusCode, headers, text } = await request(dialledUrl(url, web), {
    method: "POST",
    dispatcher: agentOf(web),
    signal,
    headers: { host: url.host, "content-type": "application/json" },
    body: JSON.stringify(message),
  }).then(
    async ({ statusCode, headers, body }) => ({
      statusCode,
      headers,
      text: (await readBody(body, "", answerCaps, () => {})).toString(),
    }),
    (error: unknown) => {
      throw notSent(who, error) ?? error;
    },
  );
  const said = wordOf(text);
  if (statusCode === 429) {
    const retryAfterMs = waitOf(headers["retry-after"]);
    throw new ChatUnreachable(`${who} is asked too often`, { retryAfterMs });
  }
  if (statusCode >= 500) throw new Error(`${who} failed: ${said ?? `http_${statusCode}`}`);
  if (statusCode >= 300) throw new ChatRefused(who, said ?? `http_${statusCode}`);
  if (surface === "slack" && said !== "ok") throw new Error(`${who} gave no readable answer`);
}

const answerCaps = { wireBytes: ANSWER_BYTES, bodyBytes: ANSWER_BYTES, cut: true };

/** An error of before the first byte; undefined for those after which nobody knows. */
function notSent(who: string, error: unknown): Error | undefined {
  if (error instanceof Refusal && error.failure === "blocked_address") {
    return new ChatRefused(who, "blocked_address");
  }
  const code = codeOf(error) ?? "";
  if (!(error instanceof Refusal) && !neverConnected.test(code)) return undefined;
  return new ChatUnreachable(`${who} cannot be reached (${code || "no address"})`, {
    cause: error,
  });
}

/** Slack explains itself in a word: `no_service`, `invalid_blocks`. Anything longer is not for people. */
function wordOf(text: string): string | undefined {
  return /^[a-z][a-z_]{1,60}$/.exec(text.trim())?.[0];
}

function waitOf(header: string | string[] | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && seconds > 0 ? seconds * 1_000 : null;
}
