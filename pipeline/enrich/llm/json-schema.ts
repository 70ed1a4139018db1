import { z } from "zod";

/** What strict structured output takes; bounds and formats are checked by zod afterwards. */
const kept: ReadonlySet<string> = new Set([
  ...["type", "properties", "required", "additionalProperties"],
  ...["items", "enum", "const", "anyOf", "description"],
]);

/** A schema as every OpenAI-compatible server takes it. https://platform.openai.com/docs/guides/structured-outputs */
export function strictSchema(schema: z.ZodType): Record<string, unknown> {
  return plain(z.toJSONSchema(schema));
}

function plain(node: object): Record<string, unknown> {
  const entries = Object.entries(node).filter(([key]) => kept.has(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === "properties" ? each(value) : inner(value)]),
  );
}

/** Here the keys are names of fields, whatever they are called. */
function each(properties: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, inner(value)]),
  );
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  return typeof value === "object" && value !== null ? plain(value) : value;
}
