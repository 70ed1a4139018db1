import { Hono } from "hono";
import { html } from "hono/html";
import { evidenceWords as say } from "../../cards/evidence-words.ts";
import { readPicture } from "../../db/artifacts.ts";
import { isId } from "../../db/ids.ts";
import { findLead } from "../../db/leads.ts";
import { readEvidenceLink } from "../../db/links.ts";
import { rootOf } from "../../db/merges.ts";
import type { World } from "../../jobs/world.ts";
import { closedLink } from "./closed-link.ts";
import { evidencePage } from "./evidence-page.ts";
import { readEvidence } from "./evidence-scene.ts";
import { page } from "./page.ts";

/** What a browser may show as a picture; nothing here is ever sent as a page. */
const pictures = ["image/png", "image/jpeg", "image/webp"];

/**
 * What a score rests on: every part with its proof, every fact with its quote, page and time.
 * Opened by a signed link; whatever a page said is shown as text and never runs.
 */
export function evidencePages({ db, now, publicUrl }: Pick<World, "db" | "now" | "publicUrl">) {
  const routes = new Hono();

  routes.get("/evidence/:token", async (c) => {
    const token = c.req.param("token");
    const link = await readEvidenceLink(db, token, now());
    if (!link) return c.html(closedLink(), 403);
    const { tenantId, leadId } = link;
    const scene = await db.inTenant(tenantId, (tx) => readEvidence(tx, leadId, publicUrl, now()));
    c.header("Cache-Control", "private, no-store");
    if (!scene) return c.html(erasedPage(), 410);
    return c.html(evidencePage(scene, token, now()));
  });

  routes.get("/evidence/:token/picture/:id", async (c) => {
    const link = await readEvidenceLink(db, c.req.param("token"), now());
    const id = c.req.param("id");
    if (!link || !isId(id)) return c.html(closedLink(), 403);
    const picture = await db.inTenant(link.tenantId, async (tx) => {
      const lead = await findLead(tx, link.leadId);
      if (!lead) return undefined;
      return readPicture(tx, await rootOf(tx, "company", lead.companyId), id, now());
    });
    if (!picture || !pictures.includes(picture.contentType)) return c.notFound();
    c.header("Content-Type", picture.contentType);
    c.header("Content-Security-Policy", "default-src 'none'; sandbox");
    c.header("Cache-Control", "private, no-store");
    return c.body(new Uint8Array(picture.body));
  });
  return routes;
}

function erasedPage() {
  return page(
    say.erasedTitle,
    html`<h1>${say.erasedTitle}</h1><p>${say.erased}</p><p>${say.erasedWhy}</p>`,
  );
}
