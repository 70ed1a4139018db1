import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Answer, Request } from "../../../bot/handlers/request.ts";
import type { verbs } from "../../../cards/codec.ts";
import { UserError } from "../../../pipeline/errors.ts";
import type { verbs as commands } from "../../../pipeline/ingest/commands.ts";
import type { Role } from "../../../pipeline/person.ts";
import { testDb } from "../../support/db.ts";
import { givenRouted } from "../../support/given.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const roles: Role[] = ["viewer", "rep", "ops", "manager", "admin"];
const everybody = roles;
const workers: Role[] = ["rep", "ops", "manager", "admin"];
const movers: Role[] = ["ops", "manager", "admin"];
const approvers: Role[] = ["manager", "admin"];
const operators: Role[] = ["ops", "manager", "admin"];
const admins: Role[] = ["admin"];

/** Everything that can follow `/lead`, and who may say it. */
const typed: Record<(typeof commands)[number], [text: string, who: Role[]]> = {
  add: ["add other.example", workers],
  show: ["show acme.example", everybody],
  why: ["why acme.example", everybody],
  trace: ["trace acme.example", everybody],
  claim: ["claim acme.example", workers],
  release: ["release acme.example", workers],
  snooze: ["snooze acme.example 3d", workers],
  mine: ["mine", everybody],
  queue: ["queue", everybody],
  stats: ["stats", everybody],
  assign: ["assign @Ravi acme.example", movers],
  dropped: ["dropped", everybody],
  merge: ["merge acme.example other.example", workers],
  unmerge: ["unmerge acme.example", workers],
  list: ["list customers", everybody],
  imports: ["imports", workers],
  import: ["import 1", workers],
  parked: ["parked", operators],
  failed: ["failed", operators],
  doors: ["doors", operators],
  doctor: ["doctor", operators],
  settings: ["settings", admins],
  help: ["help", everybody],
};

/** Every button, and who may press it. */
const pressed: Record<(typeof verbs)[number], Role[]> = {
  same_yes: workers,
  same_no: workers,
  same_split: workers,
  forward: workers,
  wrong_match: workers,
  claim: workers,
  reassign: movers,
  log_outcome: workers,
  why: everybody,
  snooze: workers,
  wake: workers,
  not_a_fit: workers,
  release: workers,
  retry: workers,
  fill_by_hand: workers,
  show: everybody,
  refresh: everybody,
  wrong: workers,
  react: workers,
  pick: workers,
  make_leads: workers,
  next: everybody,
  command: workers, // `add`, below
  challenge: workers,
  cancel: everybody,
  erase_samples: admins,
  reveal: everybody,
  from_message: workers,
  draft_outreach: workers,
  approve: approvers,
  show_draft: workers,
  edit_draft: workers, // their own; who approves, any
  reject: approvers,
  undo_send: approvers,
  effect_arrived: operators,
  effect_again: operators,
  effect_leave: operators,
  job_retry: operators,
  job_drop: operators,
  retry_sync: operators,
  retry_syncs: operators,
  drop_sync: operators,
  map_event: operators,
  ignore_event: operators,
  complete_lead: workers,
  not_a_lead: workers,
  lead_after_all: workers,
  not_spam: operators,
  import_show: workers, // their own; who reassigns, any
  import_approve: workers,
  import_map: workers,
  import_cancel: workers,
  import_rejected: workers,
  import_undo: workers,
  fix_data: workers,
  research_settings: admins,
  resume_provider: admins,
};

/** The forms that change something, filled in well enough. */
const sent: Partial<Record<(typeof verbs)[number], Record<string, string>>> = {
  reassign: { person: "ravi" },
  log_outcome: { outcome: "connected" },
  snooze: { until: "3d" },
  fill_by_hand: { industry: "Software" },
  fix_data: { industry: "Software" },
  research_settings: { pages: "4", freshDays: "7", googleNews: "off", linkedin: "off" },
  from_message: { company: "third.example", message: "They asked for a demo." },
  edit_draft: { subject: "Hello", body: "Hello" },
  reject: { reason: "Too long." },
};

const refusals =
  /^(You can look, not act\. Ask|\S+(?: \S+)? is for (managers|operations|admins)\. Ask)/;

for (const role of roles) {
  describe(`a ${role}`, () => {
    let desk: Desk;
    let lead: string;
    let request: Request;
    before(async () => {
      desk = await openDesk(db);
      lead = await givenRouted(db, desk.tenantId, "B");
      const asked = desk.as("Rita", "m1");
      request = { ...asked, who: { ...asked.who, role } };
    });

    const check = (what: string, who: Role[], act: () => Promise<Answer>) => {
      const may = who.includes(role);
      it(`${may ? "may" : "may not, and nothing is written:"} ${what}`, async () => {
        const before = may ? "" : await everythingOf(desk);

        const told = await act().then(said, complaint);

        if (may) return assert.doesNotMatch(told, refusals);
        assert.match(told, refusals);
        assert.match(told, /Ask (Adam|Mona|an admin)/);
        assert.equal(await everythingOf(desk), before);
      });
    };

    for (const [verb, [text, who]] of Object.entries(typed)) {
      check(`type ${verb}`, who, () => desk.handlers.command(request, text));
    }
    for (const [verb, who] of Object.entries(pressed)) {
      const args = { emoji: "🔥", domain: "other.example", text: "add other.example" };
      check(`press ${verb}`, who, () =>
        desk.handlers.press(request, { verb, args: { ...args, lead }, version: 1 }),
      );
    }
    for (const [verb, who] of Object.entries(pressed)) {
      const values = Object.hasOwn(sent, verb) ? sent[verb as keyof typeof sent] : undefined;
      if (!values) continue;
      check(`send ${verb}`, who, () =>
        desk.handlers.submit(request, { verb, args: { lead }, values }),
      );
    }
    check("make a message a lead", workers, () =>
      desk.handlers.fromMessage(request, { text: "acme.example", author: null, permalink: null }),
    );

    it("is listed in help exactly what may be typed", async () => {
      const help = said(await desk.handlers.command(request, "help"));

      for (const [verb, [, who]] of Object.entries(typed)) {
        const line = verb === "add" ? "/lead acme.com" : `/lead ${verb}`;
        assert.equal(help.includes(line), who.includes(role), line);
      }
    });
  });
}

describe("a viewer's emoji", () => {
  it("is no opinion", async () => {
    const desk = await openDesk(db);
    await givenRouted(db, desk.tenantId, "B");
    const before = await everythingOf(desk);

    await desk.handlers.react(desk.as("Vera", "m1"), { emoji: "🔥", added: true });

    assert.equal(await everythingOf(desk), before);
  });
});

function complaint(error: unknown): string {
  if (error instanceof UserError) return error.message;
  throw error;
}

/** Every row of the tenant, as one fingerprint. */
async function everythingOf({ tenantId }: Desk): Promise<string> {
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'tenant_id' and table_name not like 'eng_%' order by 1`,
  );
  const prints = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) as n, md5(string_agg(t::text, ',' order by t::text)) as print from "${name}" t`,
  );
  return db.inTenant(tenantId, async (tx) => {
    const { rows } = await tx.client.query(prints.join(" union all "));
    return JSON.stringify(rows);
  });
}
