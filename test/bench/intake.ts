import { Pool } from "undici";
import { z } from "zod";
import { type BatonOnStage, startBaton } from "./baton-on-stage.ts";
import { percentile } from "./percentile.ts";
import type { Result } from "./result.ts";
import type { Stage } from "./stage.ts";

const CONNECTIONS = 32;
const ROUND_MS = 5_000;
const ROUNDS = 3;

/**
 * Requests per second through the intake door, against a program that does nothing but insert the
 * same rows. Only the door is measured: nobody works on what arrives.
 */
export async function intake(stage: Stage): Promise<Result[]> {
  const baton = await startBaton(stage, "web");
  const door = new Pool(baton.url, { connections: CONNECTIONS });
  let sent = 0;
  const send = async () => {
    sent += 1;
    const { statusCode, body } = await door.request({
      ...{ method: "POST", path: "/api/v1/leads/intake", body: JSON.stringify(formOf(sent)) },
      headers: { authorization: `Bearer ${baton.bearer}`, "content-type": "application/json" },
    });
    await body.dump();
    if (statusCode !== 202) throw new Error(`the intake door answered ${statusCode}`);
  };

  await sameStart(baton); // without the playground's own lead
  await send(); // the row the opponent copies
  const { rows } = await baton.everything.query("select tenant_id from source_event");
  const bare = await stage.start("bare-inserts.ts", {
    DATABASE_URL: baton.databaseUrl,
    TENANT_ID: z.uuid().parse(rows[0]?.tenant_id),
  });
  const sides = {
    ours: () => sendFor(ROUND_MS, send),
    theirs: async () => z.number().parse(await bare.ask(ROUND_MS)),
  };

  const rates = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const);
    for (const side of order) {
      await sameStart(baton);
      const startedAt = performance.now();
      const done = await sides[side]();
      rates[side].push((done / (performance.now() - startedAt)) * 1000);
    }
  }
  await door.close();
  await bare.stop();
  await baton.stop();

  const [value, theirs] = [percentile(rates.ours, 0.5), percentile(rates.theirs, 0.5)];
  const opponent = `a bare pg loop, ${Math.round(theirs)} inserts/s`;
  const ratio = value / theirs;
  return [{ name: "intake", value, unit: "req/s", opponent, ratio, goal: { ratioAtLeast: 0.6 } }];
}

async function sendFor(ms: number, send: () => Promise<void>): Promise<number> {
  const end = performance.now() + ms;
  let answered = 0;
  const connection = async () => {
    while (performance.now() < end) {
      await send();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return answered;
}

/** Empty tables and nothing left to write, whoever is next. */
async function sameStart({ everything }: BatonOnStage): Promise<void> {
  await everything.query("truncate source_event, dispatch.arrival cascade");
  await everything.query("checkpoint");
}

/** What a website's contact form says, never the same twice. */
function formOf(n: number) {
  return {
    company: `Northwind ${n}`,
    url: `https://northwind-${n}.example/contact`,
    email: `ana.weber@northwind-${n}.example`,
    source: "website",
    name: "Ana Weber",
    title: "Head of Operations",
    phone: "+49 30 901820",
    country: "Germany",
    product_interest: "Data platform",
    free_text:
      "We are about to open a second warehouse and our reports come from four systems that do not " +
      "agree. We would like to see how others of our size do it, and what it costs for 40 people.",
    page_url: `https://baton.example/demo?visit=${n}`,
    utm_source: "newsletter",
    utm_campaign: "spring",
    budget: 15_000,
    consent: "I agree to be contacted about my enquiry.",
  };
}
