import type { z } from "zod";
import { leaks, tokenOf } from "../../../pipeline/enrich/llm/canary.ts";
import { strictSchema } from "../../../pipeline/enrich/llm/json-schema.ts";
import { usdOf } from "../../../pipeline/enrich/llm/prices.ts";
import { promptVersion, sourceBlock, systemPrompt } from "../../../pipeline/enrich/llm/prompt.ts";
import { enqueue } from "../../job.ts";
import { type Llm, LlmFailed, type LlmQuestion, type LlmReply, type World } from "../../world.ts";
import { beginQuestion, type Entry, endQuestion, type NotAsked, type Outcome } from "./ledger.ts";
import { tellCanary } from "./tell-canary.ts";

/** An answer about one company, or one message, is shorter. */
const MOST_TOKENS = 1_500;
/** Fewer than there are in any language we read: an estimate that is never too low. */
const CHARACTERS_IN_A_TOKEN = 2.5;
/** Whoever asked is dead so long after the answer was due. */
const GRACE_MS = 10_000;
/** Less time than this is not worth a question. */
const LEAST_MS = 250;
const TRIES = 2;

export type ModelDeps = Pick<World, "db" | "now" | "random" | "sleep" | "durations" | "log"> & {
  llm: Llm;
};

export type ModelTask<Answer> = {
  /** Null where nothing is stored: then there is no ledger either. */
  lead: { tenantId: string; leadId: string; companyId: string } | null;
  purpose: Entry["purpose"];
  model: string;
  task: string;
  schema: z.ZodType<Answer>;
  /** Redacted: what stands here leaves the house. */
  texts: readonly { label: string; text: string }[];
  msLeft: () => number;
};

export type Asked<Answer> =
  | { outcome: "ok"; answer: Answer }
  | Exclude<Outcome, { outcome: "ok" }>
  | NotAsked;

/**
 * Asks a model, with one more try where the answer was malformed, or where its address said that it
 * was busy. Every request is a line of the ledger; what is known already is not asked.
 */
export async function askModel<Answer>(
  deps: ModelDeps,
  task: ModelTask<Answer>,
): Promise<Asked<Answer>> {
  for (let attempt = 1; ; attempt++) {
    const { ended, waitMs } = await askOnce(deps, task, attempt);
    if (ended.outcome === "ok") return { outcome: "ok", answer: read(task, ended.text) };
    const isWorthIt = ended.outcome === "malformed" || waitMs !== null;
    if (attempt === TRIES || !isWorthIt || task.msLeft() < (waitMs ?? 0) + LEAST_MS) return ended;
    if (waitMs !== null) await deps.sleep(waitMs * (1 + deps.random() / 2));
  }
}

type Once = {
  ended: Outcome | NotAsked;
  /** After how long the same may be asked again; null where that would be of no use. */
  waitMs: number | null;
};

async function askOnce<Answer>(
  deps: ModelDeps,
  task: ModelTask<Answer>,
  attempt: number,
): Promise<Once> {
  const { db, llm, now, durations } = deps;
  const { lead, model, purpose } = task;
  const timeoutMs = Math.floor(Math.min(durations.llmMs, task.msLeft()));
  if (timeoutMs < LEAST_MS) return { ended: { outcome: "timeout" }, waitMs: null };
  const question = questionOf(deps, task, timeoutMs);
  if (!lead) return told(await reply(deps, task, question));

  const most = { input: estimate(question), output: MOST_TOKENS };
  const entry: Entry = {
    ...{ lead, purpose, model, usd: usdOf(model, most, llm.prices) },
    words: JSON.stringify([promptVersion, attempt, task.task, question.schema, task.texts]),
    leaseMs: durations.llmMs + GRACE_MS,
  };
  const begun = await db.inTenant(lead.tenantId, (tx) => beginQuestion(tx, entry, now()));
  if (begun.outcome !== "asking") return { ended: begun, waitMs: null };

  const startedAt = performance.now();
  const back = await reply(deps, task, question);
  const ms = Math.round(performance.now() - startedAt);
  const usage = back.ended.outcome === "timeout" ? { ...most, output: 0 } : back.usage; // it was sent
  const end = {
    ...{ usd: usdOf(model, usage, llm.prices), ms },
    ...{ inputTokens: usage.input, outputTokens: usage.output },
  };
  await db.inTenant(lead.tenantId, async (tx) => {
    await endQuestion(tx, entry, begun.costId, back.ended, end, now());
    if (back.ended.outcome === "quarantined") {
      await enqueue(tx, tellCanary, { tenantId: lead.tenantId, id: lead.leadId });
    }
  });
  deps.log.info({ leadId: lead.leadId, purpose, model, ms, outcome: back.ended.outcome }, "llm");
  return told(back);
}

type Question = LlmQuestion & { canary: string };

function questionOf<Answer>(
  { random }: ModelDeps,
  { model, task, texts, schema, purpose }: ModelTask<Answer>,
  timeoutMs: number,
): Question {
  const secrets = { nonce: tokenOf(random, "n"), canary: tokenOf(random, "ref") };
  return {
    ...{ model, maxTokens: MOST_TOKENS, timeoutMs, canary: secrets.canary },
    system: systemPrompt(task, secrets),
    user: sourceBlock(secrets, texts),
    schema: { name: purpose, json: strictSchema(schema) },
  };
}

type Back = { ended: Outcome; usage: LlmReply["usage"]; waitMs: number | null };

async function reply<Answer>(
  { llm }: ModelDeps,
  { schema }: ModelTask<Answer>,
  { canary, ...question }: Question,
): Promise<Back> {
  try {
    const answered = await llm.ask(question);
    return {
      ended: judge(answered, schema, canary, question),
      usage: answered.usage,
      waitMs: null,
    };
  } catch (error) {
    if (!(error instanceof LlmFailed)) throw error;
    const { reason, retryAfterMs } = error;
    return { ended: { outcome: reason }, usage: { input: 0, output: 0 }, waitMs: retryAfterMs };
  }
}

function judge(
  { text, ending }: LlmReply,
  schema: z.ZodType,
  canary: string,
  { system }: LlmQuestion,
): Outcome {
  if (text !== null && leaks(text, canary, system)) return { outcome: "quarantined" };
  if (ending === "refusal") return { outcome: "refused" };
  if (ending !== "stop") return { outcome: ending };
  return text !== null && schema.safeParse(parsed(text)).success
    ? { outcome: "ok", text }
    : { outcome: "malformed" };
}

/** Some servers put JSON into a fence, whatever they were told. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ""));
  } catch {
    return undefined;
  }
}

function read<Answer>({ schema }: ModelTask<Answer>, text: string): Answer {
  return schema.parse(parsed(text));
}

function told({ ended, waitMs }: Back): Once {
  return { ended, waitMs };
}

function estimate({ system, user, schema }: LlmQuestion): number {
  const characters = system.length + user.length + JSON.stringify(schema.json).length;
  return Math.ceil(characters / CHARACTERS_IN_A_TOKEN);
}
