import { z } from "zod";
import { parseJson } from "../../../pipeline/ingest/doors/json.ts";
import type { Mail } from "../../../pipeline/ingest/mail/mail.ts";
import { readReceived } from "../../../pipeline/ingest/mail/read-mime.ts";
import type { World } from "../../world.ts";
import { accessToken, forgetToken } from "./access-token.ts";
import { AccountRefused, type Answer, ask, ComeBackLater, formOf, TooLarge } from "./ask.ts";
import type { Account, FoundMail, Mailbox, Step } from "./mailbox.ts";

/** https://developers.google.com/workspace/gmail/api/guides/push: a watch ends after seven days; renew daily. */
const RENEW_BELOW_MS = 6 * 24 * 3_600_000;
/** How far a mailbox is read back when its cursor is too old: what a week without us can have brought. */
const RECENT = { days: 7, messages: 500, perPage: 100 };

export const GmailCredentials = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  refresh_token: z.string().min(1),
});
export const GmailDoorConfig = z.object({
  /** `projects/P/topics/T`, to which Gmail publishes; null looks into the mailbox from time to time only. */
  topic: z.string().nullable().default(null),
  /** The service account that Pub/Sub signs in as. */
  pushAccount: z.string().nullable().default(null),
  /** Whom its token is for; the door's own address where null. */
  audience: z.string().nullable().default(null),
});

const Profile = z.object({ emailAddress: z.string(), historyId: z.coerce.string() });
const Watched = z.object({ historyId: z.coerce.string(), expiration: z.coerce.number() });
const Ref = z.object({ id: z.string(), labelIds: z.array(z.string()).default(["INBOX"]) });
const History = z.object({
  history: z
    .array(
      z.object({
        id: z.coerce.string(),
        messagesAdded: z.array(z.object({ message: Ref })).default([]),
      }),
    )
    .default([]),
  historyId: z.coerce.string().optional(),
  nextPageToken: z.string().optional(),
});
const List = z.object({ messages: z.array(Ref).default([]), nextPageToken: z.string().optional() });
const Raw = z.object({ raw: z.string(), labelIds: z.array(z.string()).default([]) });
const Head = z.object({
  snippet: z.string().default(""),
  payload: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }),
});

type GmailWorld = Pick<World, "db" | "now" | "durations" | "vendors">;

/** A Gmail or Workspace mailbox, read with the owner's refresh token. */
export function gmailBox(world: GmailWorld, account: Account, config: unknown): Mailbox {
  const { topic } = GmailDoorConfig.parse(config);
  const base = `${world.vendors.gmail}/gmail/v1/users/me`;

  async function call(path: string, init: RequestInit = {}, isRetry = false): Promise<Answer> {
    const token = await accessToken(world, account.id, tokenEndpoint(world, account));
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const answer = await ask(world, "Gmail", `${base}/${path}`, { ...init, headers });
    if (answer.status === 401 && !isRetry) {
      forgetToken(world, account.id); // it was taken back before its time
      return call(path, init, true);
    }
    if (answer.status === 401) throw new AccountRefused("grant_revoked");
    if (answer.status === 403) throw refusalOf(answer);
    return answer;
  }
  const get = async <T>(path: string, shape: z.ZodType<T>) => read(await call(path), shape);

  /** Whoever's token it is: only the mailbox that was named is read. */
  async function ownProfile() {
    const profile = await get("profile", Profile);
    if (profile.emailAddress.toLowerCase() === account.address) return profile;
    throw new AccountRefused("wrong_address");
  }

  function found(refs: readonly z.infer<typeof Ref>[]): FoundMail[] {
    const ids = refs.filter(({ labelIds }) => labelIds.includes("INBOX")).map(({ id }) => id);
    return [...new Set(ids)].map((id) => ({ id, messageId: null, fetch: () => fetchMail(id) }));
  }

  async function fetchMail(id: string): Promise<Mail | undefined> {
    try {
      const answer = await call(`messages/${encodeURIComponent(id)}?format=raw`);
      if (answer.status === 404) return undefined;
      return await readReceived(Buffer.from(read(answer, Raw).raw, "base64url"));
    } catch (error) {
      if (error instanceof TooLarge) return fetchHead(id);
      throw error;
    }
  }

  /** The first words of a mail whose attachments nobody could carry. */
  async function fetchHead(id: string): Promise<Mail> {
    const { snippet, payload } = await get(
      `messages/${encodeURIComponent(id)}?format=metadata`,
      Head,
    );
    const head = payload.headers
      .filter(({ name }) => !/^content-/i.test(name))
      .map(({ name, value }) => `${name}: ${value.replace(/\s+/g, " ")}\r\n`);
    return readReceived(Buffer.from(`${head.join("")}\r\n${snippet}`));
  }

  async function* since(start: string): AsyncGenerator<Step> {
    let [cursor, page] = [start, ""];
    do {
      const query = `history?startHistoryId=${start}&historyTypes=messageAdded&labelId=INBOX&maxResults=100${page}`;
      const answer = await call(query);
      if (answer.status === 404) return yield* recent();
      const { history, historyId, nextPageToken } = read(answer, History);
      // The whole answer's id counts only once all of its pages are stored.
      const reached = nextPageToken ? history.at(-1)?.id : historyId;
      cursor = further(cursor, reached ?? cursor);
      const added = history.flatMap(({ messagesAdded }) =>
        messagesAdded.map(({ message }) => message),
      );
      yield { found: found(added), cursor };
      page = nextPageToken ? `&pageToken=${encodeURIComponent(nextPageToken)}` : "";
    } while (page !== "");
  }

  /** The cursor is taken first: what comes while the list is read is found again, not missed. */
  async function* recent(): AsyncGenerator<Step> {
    const { historyId } = await get("profile", Profile);
    let [page, seen] = ["", 0];
    do {
      const query = `messages?labelIds=INBOX&q=newer_than:${RECENT.days}d&maxResults=${RECENT.perPage}${page}`;
      const { messages, nextPageToken } = await get(query, List);
      seen += messages.length;
      page =
        nextPageToken && seen < RECENT.messages
          ? `&pageToken=${encodeURIComponent(nextPageToken)}`
          : "";
      yield { found: found(messages), cursor: page === "" ? historyId : (account.cursor ?? "0") };
    } while (page !== "");
  }

  return {
    canWatch: topic !== null,
    renewBelowMs: RENEW_BELOW_MS,
    further,
    async watch() {
      await ownProfile();
      const body = JSON.stringify({
        topicName: topic,
        labelIds: ["INBOX"],
        labelFilterBehavior: "INCLUDE",
      });
      const headers = { "content-type": "application/json" };
      const answer = await call("watch", { method: "POST", headers, body });
      if (answer.status !== 200) throw new AccountRefused("watch_refused");
      const { historyId, expiration } = read(answer, Watched);
      return { until: new Date(expiration), subscriptionId: null, cursor: historyId };
    },
    async *changes() {
      if (account.cursor !== null) return yield* since(account.cursor);
      // Mails of before it was connected are not ours to read.
      yield { found: [], cursor: (await ownProfile()).historyId };
    },
  };
}

function tokenEndpoint({ vendors }: Pick<World, "vendors">, { credentials }: Account) {
  const said = GmailCredentials.safeParse(parseJson(credentials ?? ""));
  if (!said.success) throw new AccountRefused("bad_credentials");
  return { url: vendors.googleToken, form: formOf({ grant_type: "refresh_token", ...said.data }) };
}

/** 403 is also what Gmail says when it is asked too often. */
function refusalOf({ body }: Answer): Error {
  return /rateLimitExceeded|userRateLimitExceeded|RESOURCE_EXHAUSTED/.test(body.toString())
    ? new ComeBackLater("Gmail", null)
    : new AccountRefused("no_permission");
}

function read<T>({ status, body }: Answer, shape: z.ZodType<T>): T {
  const said = shape.safeParse(parseJson(body));
  if (status === 200 && said.success) return said.data;
  throw new Error(`Gmail gave no readable answer (${status})`);
}

/** History ids are whole numbers that outgrow JavaScript's. */
function further(one: string, other: string): string {
  return BigInt(one) > BigInt(other) ? one : other;
}
