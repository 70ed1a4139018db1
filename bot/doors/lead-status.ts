import { Hono } from "hono";
import { leadResource } from "../../cards/lead-resource.ts";
import { isId } from "../../db/ids.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findReference } from "../../db/source-events.ts";
import type { World } from "../../jobs/world.ts";
import { admission } from "./credentials.ts";

/**
 * `GET /api/v1/leads/{id}`: what became of a lead a door took in. Bearer, or `X-Baton-Key` with
 * `X-Signature: v1=` over `timestamp.path`. Another tenant's lead is as unknown as none at all.
 */
export function leadStatus(world: Pick<World, "db" | "now" | "publicUrl">): Hono {
  const { db, now, publicUrl } = world;
  const admit = admission(db, now);
  const routes = new Hono();

  routes.get("/api/v1/leads/:id", async (c) => {
    const admitted = await admit(c, Buffer.from(c.req.path));
    if (!admitted.ok) return c.json({ error: admitted.why }, 401);
    const id = c.req.param("id").toLowerCase();

    const found = await db.inTenant(admitted.door.tenantId, async (tx) => {
      const reference = isId(id) ? await findReference(tx, id) : undefined;
      if (!reference) return undefined;
      if (!reference.leadId) return { id, state: "RECEIVED" };
      const resource = leadResource(await getLeadView(tx, reference.leadId, publicUrl, now()));
      return reference.merged ? { ...resource, merged_from: id } : resource;
    });
    return found ? c.json(found) : c.json({ error: "No lead of yours has this id." }, 404);
  });
  return routes;
}
