import { z } from "zod";
import { noteCampaign } from "../../db/campaigns.ts";
import type { Tx } from "../../db/client.ts";
import { lockSourceEvent, type StoredArrival } from "../../db/source-events.ts";
import type { ArrivalKind } from "../../pipeline/ingest/doors/door.ts";
import { settleByRecord } from "../crm/pull-job.ts";
import { defineJob, type Job } from "../job.ts";
import type { World } from "../world.ts";
import { askForMore } from "./ask-for-more.ts";
import { countSpam } from "./count-spam.ts";
import { park, settleAsIs } from "./park.ts";
import { settleLead } from "./settle-lead.ts";

type Payload = { tenantId: string; id: string };
type Settle = (tx: Tx, arrival: StoredArrival, world: World) => Promise<void>;

/** What is done with an arrival, by what it asks for. */
const settlers: Record<ArrivalKind, Settle> = {
  lead: settleLead,
  needs_info: askForMore,
  pull: settleByRecord,
  erase: settleByRecord,
  gone: settleByRecord,
  parked: park,
  spam: countSpam,
  ignored: settleAsIs,
};

/** Takes one arrival where it belongs, in one transaction. */
export const ingestLead = defineJob({ ...jobOf("ingest_lead"), priority: 0 });
/** The same for a line of a file, by hands of its own: nobody waits for it. */
export const ingestInBulk = defineJob({ ...jobOf("ingest_in_bulk"), priority: 100 });

function jobOf(name: string): Omit<Job<Payload>, "priority"> {
  return {
    name,
    payload: z.object({ tenantId: z.uuid(), id: z.uuid() }),
    about: "sourceEventId",
    key: ({ id }) => id,
    attempts: 8,
    run: ({ tenantId, id }, world) =>
      world.db.inTenant(tenantId, async (tx) => {
        const arrival = await lockSourceEvent(tx, id);
        if (arrival.status !== "received") return; // a retry: the first run committed
        world.watch?.intake(world.now().getTime() - arrival.receivedAt.getTime());
        if (!arrival.origin) await noteCampaign(tx, id, arrival.input); // a chat is no campaign
        await settlers[arrival.kind](tx, arrival, world);
      }),
  };
}
