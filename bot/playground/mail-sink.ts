import { Hono } from "hono";
import { z } from "zod";
import { keepMail } from "../../db/playground-mail.ts";
import type { Play } from "./play.ts";

const Party = z.object({ name: z.string().max(200), address: z.email().max(320) });
const Posted = z.object({
  tenant: z.string().min(1).max(100),
  from: Party,
  to: Party,
  subject: z.string().min(1).max(998), // https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1
  text: z.string().max(100_000),
});

/** The pretend mail provider: takes mail as a real one would, and sends it nowhere. */
export function mailSink(play: Play): Hono {
  const routes = new Hono();

  routes.post("/_play/mail", async (c) => {
    const posted = Posted.safeParse(await c.req.json().catch(() => undefined));
    if (!posted.success) return c.json({ error: z.prettifyError(posted.error) }, 422);
    const effectKey = c.req.header("idempotency-key");
    if (!effectKey) return c.json({ error: "The header Idempotency-Key is missing." }, 400);

    const { tenant, from, to, subject, text: body } = posted.data;
    const addresses = { from: spelled(from), to: spelled(to) };
    const sent = { tenant, effectKey, ...addresses, subject, body, at: play.now() };
    return c.json({ id: await keepMail(play.db, sent) });
  });
  return routes;
}

function spelled({ name, address }: z.infer<typeof Party>): string {
  return name ? `${name} <${address}>` : address;
}
