import type { ResearchDeps, Run } from "./research.ts";
import type { Reading } from "./research-page.ts";

/** One more would make the host's third failure in a row, after which it is left alone for a day. */
const TRIES = 2;
/** Somebody waits for the card: who has to be left alone for longer is asked when they press Retry. */
const PATIENCE_MS = 10_000;

/**
 * Reads the front page: a quick look first, and again with patience where that can help. A name
 * without an address may have one with `www.`.
 */
export async function readLanding(
  address: string,
  run: Run,
  { sleep, durations, reader }: ResearchDeps,
): Promise<{ landing: Reading; tries: number }> {
  let url = address;
  for (let tries = 1; ; tries++) {
    const timeoutMs = tries === 1 ? durations.quickMs : durations.pageMs;
    let landing = await run.read(url, "landing", timeoutMs);
    if (landing.problem?.failure === "dns" && URL.canParse(url) && !/:\/\/www\./i.test(url)) {
      url = url.replace("://", "://www.");
      landing = await run.read(url, "landing", timeoutMs);
    }
    if (!isTransient(landing) || tries === TRIES) return { landing, tries };

    const wait = await reader.waitMs(new URL(url));
    if (wait > Math.min(PATIENCE_MS, run.msLeft())) return { landing, tries };
    await sleep(wait);
  }
}

/** Whether asking again in a moment may help. */
function isTransient({ problem, visits }: Reading): boolean {
  const status = visits.at(-1)?.status ?? 0;
  switch (problem?.failure) {
    case "timeout":
    case "connection":
    case "robots_unreachable":
      return true;
    case "http_error":
      return status >= 500 || status === 429;
    default:
      return false;
  }
}
