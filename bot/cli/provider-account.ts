import type { NewProviderAccount } from "../../db/provider-accounts.ts";
import { ownLookupUrl } from "../../jobs/enrich/providers/own-lookup.ts";
import { realWeb } from "../../jobs/enrich/web.ts";
import { type ProviderKind, ProviderName } from "../../pipeline/enrich/providers/provider.ts";
import { UserError } from "../../pipeline/errors.ts";

/** What `baton provider add` is told besides the kind; the key is not among it. */
export type AccountOptions = {
  name?: string;
  usdPerHit?: string;
  usdPerMiss: string;
  url?: string;
  header: string;
};

/** Checks what was typed and what came by stdin before anything is kept. */
export function readProviderAccount(
  kind: ProviderKind,
  options: AccountOptions,
  stdin: string,
): NewProviderAccount {
  const { name = kind, usdPerHit = kind === "own" ? "0" : undefined, usdPerMiss } = options;
  const parsed = ProviderName.safeParse(name);
  if (!parsed.success) throw new UserError(`--name: ${parsed.error.issues[0]?.message}.`);
  if (usdPerHit === undefined) {
    throw new UserError("Say with --usd-per-hit what a hit costs: budgets are counted by it.");
  }
  return {
    kind,
    name: parsed.data,
    usdPerHit: usdOf("--usd-per-hit", usdPerHit),
    usdPerMiss: usdOf("--usd-per-miss", usdPerMiss),
    credentials: readCredentials(kind, options, stdin.trim()),
  };
}

function usdOf(flag: string, given: string): number {
  const value = Number(given);
  if (given.trim() !== "" && value >= 0 && value <= 1_000) return value;
  throw new UserError(`${flag}: give US dollars from 0 to 1000, like 0.1.`);
}

/** A key in the arguments would stand in every list of processes. */
function readCredentials(
  kind: ProviderKind,
  { url = "", header }: AccountOptions,
  secret: string,
): NewProviderAccount["credentials"] {
  if (!/^[\x21-\x7e][\x20-\x7e]{0,4000}$/.test(secret)) {
    throw new UserError("Give the key by stdin, on one line: printf %s KEY | baton provider add …");
  }
  if (kind !== "own") return { secret, url: null, header: null };
  const read = ownLookupUrl(url, "acme.example", realWeb);
  if (!read.ok) throw new UserError(`--url: ${read.why}.`);
  if (!/^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(header) || /^(host|content-length)$/i.test(header)) {
    throw new UserError("--header: give a header's name, like authorization or x-api-key.");
  }
  return { secret, url, header: header.toLowerCase() };
}
