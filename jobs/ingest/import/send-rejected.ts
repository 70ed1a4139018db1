import { z } from "zod";
import type { Tx } from "../../../db/client.ts";
import { findImport, type LeadImport } from "../../../db/imports/imports.ts";
import { identitiesOf } from "../../../db/people.ts";
import { type Surface, surfaces } from "../../../pipeline/surface.ts";
import { defineEffect, wantEffect } from "../../effect.ts";
import { chatPost, portOf } from "../../handoff/chat-post.ts";
import { laneOf } from "../../handoff/want-card.ts";
import { Refused, type World } from "../../world.ts";
import { rejectedRows } from "./rejected-rows.ts";

type Target = { about: string; surface: Surface; userId: string };

const name = "send_rejected_rows";

/** Gives whoever dropped a file the rows that became nothing, once, by itself. */
export async function wantRejectedRows(
  tx: Tx,
  world: World,
  { id, origin, personId }: Pick<LeadImport, "id" | "origin" | "personId">,
): Promise<void> {
  const own = origin ? [origin] : personId ? await identitiesOf(tx, personId) : [];
  const to = own.find(({ surface }) => world.chat[surface] !== null);
  if (!to) return; // the card's button has them
  const { surface, userId } = to;
  await wantEffect<Target>(
    tx,
    { name },
    {
      leadId: null,
      effectKey: `rejected_rows:${id}`,
      channel: surface,
      lane: laneOf(surface, { kind: "dm", userId }),
      priority: -7, // after the card that announces it
      target: { about: id, surface, userId },
    },
  );
}

export const sendRejectedRows = defineEffect<Target>({
  name,
  target: z.object({ about: z.uuid(), surface: z.enum(surfaces), userId: z.string() }),
  ...chatPost,
  afterLostAnswer: () => "copy", // no chat can be asked for a file

  async forbidden(tx, { target }) {
    return (await findImport(tx, target.about)) ? null : "the import is gone";
  },

  async call(world, wanted, stillOurs) {
    const { tenantId, target } = wanted;
    const row = await world.db.inTenant(tenantId, (tx) => findImport(tx, target.about));
    const file = row && (await rejectedRows(world.db, tenantId, row));
    if (!file) throw new Refused("Baton", "nothing_left_to_send");
    stillOurs();
    await portOf(world, wanted).sendFile(tenantId, target.userId, file);
    return { providerId: null, response: null };
  },

  lookUp: () => Promise.resolve("cannot_tell"),
  ended: () => Promise.resolve(),
});
