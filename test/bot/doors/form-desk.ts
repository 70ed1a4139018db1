import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { hookDoors } from "../../../bot/doors/hooks.ts";
import type { Card } from "../../../cards/card.ts";
import type { Db } from "../../../db/client.ts";
import { saveSetting } from "../../../db/settings.ts";
import { type NewDoor, openDoor } from "../../../db/tenants.ts";
import type { World } from "../../../jobs/world.ts";
import { sendOutbox } from "../../support/outbox.ts";
import { workOff } from "../../support/queue.ts";
import { buttonsOf, type Name, openDesk } from "../handlers/desk.ts";

/** A desk with a leads channel and a door for forms, and a sender who knows its secret. */
export async function openFormDesk(db: Db, door: NewDoor = {}, own: Partial<World> = {}) {
  const desk = await openDesk(db, own);
  const { tenantId, world } = desk;
  await db.inTenant(tenantId, (tx) =>
    saveSetting(tx, "channels.slack", { leads: "CLEADS", aLeads: null }, "test"),
  );
  const opened = await openDoor(db, tenantId, "Website form", { kind: "form", ...door });
  const app = hookDoors(world, undefined, "x-real-ip");

  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const body = JSON.stringify(fields);
    const signature = createHmac("sha256", opened.secret).update(body).digest("hex");
    return app.request(`/api/v1/hooks/${opened.id}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "x-signature": signature, ...headers },
    });
  };
  return {
    ...desk,
    door: opened,
    app,
    post,
    /** Does everything that waits: jobs, the outbox, and the edits that follow from both. */
    async settle() {
      for (let round = 0; round < 3; round++) {
        await workOff(world);
        await sendOutbox(world, tenantId);
      }
    },
    /** What stands where: the last state of each message that was posted. */
    standing(to: string): Card[] {
      const cards = new Map<string, Card>();
      for (const sent of desk.slack) if (sent.to === to) cards.set(sent.card.id, sent.card);
      return [...cards.values()];
    },
    /** Presses a button of a card that stands somewhere. */
    press(name: Name, card: Card, label: string) {
      const { verb, args } = buttonsOf({ kind: "whisper", card }).get(label) ?? assert.fail(label);
      const press = { verb, args: { ...args }, version: card.version };
      return desk.handlers.press(desk.as(name, "m1"), press);
    },
    /** How the arrivals ended: status → how many. */
    async statuses(): Promise<Record<string, number>> {
      const { rows } = await db.inTenant(tenantId, (tx) =>
        tx.client.query<{ status: string; n: number }>(
          "select status, count(*)::int as n from source_event group by 1 order by 1",
        ),
      );
      return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    },
  };
}
