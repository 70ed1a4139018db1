import { z } from "zod";
import { parseJson } from "../../../pipeline/ingest/doors/json.ts";
import type { Mail } from "../../../pipeline/ingest/mail/mail.ts";
import { readReceived } from "../../../pipeline/ingest/mail/read-mime.ts";
import type { World } from "../../world.ts";
import { accessToken, forgetToken } from "./access-token.ts";
import { AccountRefused, type Answer, ask, formOf } from "./ask.ts";
import type { Account, FoundMail, Mailbox, Step } from "./mailbox.ts";

const DAY_MS = 24 * 3_600_000;
/** A subscription to messages may last almost seven days; ours is renewed every day.
 * https://learn.microsoft.com/graph/api/resources/subscription#subscription-lifetime */
const SUBSCRIBE_MS = 6 * DAY_MS;
const RENEW_BELOW_MS = 5 * DAY_MS;
/** How far a mailbox is read back once Microsoft has forgotten how far we were. */
const RECENT_DAYS = 7;

export const MicrosoftCredentials = z.object({
  tenant_id: z.string().regex(/^[\w.-]{1,100}$/),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  /** What every notification has to say; made when the mailbox is connected. */
  client_state: z.string().min(20).max(128),
});

const Subscription = z.object({ id: z.string(), expirationDateTime: z.string() });
const Delta = z.object({
  value: z.array(
    z.looseObject({
      id: z.string(),
      internetMessageId: z.string().nullish(),
      isDraft: z.boolean().nullish(),
    }),
  ),
  "@odata.nextLink": z.string().optional(),
  "@odata.deltaLink": z.string().optional(),
});

type GraphWorld = Pick<World, "db" | "now" | "durations" | "vendors" | "publicUrl">;

/** A mailbox in Microsoft 365, read by an application that was allowed to. */
export function microsoftBox(world: GraphWorld, account: Account, doorId: string): Mailbox {
  const { vendors, now, publicUrl } = world;
  const base = `${vendors.graph}/v1.0`;
  const user = `users/${encodeURIComponent(account.address)}`;
  const hook = `${publicUrl}/api/v1/hooks/${doorId}`;

  async function call(url: string, init: RequestInit = {}, isRetry = false): Promise<Answer> {
    // Links that Microsoft hands out are followed with our token only where they lead back to it.
    if (!url.startsWith(`${base}/`))
      throw new Error("Microsoft named an address that is not its own");
    const token = await accessToken(world, account.id, tokenEndpoint(world, account));
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const answer = await ask(world, "Microsoft", url, { ...init, headers });
    if (answer.status === 401 && !isRetry) {
      forgetToken(world, account.id);
      return call(url, init, true);
    }
    if (answer.status === 401 || answer.status === 403) throw new AccountRefused("no_permission");
    return answer;
  }

  const send = (method: string, path: string, body: object) =>
    call(`${base}/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  async function subscribe(): Promise<Answer> {
    return send("POST", "subscriptions", {
      changeType: "created",
      notificationUrl: hook,
      lifecycleNotificationUrl: hook, // cannot be added later
      resource: `users/${account.address}/mailFolders('inbox')/messages`,
      expirationDateTime: expiry(),
      clientState: credentialsOf(account).client_state,
    });
  }

  const expiry = () => new Date(now().getTime() + SUBSCRIBE_MS).toISOString();

  function found({ value }: z.infer<typeof Delta>): FoundMail[] {
    return value
      .filter((one) => !("@removed" in one) && one.isDraft !== true)
      .map(({ id, internetMessageId = null }) => ({
        id,
        messageId: internetMessageId,
        fetch: () => fetchMail(id),
      }));
  }

  async function fetchMail(id: string): Promise<Mail | undefined> {
    const answer = await call(`${base}/${user}/messages/${encodeURIComponent(id)}/$value`);
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(`Microsoft gave no mail (${answer.status})`);
    return readReceived(answer.body);
  }

  async function* from(start: string): AsyncGenerator<Step> {
    let url: string | undefined = start;
    while (url) {
      const answer: Answer = await call(url);
      if (answer.status === 410) return yield* from(firstLink(daysAgo(RECENT_DAYS)));
      if (answer.status === 404) throw new AccountRefused("no_mailbox");
      const page: z.infer<typeof Delta> = read(answer, Delta);
      const next = page["@odata.nextLink"];
      const cursor = next ?? page["@odata.deltaLink"];
      if (cursor === undefined) throw new Error("Microsoft gave no way to go on");
      yield { found: found(page), cursor };
      url = next;
    }
  }

  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY_MS);

  function firstLink(since: Date): string {
    const query = new URLSearchParams({
      $select: "internetMessageId,isDraft",
      $filter: `receivedDateTime ge ${since.toISOString()}`,
    });
    return `${base}/${user}/mailFolders('inbox')/messages/delta?${query}`;
  }

  return {
    canWatch: publicUrl.startsWith("https://") || vendors.graph.startsWith("http://"),
    renewBelowMs: RENEW_BELOW_MS,
    further: (_, newer) => newer,
    async watch() {
      const { subscriptionId } = account;
      const renewed =
        subscriptionId &&
        (await send("PATCH", `subscriptions/${encodeURIComponent(subscriptionId)}`, {
          expirationDateTime: expiry(),
        }));
      const answer = renewed && renewed.status !== 404 ? renewed : await subscribe();
      if (answer.status >= 400) throw new AccountRefused("watch_refused");
      const { id, expirationDateTime } = read(answer, Subscription);
      return { until: new Date(expirationDateTime), subscriptionId: id, cursor: null };
    },
    // Mails of before it was connected are not ours to read.
    changes: () => from(account.cursor ?? firstLink(account.createdAt)),
  };
}

function credentialsOf({ credentials }: Account): z.infer<typeof MicrosoftCredentials> {
  const said = MicrosoftCredentials.safeParse(parseJson(credentials ?? ""));
  if (!said.success) throw new AccountRefused("bad_credentials");
  return said.data;
}

function tokenEndpoint({ vendors }: Pick<World, "vendors">, account: Account) {
  const { tenant_id, client_id, client_secret } = credentialsOf(account);
  const scope = `${vendors.graph}/.default`;
  return {
    url: `${vendors.microsoftLogin}/${tenant_id}/oauth2/v2.0/token`,
    form: formOf({ grant_type: "client_credentials", client_id, client_secret, scope }),
  };
}

function read<T>({ status, body }: Answer, shape: z.ZodType<T>): T {
  const said = shape.safeParse(parseJson(body));
  if (status < 300 && said.success) return said.data;
  throw new Error(`Microsoft gave no readable answer (${status})`);
}
