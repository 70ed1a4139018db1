import { recordWords } from "../../cards/record-words.ts";
import { appendEvent } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { erasePerson } from "../../db/erase-person.ts";
import { findRef, linkRef, markGone, refKeyOf } from "../../db/external-refs.ts";
import { findInfoRequest } from "../../db/info-requests.ts";
import { changeLead, lockArrivalsOf } from "../../db/leads.ts";
import { nameCompanyOf } from "../../db/name-company.ts";
import {
  findArrivalInput,
  listRecordArrivals,
  listUnfinished,
  type RecordArrival,
  reopenArrival,
  rewriteArrival,
  silenceOthers,
} from "../../db/record-arrivals.ts";
import { lockSourceEvent, type StoredArrival, settleSourceEvent } from "../../db/source-events.ts";
import type { Door } from "../../db/tenants.ts";
import {
  foldStatements,
  type RecordState,
  type Statement,
} from "../../pipeline/ingest/doors/record.ts";
import { statementsOf } from "../../pipeline/ingest/doors/records.ts";
import { systemName } from "../../pipeline/ingest/doors/systems.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { missingOf, normalise } from "../../pipeline/ingest/normalise.ts";
import { deliverCard } from "../handoff/deliver-card.ts";
import { noticeChanged } from "../handoff/notices.ts";
import { askForMore } from "../ingest/ask-for-more.ts";
import { settleLead } from "../ingest/settle-lead.ts";
import { enqueue } from "../job.ts";
import type { World } from "../world.ts";
import { settleByRecord } from "./pull-job.ts";

/** What asking for the record came to; nothing where it was not asked for. */
export type Outcome = {
  /** The record as it stands, to be kept in the place of what the delivery said. */
  fetched?: string;
  /** Why it could not be asked for; it may do without. */
  lacks?: string;
  /** Why it was not handed over. */
  failed?: string;
  /** Why it is deliberately left alone. */
  ignored?: string;
};

/**
 * Puts a record together from everything said about it, newest word last, and settles one arrival
 * by that. Deliveries come twice, late and in any order; which came first changes nothing.
 */
export async function settleRecord(
  tx: Tx,
  world: World,
  { id, channel, externalId }: RecordArrival,
  door: Door | undefined,
  { fetched, lacks, failed, ignored }: Outcome,
): Promise<void> {
  await lockArrivalsOf(tx, [`record:${channel}:${externalId}`]);
  const arrival = await lockSourceEvent(tx, id);
  if (arrival.status !== "received") return; // a retry: the first run committed
  if (ignored !== undefined) return settleSourceEvent(tx, id, "settled", null, ignored);
  if (failed !== undefined) return settleSourceEvent(tx, id, "failed", null, failed);
  if (fetched !== undefined) await rewriteArrival(tx, id, { raw: fetched });

  const all = await listRecordArrivals(tx, channel, externalId);
  if (all.some(({ kind }) => kind === "erase")) return forget(tx, world, all);

  const statements = statementsOf(channel, externalId, door?.config, all);
  const state = foldStatements(statements);
  if (arrival.kind === "gone" || isNothingBut(state)) {
    await settleSourceEvent(tx, id, "settled", null, recordWords.gone(systemName(channel)));
    return noteGone(tx, arrival, state, world);
  }
  const input = await knownBefore(tx, all, await inputOf(tx, channel, state, door));
  const spoken = { ...arrival, input: { ...input, externalId } };
  if (missingOf(input).length > 0) return tooLittle(tx, world, spoken, all, lacks);
  await speak(tx, world, spoken, all);
  await rename(tx, spoken, statements);
  await noteGone(tx, arrival, state, world);
  await wakeRelated(tx, channel, externalId, door);
}

/** One arrival carries what is known of the record from now on; those before it fall silent. */
async function speak(
  tx: Tx,
  world: World,
  arrival: StoredArrival,
  all: readonly RecordArrival[],
): Promise<void> {
  await rewriteArrival(tx, arrival.id, { input: arrival.input });
  await settleLead(tx, arrival, world);
  const self = all.find(({ id }) => id === arrival.id);
  const { leadId } = await lockSourceEvent(tx, arrival.id);
  if (!self || leadId === null) return;
  await silenceOthers(tx, self, leadId);
  for (const { id } of all.filter(({ status }) => status === "needs_info")) {
    await noticeChanged(tx, id);
  }
  if (await findInfoRequest(tx, arrival.id)) await noticeChanged(tx, arrival.id);
}

/** A company goes by what its record calls it now. */
async function rename(
  tx: Tx,
  { id, input }: StoredArrival,
  statements: readonly Statement[],
): Promise<void> {
  const { leadId } = await lockSourceEvent(tx, id);
  if (leadId === null || input.company === null) return;
  const before = statements.flatMap(({ values }) => values.company ?? []);
  await nameCompanyOf(tx, leadId, input.company, before);
}

/** Not enough for a lead. What only a token could tell fails; anything else people may know. */
async function tooLittle(
  tx: Tx,
  world: World,
  arrival: StoredArrival,
  all: readonly RecordArrival[],
  lacks: string | undefined,
): Promise<void> {
  if (lacks !== undefined) return settleSourceEvent(tx, arrival.id, "failed", null, lacks);
  const asked = all.find(({ status }) => status === "needs_info" || status === "rejected");
  if (asked) {
    await rewriteArrival(tx, asked.id, { input: arrival.input });
    await settleSourceEvent(tx, arrival.id, "settled", null, recordWords.saysNoMore);
    return noticeChanged(tx, asked.id);
  }
  await rewriteArrival(tx, arrival.id, { input: arrival.input });
  await askForMore(tx, arrival, world);
}

/** What the record's own words lack, its lead may know: somebody filled it in once. */
async function knownBefore(
  tx: Tx,
  all: readonly RecordArrival[],
  input: LeadInput,
): Promise<LeadInput> {
  if (missingOf(input).length === 0) return input;
  for (const { id } of all.filter(({ leadId }) => leadId !== null)) {
    const before = await findArrivalInput(tx, id);
    if (!before) continue;
    const { company, domain, website } = before;
    return {
      ...input,
      company: input.company ?? company,
      domain: input.domain ?? domain,
      website: input.website ?? website,
    };
  }
  return input;
}

/** Whether a record is gone and never said anything that could be kept. */
function isNothingBut({ goneAt, raw }: RecordState): boolean {
  return goneAt !== null && Object.keys(raw).length === 0;
}

async function inputOf(
  tx: Tx,
  channel: string,
  { raw, related }: RecordState,
  door: Door | undefined,
): Promise<LeadInput> {
  let known = raw;
  for (const externalId of related) {
    const said = await listRecordArrivals(tx, channel, externalId);
    const other = foldStatements(statementsOf(channel, externalId, door?.config, said)).raw;
    const own = Object.entries(known).filter(([, value]) => value !== null);
    known = { ...other, ...Object.fromEntries(own) };
  }
  return normalise(known, channel).lead;
}

/** Its leads show that a record was deleted there, or no longer do. */
async function noteGone(
  tx: Tx,
  { channel, externalId }: StoredArrival,
  { goneAt }: RecordState,
  { now }: World,
): Promise<void> {
  const key = refKeyOf(channel, externalId);
  const known = key && (await findRef(tx, key));
  if (!key || !known || known.goneAt?.getTime() === goneAt?.getTime()) return;
  if (goneAt) await markGone(tx, key, goneAt);
  else await linkRef(tx, key, known, known.seenAt);
  await appendEvent(tx, "raw.events", goneAt ? "record.gone" : "record.back", now(), {
    key: channel,
    ...(known.leadId ? { leadId: known.leadId } : {}),
  });
  if (known.leadId) await redraw(tx, known.leadId);
}

/** The other side forgets somebody: the person, and everything any delivery said about them. */
async function forget(tx: Tx, { now }: World, all: readonly RecordArrival[]): Promise<void> {
  const [first] = all;
  if (!first) return;
  const { channel, externalId } = first;
  const key = refKeyOf(channel, externalId);
  const detail = recordWords.erased(systemName(channel));
  const leads = await erasePerson(tx, {
    contactId: (key && (await findRef(tx, key))?.contactId) ?? null,
    arrivals: all.map(({ id }) => id),
  });
  for (const { id, status, leadId } of all) {
    if (status === "ingested" || status === "duplicate") continue; // it is how their lead came
    await settleSourceEvent(tx, id, "settled", leadId, detail);
  }
  await appendEvent(tx, "raw.events", "record.erased", now(), { key: channel });
  for (const leadId of leads) await redraw(tx, leadId);
}

async function redraw(tx: Tx, leadId: string): Promise<void> {
  await changeLead(tx, leadId, {});
  await enqueue(tx, deliverCard, { tenantId: tx.tenantId, id: leadId });
}

/** Records that lacked what this one tells are looked at again. */
async function wakeRelated(
  tx: Tx,
  channel: string,
  externalId: string,
  door: Door | undefined,
): Promise<void> {
  for (const waiting of await listUnfinished(tx, channel)) {
    const said = statementsOf(channel, waiting.externalId, door?.config, [waiting]);
    if (!foldStatements(said).related.includes(externalId)) continue;
    if (await reopenArrival(tx, waiting.id)) await settleByRecord(tx, waiting);
  }
}
