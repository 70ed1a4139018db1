import { z } from "zod";
import type { Db } from "../../../db/client.ts";
import { parseJson } from "../../../pipeline/ingest/doors/json.ts";
import type { World } from "../../world.ts";
import { AccountRefused, type Answer, ask } from "./ask.ts";

/** A token is not used in its last minute: the request may take some time. */
const MARGIN_MS = 60_000;

const Token = z.object({ access_token: z.string(), expires_in: z.coerce.number() });
const Failure = z.object({ error: z.string() });

type Kept = { token: Promise<string>; until: number };
/** Per database, so that worlds beside each other in one process share nothing. */
const kept = new WeakMap<Db, Map<string, Kept>>();

/** The access token of an account, asked for once however many want it, and kept until it ends. */
export function accessToken(
  world: Pick<World, "db" | "now" | "durations">,
  accountId: string,
  endpoint: { url: string; form: RequestInit },
): Promise<string> {
  const tokens = kept.get(world.db) ?? new Map<string, Kept>();
  kept.set(world.db, tokens);
  const known = tokens.get(accountId);
  const at = world.now().getTime();
  if (known && known.until > at) return known.token;

  const entry: Kept = { token: Promise.resolve(""), until: Number.POSITIVE_INFINITY };
  entry.token = ask(world, "the token endpoint", endpoint.url, endpoint.form).then((answer) => {
    const { access_token, expires_in } = tokenOf(answer);
    entry.until = at + expires_in * 1_000 - MARGIN_MS;
    return access_token;
  });
  entry.token.catch(() => forgetToken(world, accountId));
  tokens.set(accountId, entry);
  return entry.token;
}

export function forgetToken({ db }: Pick<World, "db">, accountId: string): void {
  kept.get(db)?.delete(accountId);
}

function tokenOf({ status, body }: Answer): z.infer<typeof Token> {
  const json = parseJson(body);
  const token = Token.safeParse(json);
  if (status === 200 && token.success) return token.data;
  const error = Failure.safeParse(json).data?.error;
  if (error === "invalid_grant") throw new AccountRefused("grant_revoked");
  if (status >= 400 && status < 500) throw new AccountRefused("wrong_client");
  throw new Error(`the token endpoint gave no readable answer (${status})`);
}
