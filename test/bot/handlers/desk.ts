import assert from "node:assert/strict";
import { handlersOf } from "../../../bot/handlers/handlers.ts";
import type { Answer, Request } from "../../../bot/handlers/request.ts";
import { toText } from "../../../cards/to-text.ts";
import type { Db } from "../../../db/client.ts";
import { getLeadView } from "../../../db/lead-view.ts";
import { listTransitions } from "../../../db/lists.ts";
import { addPerson, addPool, joinPool } from "../../../db/people.ts";
import type { World } from "../../../jobs/world.ts";
import type { Role } from "../../../pipeline/person.ts";
import { givenTenant } from "../../support/given.ts";
import { emptyWeb, recordingChat, testNow, testWorld } from "../../support/world.ts";

const roles = { Rita: "rep", Ravi: "rep", Mona: "manager", Adam: "admin", Vera: "viewer" } as const;
export type Name = keyof typeof roles;

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** A tenant of its own with five colleagues, Rita and Ravi in the pool, and both chats recorded. */
export async function openDesk(db: Db, own: Partial<World> = {}) {
  const tenantId = await givenTenant(db);
  const ids = { Rita: "", Ravi: "", Mona: "", Adam: "", Vera: "" };
  await db.inTenant(tenantId, async (tx) => {
    for (const [name, role] of Object.entries(roles) as [Name, Role][]) {
      const identities = [{ surface: "slack", userId: `U${name}` }] as const;
      ids[name] = await addPerson(tx, { name, role, identities: [...identities] });
    }
    const pool = await addPool(tx, "Sales");
    for (const personId of [ids.Rita, ids.Ravi]) await joinPool(tx, pool, personId, null);
  });

  const [slack, teams] = [recordingChat("slack"), recordingChat("teams")];
  const clock = { now: testNow };
  const world = testWorld(db, {
    chat: { slack: slack.port, teams: teams.port },
    web: emptyWeb,
    now: () => clock.now,
    ...own,
  });
  const handlers = handlersOf(world);
  const as = (name: Name, messageId: string | null): Request => ({
    who: {
      personId: ids[name],
      name,
      role: roles[name],
      tenantId,
      surface: "slack",
      userId: `U${name}`,
    },
    place: { channelId: "C1", kind: "channel", messageId, replyUrl: null },
  });

  return {
    tenantId,
    ids,
    world,
    clock,
    slack: slack.sent,
    as,
    handlers,
    types: (name: Name, text: string) => handlers.command(as(name, null), text),
    press: (name: Name, verb: string, lead: string, more: Record<string, string> = {}) =>
      handlers.press(as(name, "m1"), { verb, args: { lead, ...more }, version: 1 }),
    submit: (name: Name, verb: string, lead: string, values: Record<string, string>) =>
      handlers.submit(as(name, "m1"), { verb, args: { lead }, values }),
    view: (lead: string) =>
      db.inTenant(tenantId, (tx) => getLeadView(tx, lead, world.publicUrl, clock.now)),
    /** What was done to a lead and by whom, oldest first; moves of jobs left out. */
    acts: async (lead: string) => {
      const trail = await db.inTenant(tenantId, (tx) => listTransitions(tx, lead));
      const name = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0];
      return trail.flatMap(({ verb, actor }) => (name(actor) ? `${name(actor)} ${verb}` : []));
    },
  };
}

/** What the person who asked gets to read. */
export function said(answer: Answer): string {
  switch (answer.kind) {
    case "whisper":
    case "reveal":
      return toText(answer.card);
    case "replace":
      return [answer.whisper, toText(answer.card)].filter((text) => text !== null).join("\n");
    case "form":
      return `${answer.form.title}\n${toText({ ...blank, parts: answer.form.parts })}`;
    case "invalid":
      return Object.entries(answer.errors)
        .map(([field, what]) => `${field}: ${what}`)
        .join("\n");
    case "done":
      return "";
  }
}

const blank = { id: "", version: 0, summary: "", refresh: null };

/** The buttons under an answer: label → verb and arguments. */
export function buttonsOf(answer: Answer) {
  assert.ok("card" in answer, answer.kind);
  const rows = answer.card.parts.flatMap((part) => (part.kind === "actions" ? [part] : []));
  const all = rows.flatMap(({ buttons, more }) => [...buttons, ...more]);
  return new Map(all.map(({ label, verb, args }) => [label, { verb, args }]));
}
