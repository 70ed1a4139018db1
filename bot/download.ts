import type { Logger } from "pino";
import { UserError } from "../pipeline/errors.ts";

/** Enough for the largest file on a slow line; whoever drips bytes is cut off. */
const MOST_MS = 10 * 60_000;
const MOST_REDIRECTS = 3;

export type Download = {
  url: string;
  headers?: Record<string, string>;
  /** Where the file may lie. Redirects are followed to such addresses only: the headers go along. */
  isAllowed: (url: string) => boolean;
  /** How long the other side may say nothing. */
  silenceMs: number;
  /** What people are told when it is not to be had; why, only the log learns. */
  lost: string;
  log: Logger;
};

/** Opens a file somewhere else and hands its bytes over as they come. */
export async function download(
  asked: Download,
): Promise<{ contentType: string; bytes: AsyncIterable<Uint8Array> }> {
  const silence = new AbortController();
  const watch = setTimeout(() => silence.abort(), asked.silenceMs);
  const lose = (cause: unknown) => {
    clearTimeout(watch);
    asked.log.warn({ err: cause, host: URL.parse(asked.url)?.host }, "a file was not to be had");
    return new UserError(asked.lost, { cause });
  };
  try {
    const signal = AbortSignal.any([silence.signal, AbortSignal.timeout(MOST_MS)]);
    const response = await follow(asked, signal);
    const contentType = response.headers.get("content-type") ?? "";
    return { contentType, bytes: bytesOf(response, watch, lose) };
  } catch (error) {
    throw lose(error);
  }
}

async function follow(
  { url, headers = {}, isAllowed }: Download,
  signal: AbortSignal,
): Promise<Response> {
  let address = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!isAllowed(address)) throw new Error("no file of this chat may lie there");
    const response = await fetch(address, { headers, redirect: "manual", signal });
    if (response.ok) return response;
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) {
      throw new Error(`it was answered with ${response.status}`);
    }
    address = URL.parse(location, address)?.href ?? "";
  }
  throw new Error("it is moved about in circles");
}

async function* bytesOf(
  { body }: Response,
  watch: NodeJS.Timeout,
  lose: (cause: unknown) => UserError,
): AsyncIterable<Uint8Array> {
  const reader = body?.getReader();
  try {
    for (;;) {
      const piece = await reader?.read().catch((error: unknown) => {
        throw lose(error);
      });
      if (!piece || piece.done) return;
      watch.refresh();
      yield piece.value;
    }
  } finally {
    clearTimeout(watch);
    await reader?.cancel().catch(() => {}); // whoever stops reading lets the connection go
  }
}
