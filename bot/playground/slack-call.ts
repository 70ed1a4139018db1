import type { Context } from "hono";
import type { Json } from "../../db/playground-schema.ts";
import { isObject, parseJson } from "./json.ts";

/** What a Web API method answers; `ok: false` carries Slack's own word for what is wrong. */
export type SlackAnswer = { ok: boolean; error?: string; [key: string]: unknown };

/** A final no, in Slack's words: `channel_not_found`. */
export class SlackRefusal extends Error {
  override readonly name = "SlackRefusal";
  readonly details: string[];

  constructor(error: string, details: string[] = []) {
    super(error);
    this.details = details;
  }
}

/** Arguments come as a form whose nested values are JSON text, or as JSON throughout. */
export async function readArguments(c: Context): Promise<Json> {
  const query = c.req.query();
  if (c.req.method === "GET") return query;
  const raw = await c.req.text();
  const isJson = (c.req.header("content-type") ?? "").startsWith("application/json");
  if (!isJson) return { ...query, ...Object.fromEntries(new URLSearchParams(raw)) };
  const body = parseJson(raw);
  if (!isObject(body)) throw new SlackRefusal("invalid_json");
  return { ...query, ...body };
}

export function textOf(args: Json, name: string): string | undefined {
  const value = args[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function need(args: Json, name: string): string {
  const value = textOf(args, name);
  if (value === undefined) {
    throw new SlackRefusal("invalid_arguments", [`[ERROR] missing required field: ${name}`]);
  }
  return value;
}

/** A nested argument: an object or array, or the JSON text of one. */
export function nested(args: Json, name: string, error: string): unknown {
  const value = args[name];
  if (value === undefined || value === "") return undefined;
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (typeof parsed !== "object" || parsed === null) throw new SlackRefusal(error);
  return parsed;
}
