import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { close, listen } from "../jobs/enrich/stage.ts";

/** How a fake provider may behave, in the shapes that providers document. */
export type Mood =
  | "hit"
  | "other_size"
  | "nothing_useful"
  | "wrong_company"
  | "miss"
  | "pending"
  | "bad_key"
  | "no_credit"
  | "too_often"
  | "broken"
  | "hang"
  | "hang_up"
  | "html"
  | "huge"
  | "redirect";

export type FakeProvider = AsyncDisposable & {
  url: string;
  /** `GET /v2/companies/find?domain=acme.example`, with the header that carried the key. */
  asked: { path: string; key: string | undefined }[];
  mood: Mood;
  /** Called while the provider answers: the last moment at which a worker may still be killed. */
  onAnswer: (() => void) | null;
};

type Shape = "clearbit" | "people_data_labs" | "own";

/** A provider on loopback that answers as those of its kind do. */
export async function fakeProvider(shape: Shape, mood: Mood = "hit"): Promise<FakeProvider> {
  const asked: FakeProvider["asked"] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", key: keyOf(request) });
    fake.onAnswer?.();
    answer(fake.mood, shape, request, response);
  });
  const port = await listen(server, "127.0.0.1", 0);
  const fake: FakeProvider = {
    url: `http://127.0.0.1:${port}`,
    asked,
    mood,
    onAnswer: null,
    [Symbol.asyncDispose]: () => close(server),
  };
  return fake;
}

function keyOf({ headers }: IncomingMessage): string | undefined {
  return headers.authorization ?? [headers["x-api-key"] ?? []].flat()[0];
}

/** Answers a question in one of the ways a provider may. */
export function answer(
  mood: Mood,
  shape: Shape,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (mood === "hang") return;
  if (mood === "hang_up") {
    request.socket.destroy();
    return;
  }
  const { status, body, headers = {} } = said[mood](domainOf(request.url ?? ""), shape);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}

type Said = { status: number; body: object | string; headers?: Record<string, string> };

const failure = (status: number, type: string, headers = {}) => {
  return () => ({ status, body: { error: { type } }, headers });
};

const said: Record<Exclude<Mood, "hang" | "hang_up">, (domain: string, shape: Shape) => Said> = {
  hit: (domain, shape) => ({ status: 200, body: shapes[shape](domain, 180) }),
  other_size: (domain, shape) => ({ status: 200, body: shapes[shape](domain, 9_000) }),
  nothing_useful: (domain, shape) => ({ status: 200, body: bare[shape](domain) }),
  wrong_company: (_, shape) => ({ status: 200, body: shapes[shape]("other-firm.example", 180) }),
  miss: failure(404, "not_found"),
  pending: failure(202, "queued"),
  bad_key: failure(401, "auth_invalid"),
  no_credit: failure(402, "payment_required"),
  too_often: failure(429, "rate_limit", { "retry-after": "120" }),
  broken: failure(500, "api_error"),
  html: () => ({ status: 200, body: "<html>Please sign in</html>" }),
  huge: (domain) => ({ status: 200, body: { domain, name: "x".repeat(600_000) } }),
  redirect: failure(302, "moved", { location: "http://127.0.0.1/secret" }),
};

function domainOf(path: string): string {
  const query = new URL(path, "http://fake.example").searchParams;
  return query.get("domain") ?? query.get("website") ?? "";
}

const shapes: Record<Shape, (domain: string, size: number) => object> = {
  clearbit: (domain, size) => ({
    id: "c3a1b2",
    name: "Northwind Traders",
    legalName: "Northwind Traders GmbH",
    domain,
    domainAliases: ["northwind-traders.example"],
    category: { sector: "Industrials", industryGroup: "Transportation", industry: "Logistics" },
    foundedYear: 2004,
    geo: { city: "Hamburg", country: "Germany", countryCode: "DE" },
    metrics: { employees: size, employeesRange: "51-250", raised: null },
  }),
  people_data_labs: (domain, size) => ({
    status: 200,
    name: "northwind traders",
    display_name: "Northwind Traders",
    size: size > 1_000 ? "5001-10000" : "51-200",
    employee_count: 77,
    founded: 2004,
    industry: "logistics and supply chain",
    location: { locality: "hamburg", country: "germany", continent: "europe" },
    website: domain,
    alternative_domains: [],
    likelihood: 8,
  }),
  own: (domain, size) => ({
    domain,
    name: "Northwind Traders",
    industry: "Logistics",
    employees: size,
    founded_year: 2004,
    city: "Hamburg",
    country: "DE",
  }),
};

const bare: Record<Shape, (domain: string) => object> = {
  clearbit: (domain) => ({ domain, metrics: { employees: null }, foundedYear: 99_999 }),
  people_data_labs: (domain) => ({ status: 200, website: domain, size: null, likelihood: 6 }),
  own: (domain) => ({ domain }),
};
