import { createHash } from "node:crypto";
import type { Tx } from "../../db/client.ts";
import { readForwarding } from "../../db/forwarding.ts";
import { readPeople, readPools } from "../../db/roster.ts";
import { findSetting } from "../../db/settings.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { webhooksOf } from "../../jobs/handoff/want-webhook-cards.ts";
import { readFileLimits } from "../../jobs/ingest/import/file-limit.ts";
import { mailDaysOf } from "../../jobs/ingest/mailbox/mail-arrival.ts";
import { readPlaybook, readResearchSettings, readReturning } from "../../jobs/playbook.ts";
import { Channels, noChannels } from "../../pipeline/channels.ts";
import { Fallback, noFallback } from "../../pipeline/ops/fallback.ts";
import type { WholeSettings } from "../../pipeline/ops/settings-file.ts";
import type { Surface } from "../../pipeline/surface.ts";

/** All of a tenant's settings as they hold now, defaults included. */
export async function readSettings(tx: Tx): Promise<WholeSettings> {
  const people = await readPeople(tx);
  const reference = (id: string) => {
    const one = people.find((person) => person.id === id);
    const twins = people.filter(({ name }) => name === one?.name);
    return (twins.length > 1 ? (one?.slack ?? one?.teams) : one?.name) ?? id;
  };
  const pools = await readPools(tx);
  const fallback = await findSetting(tx, "fallback");
  return {
    timeZone: await timeZoneOf(tx),
    people: people.map(({ name, role, slack, teams }) => ({ name, role, slack, teams })),
    pools: pools.map(({ name, members }) => ({
      name,
      members: members.map(({ personId, ...rest }) => ({ person: reference(personId), ...rest })),
    })),
    channels: { slack: await channelsOf(tx, "slack"), teams: await channelsOf(tx, "teams") },
    webhooks: await maskedWebhooks(tx),
    fallback: fallback === undefined ? noFallback : Fallback.parse(fallback),
    files: await readFileLimits(tx),
    forwarding: await readForwarding(tx),
    returning: await readReturning(tx),
    mail: { days: await mailDaysOf(tx) },
    research: await readResearchSettings(tx),
    scoring: await readPlaybook(tx),
  };
}

async function maskedWebhooks(tx: Tx) {
  const { slack, teams } = await webhooksOf(tx);
  return { slack: masked(slack), teams: masked(teams) };
}

function masked(address: string | null): string | null {
  if (address === null) return null;
  return `kept ${createHash("sha256").update(address).digest("hex").slice(0, 8)}`;
}

async function channelsOf(tx: Tx, surface: Surface): Promise<Channels> {
  const stored = await findSetting(tx, `channels.${surface}`);
  return stored === undefined ? noChannels : Channels.parse(stored);
}
