import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { defineEffect, type EffectKind, type Receipt } from "../../jobs/effect.ts";
import { type AfterLostAnswer, NotSent, type World } from "../../jobs/world.ts";

export const ways = ["same_key", "upsert", "look_up", "ask", "copy"] as const;

export function kindName(way: AfterLostAnswer): string {
  return `ledger_${way}`;
}

/** Effects whose provider is the ledger, one kind for each thing a provider may allow. */
export function ledgerKinds(
  url: string,
  asked: EffectKind<unknown>["ended"],
): EffectKind<unknown>[] {
  return ways.map((way) =>
    defineEffect<unknown>({
      name: kindName(way),
      target: z.unknown(),
      afterLostAnswer: () => way,
      paceMs: () => 0,
      burst: 1,
      attempts: 50,
      forbidden: () => Promise.resolve(null),
      async call(world, { row }, stillOurs) {
        await pause(world); // room for a kill between the claim and the call
        stillOurs();
        const receipt = await post(world, url, way, row.effectKey);
        await pause(world); // and between the answer and the commit
        return receipt;
      },
      lookUp: (world, { row }) => look(world, url, way, row.effectKey),
      ended: asked,
    }),
  );
}

const LONGEST_PAUSE_MS = 20;

function pause({ random }: World): Promise<void> {
  return delay(random() * LONGEST_PAUSE_MS);
}

export async function post(
  { durations }: Pick<World, "durations">,
  url: string,
  way: AfterLostAnswer,
  key: string,
): Promise<Receipt> {
  const response = await fetch(`${url}/${way}`, {
    method: "POST",
    body: encodeURIComponent(key),
    signal: AbortSignal.timeout(durations.providerMs),
  });
  if (response.status === 429) {
    const retryAfterMs = Number(response.headers.get("retry-after")) * 1000;
    throw new NotSent("too busy", { retryAfterMs });
  }
  if (!response.ok) throw new Error(`the ledger answered ${response.status}`);
  const { id } = z.object({ id: z.string() }).parse(await response.json());
  return { providerId: id, response: null };
}

export async function look(
  { durations }: Pick<World, "durations">,
  url: string,
  way: AfterLostAnswer,
  key: string,
): Promise<Receipt | "absent"> {
  const signal = AbortSignal.timeout(durations.providerMs);
  const response = await fetch(`${url}/${way}/${encodeURIComponent(key)}`, { signal });
  const { id } = z.object({ id: z.string() }).parse(await response.json());
  return response.ok ? { providerId: id, response: null } : "absent";
}
