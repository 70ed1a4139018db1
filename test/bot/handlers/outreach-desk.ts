import type { Answer } from "../../../bot/handlers/request.ts";
import type { Db } from "../../../db/client.ts";
import { addFacts } from "../../../db/facts.ts";
import { lockLead } from "../../../db/leads.ts";
import { ageDraft } from "../../../jobs/outreach/age-draft.ts";
import { sendDraft } from "../../../jobs/outreach/send-draft.ts";
import type { World } from "../../../jobs/world.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import type { Label } from "../../../pipeline/score/decision.ts";
import { givenRouted } from "../../support/given.ts";
import { sendOutbox } from "../../support/outbox.ts";
import { recordingMail, testNow } from "../../support/world.ts";
import { buttonsOf, type Name, openDesk } from "./desk.ts";

type Mailbox = ReturnType<typeof recordingMail>;

/** Somebody who asked for an answer, on a form. */
export const enquiry: Partial<LeadInput> = {
  name: "Ana Weber",
  email: "ana@acme.example",
  freeText: "Please call me about a demo.",
  pageUrl: "https://ours.example/contact",
};

/** The same colleagues with a mailbox, and what they do about mail. */
export async function openOutreachDesk(
  db: Db,
  mailbox: Mailbox | null = recordingMail(),
  own: Partial<World> = {},
) {
  const desk = await openDesk(db, { mail: mailbox?.port ?? null, ...own });
  const { tenantId, world, clock, handlers, as } = desk;

  return Object.assign(desk, {
    mails: mailbox?.sent ?? [],

    /** A lead of bucket B that the pool has, and its open role on a page. */
    async lead(said: Partial<LeadInput> = enquiry, label: Label = "B"): Promise<string> {
      const leadId = await givenRouted(db, tenantId, label, said, { receivedAt: testNow });
      await db.inTenant(tenantId, async (tx) => {
        const { companyId } = await lockLead(tx, leadId);
        const fact = {
          sourceUrl: "https://acme.example/careers",
          quote: "Data Engineer (Berlin)",
          observedAt: testNow.toISOString(),
          provider: "page",
          confidence: 1,
        };
        const job = { title: "Data Engineer", area: null, place: "Berlin", postedAt: null };
        await addFacts(tx, companyId, [{ name: "job", value: job, ...fact }], testNow);
      });
      return leadId;
    },

    /** The draft an answer's buttons are about. */
    async draft(leadId: string): Promise<string> {
      await desk.press("Rita", "draft_outreach", leadId);
      const [row] = await rows<{ id: string }>(
        "select id from outreach order by created_at desc, id desc limit 1",
      );
      return row?.id ?? "";
    },

    /** A press on the approval card as it was in this version. */
    decide: (name: Name, verb: string, draft: string, version = 1) =>
      handlers.press(as(name, "m1"), {
        verb,
        args: { draft, version: String(version) },
        version: 1,
      }),

    send: (name: Name, verb: string, draft: string, values: Record<string, string>, version = 1) =>
      handlers.submit(as(name, "m1"), { verb, args: { draft, version: String(version) }, values }),

    /** Time passes, and what was due is done. */
    async later(ms: number, drafts: readonly string[]): Promise<void> {
      clock.now = new Date(clock.now.getTime() + ms);
      for (const id of drafts) {
        for (let version = 1; version < 4; version += 1) {
          await sendDraft.run({ tenantId, id, version }, world);
        }
        await ageDraft.run({ tenantId, id }, world);
      }
      await sendOutbox(world, tenantId);
    },

    /** What an approval queued for the end of the time to undo it. */
    handToOutbox: (id: string, version = 1) => sendDraft.run({ tenantId, id, version }, world),

    outbox: () => sendOutbox(world, tenantId),

    async stateOf(draft: string): Promise<string> {
      const [row] = await rows<{ state: string }>(
        `select state from outreach where id = '${draft}'`,
      );
      return row?.state ?? "none";
    },

    /** Every act on a lead, those of jobs too. */
    async verbs(leadId: string): Promise<string[]> {
      const found = await rows<{ verb: string }>(
        `select verb from transition where lead_id = '${leadId}' order by seq`,
      );
      return found.map(({ verb }) => verb);
    },

    rows,
  });

  function rows<Row extends object>(query: string): Promise<Row[]> {
    return db.inTenant(tenantId, async (tx) => (await tx.client.query(query)).rows as Row[]);
  }
}

export type OutreachDesk = Awaited<ReturnType<typeof openOutreachDesk>>;

/** The labels under an answer. */
export function labelsOf(answer: Answer): string[] {
  return [...buttonsOf(answer).keys()];
}
