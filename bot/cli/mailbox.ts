import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { Argument, Command } from "commander";
import { mailboxState } from "../../cards/mailbox-words.ts";
import type { Db } from "../../db/client.ts";
import { closeDoor, findDoor, openDoor } from "../../db/tenants.ts";
import {
  addWatchedAccount,
  closeWatchedAccount,
  listWatchedAccounts,
  renewCredentials,
  type WatchedAccount,
} from "../../db/watched-accounts.ts";
import { GmailCredentials } from "../../jobs/ingest/mailbox/gmail.ts";
import { type MailProvider, mailProviders } from "../../jobs/ingest/mailbox/mailbox.ts";
import { MicrosoftCredentials } from "../../jobs/ingest/mailbox/microsoft365.ts";
import { stirMailbox } from "../../jobs/ingest/mailbox/watch-mailbox.ts";
import { UserError } from "../../pipeline/errors.ts";
import { parseJson } from "../../pipeline/ingest/doors/json.ts";
import { readEmail } from "../../pipeline/ingest/email-address.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { mailboxHelp } from "./mailbox-help.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

type Common = { json?: true; tenant?: string };
type Connect = Common & {
  name?: string;
  topic?: string;
  pushAccount?: string;
  audience?: string;
  ownDomain?: string[];
};

/** `baton mailbox connect|list|disconnect`: mailboxes that Baton looks into by itself. */
export function mailbox(): Command {
  const verb = new Command("mailbox").description("connect mailboxes whose mails become leads");
  const common = (command: Command) =>
    command
      .option("--json", "print JSON")
      .option("--tenant <tenant>", "name or id of the tenant, where there are several");

  common(verb.command("connect"))
    .description("read a mailbox from now on; its credentials come as JSON by stdin")
    .addArgument(new Argument("<provider>", "where it is").choices([...mailProviders]))
    .argument("<address>", "the address of the mailbox")
    .option("--name <name>", "what its leads' source is called; the address if not given")
    .option("--topic <topic>", "Gmail: projects/P/topics/T, to which it publishes")
    .option("--push-account <address>", "Gmail: the service account that Pub/Sub signs in as")
    .option(
      "--audience <audience>",
      "Gmail: whom the push's token is for; its address if not given",
    )
    .option("--own-domain <domain...>", "domains colleagues write from, besides the mailbox's own")
    .action(connect);
  common(verb.command("list")).description("show the mailboxes and how they do").action(list);
  common(verb.command("disconnect"))
    .description("stop reading a mailbox and forget its credentials")
    .argument("<address>", "the address of the mailbox")
    .action(disconnect);
  return verb;
}

async function connect(provider: MailProvider, typed: string, options: Connect): Promise<void> {
  const address = readEmail(typed.trim())?.email.toLowerCase();
  if (!address) throw new UserError(`${typed} is no address. Give one like sales@acme.com.`);
  const credentials = readCredentials(provider, await text(process.stdin));
  const config = readConfig();
  const now = new Date();
  const doorId = await withDatabase(config, async (db) => {
    const { id: tenantId } = await pickTenant(db, options.tenant);
    const known = await findOpen(db, tenantId, address, provider);
    if (known) await again(db, tenantId, known, credentials);
    return (
      known?.doorId ?? (await anew(db, tenantId, { provider, address, credentials }, options, now))
    );
  });
  const origin = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
  const url = `${origin}/api/v1/hooks/${doorId}`;
  if (options.json) return printJson({ provider, address, door: doorId, url });
  printText([`${address} is connected.`, ...mailboxHelp(provider, url, options)].join("\n"));
}

/** What the provider's console gives, checked before anything is kept. */
function readCredentials(provider: MailProvider, given: string): string {
  const json = Object(parseJson(given)) as Record<string, unknown>; // an object, or made one
  const state = randomBytes(32).toString("base64url");
  const parsed =
    provider === "gmail"
      ? GmailCredentials.safeParse(json)
      : MicrosoftCredentials.safeParse({ ...json, client_state: state });
  if (parsed.success) return JSON.stringify(parsed.data);
  const wrong = [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))].join(", ");
  throw new UserError(`Missing or wrong in the JSON that came by stdin: ${wrong}.`);
}

type New = { provider: MailProvider; address: string; credentials: string };

async function anew(
  db: Db,
  tenantId: string,
  { provider, address, credentials }: New,
  { name, topic, pushAccount, audience, ownDomain }: Connect,
  now: Date,
): Promise<string> {
  const said = Object.entries({ topic, pushAccount, audience, ownDomains: ownDomain });
  const config = Object.fromEntries(said.filter(([, value]) => value !== undefined));
  const { id: doorId } = await openDoor(db, tenantId, name ?? address, { kind: provider, config });
  await db.inTenant(tenantId, async (tx) => {
    const id = await addWatchedAccount(tx, { doorId, provider, address, credentials }, now);
    await stirMailbox(tx, id, "watch");
  });
  return doorId;
}

/** Other credentials for a mailbox that is connected: nothing that came meanwhile is missed. */
async function again(
  db: Db,
  tenantId: string,
  { id }: WatchedAccount,
  credentials: string,
): Promise<void> {
  await db.inTenant(tenantId, async (tx) => {
    await renewCredentials(tx, id, credentials);
    await stirMailbox(tx, id, "watch");
  });
}

async function list({ json, tenant }: Common): Promise<void> {
  const now = new Date();
  const boxes = await withDatabase(readConfig(), async (db) => {
    const { id, timeZone } = await pickTenant(db, tenant);
    const accounts = await db.inTenant(id, (tx) => listWatchedAccounts(tx, mailProviders));
    return accounts.map((account) => ({
      provider: account.provider,
      address: account.address,
      door: account.doorId,
      lastRead: account.syncedAt,
      watchUntil: account.watchUntil,
      failure: account.failure,
      ...mailboxState(account, { now, timeZone }),
    }));
  });
  if (json) return printJson(boxes);
  const lines = boxes.map(({ ok, address, detail, fix }) =>
    [`${ok ? "✓" : "✗"} ${address}: ${detail}.`, fix].filter(Boolean).join(" "),
  );
  printText(lines.length > 0 ? lines.join("\n") : "No mailbox is connected.");
}

async function disconnect(typed: string, { json, tenant }: Common): Promise<void> {
  const address = typed.trim().toLowerCase();
  const closed = await withDatabase(readConfig(), async (db) => {
    const { id: tenantId } = await pickTenant(db, tenant);
    const known = await findOpen(db, tenantId, address);
    if (!known) throw new UserError(`No mailbox ${address} is connected.`);
    await db.inTenant(tenantId, (tx) => closeWatchedAccount(tx, known.id, new Date()));
    if (await findDoor(db, known.doorId)) await closeDoor(db, tenantId, known.doorId);
    return known;
  });
  if (json) return printJson({ address, provider: closed.provider, closed: true });
  printText(
    `${address} is disconnected and its credentials are forgotten. Take the permission back at the provider too.`,
  );
}

async function findOpen(
  db: Db,
  tenantId: string,
  address: string,
  provider?: MailProvider,
): Promise<WatchedAccount | undefined> {
  const providers = provider ? [provider] : mailProviders;
  const accounts = await db.inTenant(tenantId, (tx) => listWatchedAccounts(tx, providers));
  return accounts.find((account) => account.address === address);
}
