import { z } from "zod";
import { ChatUnreachable, type MailPort, MailRefused } from "../../jobs/world.ts";

const Sent = z.object({ id: z.string().min(1) });
const Refused = z.object({ error: z.string() });
const Unconnected = z.object({ cause: z.object({ code: z.literal("ECONNREFUSED") }) });

/** Mail into the playground's own sink, which lives in the web process. */
export function playgroundMail(baseUrl: string, timeoutMs = 10_000): MailPort {
  return {
    afterLostAnswer: "same_key",
    async send(tenantId, effectKey, mail) {
      const response = await fetch(`${baseUrl}/_play/mail`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": effectKey },
        body: JSON.stringify({ tenant: tenantId, ...mail }),
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        if (!Unconnected.safeParse(error).success) throw error;
        throw new ChatUnreachable("the playground's mail sink is away", { cause: error });
      });
      if (response.ok) return { providerId: Sent.parse(await response.json()).id };

      if (response.status >= 500) throw new Error(`the mail sink answered ${response.status}`);
      const said = Refused.safeParse(await response.json().catch(() => undefined)).data;
      throw new MailRefused("the mail sink", said?.error ?? `status ${response.status}`);
    },
  };
}
