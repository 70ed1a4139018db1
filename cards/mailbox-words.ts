import type { AccountFailure } from "../pipeline/ingest/mail/account-failure.ts";
import { day, when } from "./times.ts";

/** A connected mailbox as people are told about it. */
export type ShownMailbox = {
  provider: string;
  address: string;
  createdAt: Date;
  syncedAt: Date | null;
  watchUntil: Date | null;
  failure: string | null;
};

const providers: Record<string, string> = { gmail: "Gmail", microsoft365: "Microsoft 365" };

const failures: Record<AccountFailure, { said: string; fix: string }> = {
  bad_credentials: {
    said: "its credentials cannot be read",
    fix: "Run baton mailbox connect again with the whole JSON.",
  },
  grant_revoked: {
    said: "the permission to read it was taken back or has ended",
    fix: "Sign in there again and run baton mailbox connect with the new refresh_token.",
  },
  wrong_client: {
    said: "the client's id or secret is not accepted",
    fix: "Check both at the provider and run baton mailbox connect again.",
  },
  no_permission: {
    said: "reading mail is not allowed",
    fix: "Give it gmail.readonly at Google, or Mail.Read with admin consent at Microsoft.",
  },
  no_mailbox: {
    said: "there is no such mailbox",
    fix: "Check the address, and connect the right one.",
  },
  wrong_address: {
    said: "the credentials open another mailbox",
    fix: "Sign in as this mailbox and run baton mailbox connect again.",
  },
  watch_refused: {
    said: "it does not tell us of new mail, so it is looked into every 15 minutes",
    fix: "Gmail: let gmail-api-push@system.gserviceaccount.com publish to the topic. Microsoft: PUBLIC_URL must be reachable by https.",
  },
};

const QUIET_MS = 3_600_000;

/** How a mailbox does, and the way out where it does not. */
export function mailboxState(
  { provider, createdAt, syncedAt, watchUntil, failure }: ShownMailbox,
  { now, timeZone }: { now: Date; timeZone: string },
): { ok: boolean; detail: string; fix: string | null } {
  const read = syncedAt ? `last read ${when(syncedAt, now, timeZone)}` : "not read yet";
  const told = watchUntil
    ? `tells us of new mail until ${day(watchUntil, now, timeZone)}`
    : "looked into every 15 minutes";
  const name = providers[provider] ?? provider;
  if (failure !== null) {
    const known = Object.hasOwn(failures, failure) ? failures[failure as AccountFailure] : null; // a key of it
    const said = known?.said ?? "it refuses us";
    return { ok: false, detail: `${name}: ${said}; ${read}`, fix: known?.fix ?? "See the log." };
  }
  const ok = now.getTime() - (syncedAt ?? createdAt).getTime() < QUIET_MS;
  return {
    ok,
    detail: `${name}, ${read}, ${told}`,
    fix: ok ? null : "Nobody looks into it. Is a worker running? The log says more.",
  };
}
