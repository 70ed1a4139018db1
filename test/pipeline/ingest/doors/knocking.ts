import type { Knock } from "../../../../pipeline/ingest/doors/door.ts";

/** A request at a door; headers by their lower-case names. */
export function knocking(
  body: string | Buffer,
  { headers = {}, ...own }: Partial<Knock> & { headers?: Record<string, string> } = {},
): Knock {
  return {
    method: "POST",
    url: "https://baton.example/api/v1/hooks/door_1",
    pathSecret: null,
    header: (name) => headers[name] ?? null,
    body: Buffer.from(body),
    nowMs: Date.parse("2026-03-01T09:00:00Z"),
    ...own,
  };
}

/** `Authorization` of HTTP Basic. */
export function basic(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}
