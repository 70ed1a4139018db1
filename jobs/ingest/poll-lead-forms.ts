import { z } from "zod";
import { recordWords } from "../../cards/record-words.ts";
import { listFormDoors, noteFormLook, readFormAccount } from "../../db/form-accounts.ts";
import { type Door, findDoor } from "../../db/tenants.ts";
import { blankLead } from "../../pipeline/ingest/blank-lead.ts";
import type { Item } from "../../pipeline/ingest/doors/door.ts";
import { fieldsOf } from "../../pipeline/ingest/doors/json.ts";
import { askSource } from "../crm/fetch-record.ts";
import type { FoundLead, LeadForms } from "../crm/lead-form.ts";
import { leadForms } from "../crm/sources.ts";
import { defineJob, enqueue } from "../job.ts";
import type { World } from "../world.ts";
import { storeItems } from "./store-items.ts";

const HOUR_MS = 3_600_000;
/** As long as LinkedIn and Meta keep them. */
const FIRST_LOOK_MS = 90 * 24 * HOUR_MS;
/** Leads that show up late in a list are still found. */
const OVERLAP_MS = HOUR_MS;

/**
 * Looks through the lead-ad forms behind a door, for a notice of them may get lost; the door's id is
 * the job's. A lead that a notice told of before is the same arrival.
 */
export const pollLeadForms = defineJob({
  name: "poll_lead_forms",
  payload: z.object({ tenantId: z.uuid(), id: z.string() }),
  about: "about",
  key: ({ id }) => id,
  attempts: 3,
  priority: 10,

  async run({ tenantId, id }, world) {
    const { db, now } = world;
    const door = await findDoor(db, id);
    const forms = leadForms.find(({ provider }) => provider === door?.kind);
    if (!door || door.tenantId !== tenantId || !forms) return; // closed meanwhile
    const { cursor } = await db.inTenant(tenantId, (tx) => readFormAccount(tx, id));
    const startedAt = now();
    const since = new Date(
      cursor ? cursor.getTime() - OVERLAP_MS : startedAt.getTime() - FIRST_LOOK_MS,
    );
    const asked = await askSource(world, door, forms, (asking) => forms.list(asking, since));
    if (asked.kind === "answer") {
      await storeItems(db, door, itemsOf(door, forms, asked.answer ?? [], startedAt), {
        receivedAt: startedAt,
      });
    }
    const look =
      asked.kind === "answer"
        ? { cursor: startedAt }
        : { failure: asked.kind === "none" ? recordWords.noForms(forms.name) : asked.why };
    await db.inTenant(tenantId, (tx) => noteFormLook(tx, door, startedAt, look));
  },
});

function itemsOf(
  { kind }: Door,
  { isTest }: LeadForms,
  found: readonly FoundLead[],
  at: Date,
): Item[] {
  return found.map(({ key, externalId, answer, at: submittedAt }) => {
    const test = isTest?.(answer) ?? false;
    return {
      kind: test ? "ignored" : "pull",
      key,
      externalId,
      input: blankLead(kind),
      raw: JSON.stringify({ ...fieldsOf(answer), fetchedAt: at.getTime() }),
      at: submittedAt,
      eventType: "lead found",
      ...(test ? { remark: recordWords.testLead } : {}),
    };
  });
}

/** Queues the looks that are due. */
export async function wakeFormPolls({ db, now, durations }: World): Promise<void> {
  const kinds = leadForms.map(({ provider }) => provider);
  for (const { id, tenantId } of await listFormDoors(db, kinds)) {
    await db.inTenant(tenantId, async (tx) => {
      const { lookedAt } = await readFormAccount(tx, id);
      const dueAt = (lookedAt?.getTime() ?? Number.NEGATIVE_INFINITY) + durations.formPollMs;
      if (now().getTime() >= dueAt) await enqueue(tx, pollLeadForms, { tenantId, id });
    });
  }
}
