import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from "openai";
import type { ChatCompletion } from "openai/resources/chat/completions";
import type { Price } from "../../../pipeline/enrich/llm/prices.ts";
import { type Llm, LlmFailed, type LlmQuestion, type LlmReply } from "../../world.ts";

type Access = {
  apiKey: string;
  baseUrl: string;
  model: string;
  largeModel: string;
  prices?: Readonly<Record<string, Price>>;
};

/**
 * A model behind any OpenAI-compatible address. The SDK's own retries are off: every request is a
 * line of the ledger, so whoever asks decides whether to ask again.
 */
export function openaiLlm({ apiKey, baseUrl, model, largeModel, prices = {} }: Access): Llm {
  const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, logLevel: "off" });
  return {
    model,
    largeModel,
    prices,
    async ask(question) {
      const { timeoutMs } = question;
      try {
        const signal = AbortSignal.timeout(timeoutMs); // the body included, which the SDK's own leaves out
        const options = { timeout: timeoutMs, signal };
        return replyOf(await client.chat.completions.create(bodyOf(question), options));
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

function bodyOf({ model, system, user, schema, maxTokens }: LlmQuestion) {
  return {
    model,
    messages: [
      { role: "system" as const, content: system },
      { role: "user" as const, content: user },
    ],
    response_format: {
      type: "json_schema" as const,
      json_schema: { name: schema.name, schema: schema.json, strict: true },
    },
    ...(reasons(model)
      ? { max_completion_tokens: maxTokens }
      : { max_tokens: maxTokens, temperature: 0 }),
    stream: false as const,
  };
}

/** Models that think first take another limit and no temperature; servers of others know only the old ones. */
function reasons(model: string): boolean {
  return /(?:^|\/)(?:o\d|gpt-5)/.test(model);
}

/** A proxy's page comes back as text and without an error. */
function replyOf(answer: ChatCompletion | string): LlmReply {
  const choice = typeof answer === "string" ? undefined : answer.choices?.[0];
  if (typeof answer === "string" || !choice?.message) {
    throw new LlmFailed("not_an_answer", "the model's address answered something else");
  }
  const usage = {
    input: answer.usage?.prompt_tokens ?? 0,
    output: answer.usage?.completion_tokens ?? 0,
  };
  const { refusal, content } = choice.message;
  if (refusal) return { text: null, ending: "refusal", usage };
  if (choice.finish_reason === "content_filter") return { text: null, ending: "filter", usage };
  return { text: content, ending: choice.finish_reason === "length" ? "length" : "stop", usage };
}

function failureOf(error: unknown): LlmFailed {
  if (error instanceof LlmFailed) return error;
  const about = { cause: error };
  const isLate =
    error instanceof APIConnectionTimeoutError ||
    error instanceof APIUserAbortError ||
    (error instanceof Error && error.name === "TimeoutError");
  if (isLate) return new LlmFailed("timeout", "the model took too long", about);
  if (error instanceof SyntaxError) {
    return new LlmFailed("not_an_answer", "the model's address answered broken JSON", about);
  }
  if (error instanceof APIConnectionError || !(error instanceof APIError)) {
    return new LlmFailed("unreachable", "the model could not be reached", about);
  }
  const status = Number(error.status);
  const mayRetry = { ...about, retryAfterMs: retryAfterMs(error.headers?.get("retry-after")) };
  if (status === 429) {
    return new LlmFailed("rate_limit", "the model is asked too often", mayRetry);
  }
  if (status >= 500) return new LlmFailed("unreachable", `the model answered ${status}`, mayRetry);
  return new LlmFailed("rejected", `the model's address refused: ${status}`, about);
}

const RETRY_MS = 1_000;

/** A date instead of seconds is as good as nothing said. */
function retryAfterMs(header: string | null | undefined): number {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : RETRY_MS;
}
