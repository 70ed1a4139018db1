import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { openaiLlm } from "../../jobs/enrich/llm/openai.ts";
import type { Llm } from "../../jobs/world.ts";

/** What an OpenAI-compatible server was sent. */
export type Request = {
  model: string;
  system: string;
  user: string;
  schema: { name: string; strict: boolean; schema: Record<string, unknown> };
  /** The whole body, as it came over the wire. */
  body: string;
};

type Usage = { prompt_tokens: number; completion_tokens: number };
/** One way to answer, or to fail to. */
export type Answer = (request: Request, response: ServerResponse) => void;

export type FakeOpenAi = AsyncDisposable & {
  llm: Llm;
  url: string;
  requests: Request[];
  /** Every usage the server wrote into an answer: what it would put on the bill. */
  billed: Usage[];
  /** The next request is answered so; the last answer stands for all that follow. */
  answers: Answer[];
};

const usage: Usage = { prompt_tokens: 900, completion_tokens: 120 };

/** An OpenAI-compatible server on loopback, and the real SDK in front of it. */
export async function fakeOpenAi(...answers: Answer[]): Promise<FakeOpenAi> {
  const requests: Request[] = [];
  const billed: Usage[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer); // a request is a stream of bytes
    const request = read(Buffer.concat(chunks).toString("utf8"));
    requests.push(request);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    Object.assign(response, { bill: (used: Usage) => billed.push(used) });
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}/v1`;
  const models = { model: "gpt-4.1-mini", largeModel: "gpt-4.1" };
  return {
    llm: openaiLlm({ apiKey: "sk-test", baseUrl: url, ...models }),
    ...{ url, requests, billed, answers },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function read(body: string): Request {
  const { model, messages, response_format } = JSON.parse(body);
  const [system, user] = messages;
  const schema = response_format.json_schema;
  return { model, system: system.content, user: user.content, schema, body };
}

type Choice = { content?: string | null; refusal?: string | null; finish_reason?: string };

/** A chat completion, billed. */
export function completion(choice: Choice | ((request: Request) => Choice)): Answer {
  return (request, response) => {
    const {
      finish_reason = "stop",
      content = null,
      refusal = null,
    } = typeof choice === "function" ? choice(request) : choice;
    bill(response);
    const message = { role: "assistant", content, refusal };
    send(response, 200, {
      ...{ id: "chatcmpl-1", object: "chat.completion", created: 1, model: request.model },
      ...{ choices: [{ index: 0, finish_reason, message, logprobs: null }] },
      usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
    });
  };
}

export const answerWith = (value: object | ((request: Request) => object)): Answer =>
  completion((request) => ({
    content: JSON.stringify(typeof value === "function" ? value(request) : value),
  }));

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    send(response, code, { error: { message: "no", type: "test", code: null } }, headers);

export const html: Answer = (_, response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<html><body>Sign in to the corporate proxy</body></html>");
};

export const reset: Answer = (_, response) => void response.socket?.destroy();

/** Never answers; whoever waits gives up. */
export const hang: Answer = () => {};

function send(
  response: ServerResponse,
  code: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

function bill(response: ServerResponse): void {
  if ("bill" in response && typeof response.bill === "function") response.bill(usage);
}
