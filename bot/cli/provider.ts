import { text } from "node:stream/consumers";
import { Argument, Command } from "commander";
import { factLabels, factValue } from "../../cards/fact-words.ts";
import { cost } from "../../cards/numbers.ts";
import { providerWords } from "../../cards/provider-words.ts";
import type { Db } from "../../db/client.ts";
import {
  closeProviderAccount,
  listProviderAccounts,
  type ProviderAccount,
  saveProviderAccount,
} from "../../db/provider-accounts.ts";
import { forgetLookup } from "../../db/provider-lookups.ts";
import { durations } from "../../jobs/durations.ts";
import { type Answered, lookUp } from "../../jobs/enrich/providers/look-up.ts";
import { realWeb } from "../../jobs/enrich/web.ts";
import { noticeChanged } from "../../jobs/handoff/notices.ts";
import { readResearchSettings } from "../../jobs/playbook.ts";
import { type ProviderKind, providerKinds } from "../../pipeline/enrich/providers/provider.ts";
import { UserError } from "../../pipeline/errors.ts";
import { registrableDomain } from "../../pipeline/ingest/domain.ts";
import { readConfig } from "../config.ts";
import { checkProviders } from "../handlers/providers.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";
import { type AccountOptions, readProviderAccount } from "./provider-account.ts";
import { pickTenant } from "./tenant.ts";

type Common = { json?: true; tenant?: string };
type Add = Common & AccountOptions;
type Try = Common & { provider?: string; again?: true };

/** `baton provider add|list|remove|test`: accounts with those who sell facts about companies. */
export function provider(): Command {
  const verb = new Command("provider").description("connect companies that sell facts");
  const common = (command: Command) =>
    command
      .option("--json", "print JSON")
      .option("--tenant <tenant>", "name or id of the tenant, where there are several");

  common(verb.command("add"))
    .description("connect an account, or give one another key; the key comes by stdin")
    .addArgument(new Argument("<kind>", "whose it is").choices([...providerKinds]))
    .option("--name <name>", "what settings and facts call it; its kind if not given")
    .option("--usd-per-hit <usd>", "what a company that was found costs, by your contract")
    .option("--usd-per-miss <usd>", "what one that was not found costs", "0")
    .option("--url <url>", "own: an https address with {domain} in it")
    .option("--header <header>", "own: the header that carries the key", "authorization")
    .action(add);
  common(verb.command("list")).description("show the accounts and how they do").action(list);
  common(verb.command("remove"))
    .description("close an account and forget its key")
    .argument("<name>", "the account's name")
    .action(remove);
  common(verb.command("test"))
    .description("look a company up, as research would; a hit is paid for")
    .argument("<domain>", "the company's domain")
    .option("--provider <name>", "the account to ask, where there are several")
    .option("--again", "ask anew though the last answer still holds")
    .action(tryOut);
  return verb;
}

async function add(kind: ProviderKind, options: Add): Promise<void> {
  const account = readProviderAccount(kind, options, await text(process.stdin));
  const perLead = await withDatabase(readConfig(), async (db) => {
    const { id: tenantId } = await pickTenant(db, options.tenant);
    return db.inTenant(tenantId, async (tx) => {
      const before = (await listProviderAccounts(tx)).find(({ name }) => name === account.name);
      await saveProviderAccount(tx, account, new Date());
      if (before?.pauseId) await noticeChanged(tx, before.pauseId);
      return (await readResearchSettings(tx)).budget.perLead;
    });
  });
  const { name, usdPerHit, usdPerMiss } = account;
  if (options.json) return printJson({ name, kind, usdPerHit, usdPerMiss });
  const dear = perLead !== null && usdPerHit > perLead;
  printText(
    [
      `${name} is connected: ${providerWords.price(usdPerHit, usdPerMiss)}.`,
      `Nothing is asked before a rule of research.waterfall in the settings names ${name}.`,
      ...(dear
        ? [`A hit costs more than research.budget.per_lead, ${cost(perLead)}: raise that too.`]
        : []),
    ].join("\n"),
  );
}

async function list({ json, tenant }: Common): Promise<void> {
  const { accounts, checks } = await withDatabase(readConfig(), async (db) => {
    const { id } = await pickTenant(db, tenant);
    const accounts = await db.inTenant(id, listProviderAccounts);
    return { accounts, checks: await checkProviders(db, id) };
  });
  if (json) {
    const shown = accounts.map(({ name, kind, usdPerHit, usdPerMiss, pausedWhy, pausedAt }) => {
      return { name, kind, usdPerHit, usdPerMiss, paused: pausedAt ? pausedWhy : null };
    });
    return printJson(shown);
  }
  const lines = checks.map(({ ok, detail, fix }, at) =>
    [`${ok ? "✓" : "✗"} ${accounts[at]?.name}: ${detail}.`, fix].filter(Boolean).join(" "),
  );
  printText(lines.length > 0 ? lines.join("\n") : "No provider is connected.");
}

async function remove(name: string, { json, tenant }: Common): Promise<void> {
  await withDatabase(readConfig(), async (db) => {
    const { id: tenantId } = await pickTenant(db, tenant);
    const account = await findAccount(db, tenantId, name);
    await db.inTenant(tenantId, (tx) => closeProviderAccount(tx, account.id, new Date()));
  });
  if (json) return printJson({ name, closed: true });
  printText(`${name} is closed and its key is forgotten. Take the key back at the provider too.`);
}

async function tryOut(typed: string, { json, tenant, provider, again }: Try): Promise<void> {
  const domain = registrableDomain(typed.trim());
  if (!domain) throw new UserError(`${typed} is no domain. Give one like acme.com.`);
  const config = readConfig();
  const { account, answer } = await withDatabase(config, async (db) => {
    const { id: tenantId } = await pickTenant(db, tenant);
    const account = await findAccount(db, tenantId, provider);
    const { killSwitch } = await db.inTenant(tenantId, readResearchSettings);
    const about = { provider: account.name, domain };
    if (again) await db.inTenant(tenantId, (tx) => forgetLookup(tx, about, new Date()));
    const query = { ...about, tenantId, companyId: null, leadId: null, known: [], killSwitch };
    const outside = { web: realWeb, vendors: config.vendors, durations, now: () => new Date() };
    return { account, answer: await lookUp(query, { db, ...outside }) };
  });
  const { facts, outcome, usd, asked } = answer;
  if (json) printJson({ provider: account.name, domain, outcome, asked, usd, facts });
  else printText(toldOf(answer));
  if (facts.length === 0) throw new UserError(`${account.name} told nothing: ${outcome}.`);
}

function toldOf({ facts, asked, usd }: Answered): string {
  const lines = facts.map((fact) => `${factLabels[fact.name]}: ${factValue(fact)}`);
  const how = asked ? `Asked just now, ${cost(usd)}.` : "Known from before; --again asks anew.";
  return [...lines, how].join("\n");
}

/** The account of that name, or the only one there is. */
async function findAccount(
  db: Db,
  tenantId: string,
  wanted: string | undefined,
): Promise<ProviderAccount> {
  const accounts = await db.inTenant(tenantId, listProviderAccounts);
  const fitting = accounts.filter(({ name }) => wanted === undefined || name === wanted);
  const [account, ...others] = fitting;
  const names = accounts.map(({ name }) => name).join(", ") || "none";
  if (!account) throw new UserError(`There is no such provider. Connected: ${names}.`);
  if (others.length > 0) throw new UserError(`Say which with --provider: ${names}.`);
  return account;
}
