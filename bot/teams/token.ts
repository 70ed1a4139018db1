import { z } from "zod";
import { ChatUnreachable } from "../../jobs/world.ts";

/** A token this close to its end is not begun with: the post it is for takes a while. */
const MARGIN_MS = 5 * 60_000;

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number() });

export type AppToken = {
  /** Throws {@link ChatUnreachable} when there is none to be had: then nothing was sent either. */
  get: () => Promise<string>;
  /** Forgets the token, because Teams did not take it. */
  drop: () => void;
};

/**
 * The token an app speaks to Teams with, by OAuth's client credentials. However many wait for it,
 * it is asked for once; botbuilder's own way asks once per waiting call and sets no time limit.
 */
export function appToken(
  url: string,
  { appId, appPassword }: { appId: string; appPassword: string },
  timeoutMs: number,
): AppToken {
  let current: { token: Promise<string>; freshUntil: number } | undefined;

  const ask = async (): Promise<string> => {
    try {
      const response = await fetch(url, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: appId,
          client_secret: appPassword,
          scope: "https://api.botframework.com/.default",
        }),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`Microsoft answered ${response.status}`);
      const granted = Granted.parse(await response.json());
      if (current) current.freshUntil = Date.now() + granted.expires_in * 1_000 - MARGIN_MS;
      return granted.access_token;
    } catch (error) {
      current = undefined;
      throw new ChatUnreachable("Microsoft gave no token for the Teams app", { cause: error });
    }
  };

  return {
    get() {
      if (!current || current.freshUntil < Date.now()) {
        current = { token: ask(), freshUntil: Number.POSITIVE_INFINITY };
      }
      return current.token;
    },
    drop() {
      current = undefined;
    },
  };
}
