import { type DestinationStream, type Logger, pino } from "pino";
import type { Config } from "./config.ts";

/** What a line is about; every line of a child logger carries it. */
export type LogSubject = { requestId?: string; tenantId?: string; leadId?: string; jobId?: string };

const secret = /(authorization|token|secret|signature|password|cookie|api[-_]?key)$/i;
const deepest = 8;

/** Opens the log: JSON lines on stdout, or elsewhere. Fields named like secrets are never written, however deep they sit. */
export function openLog(
  level: Config["logLevel"],
  destination: DestinationStream = pino.destination(1),
): Logger {
  const formatters = {
    level: (label: string) => ({ level: label }),
    log: (fields: Record<string, unknown>) => withoutSecrets(fields, new Set()),
  };
  const options = { level, formatters, base: { pid: process.pid } };
  return pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

export function logAbout(log: Logger, subject: LogSubject): Logger {
  return log.child(subject);
}

/** `within` are the objects around `fields`: data of libraries likes to point back at itself. */
function withoutSecrets(fields: object, within: Set<object>): Record<string, unknown> {
  const around = new Set([...within, fields]);
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secret.test(name) ? "[redacted]" : clean(value, around),
    ]),
  );
}

/** A value as JSON would show it. Errors of HTTP clients carry whole requests, headers included. */
function clean(value: unknown, around: Set<object>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (around.has(value)) return "[circular]";
  if (around.size >= deepest) return "[too deep]";
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;

  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    const errors = value instanceof AggregateError ? value.errors : undefined;
    // A failed query carries its parameters, which are people's data.
    const { query: _, params: __, ...own } = value as Error & { query?: unknown; params?: unknown };
    const told = {
      ...own,
      type: name,
      message: withoutParams(message),
      stack: stack && withoutParams(stack),
      cause,
      errors,
    };
    return withoutSecrets(told, new Set([...around, value]));
  }
  if (Array.isArray(value)) {
    const inside = new Set([...around, value]);
    return value.map((item) => clean(item, inside));
  }
  if ("toJSON" in value && typeof value.toJSON === "function") {
    return clean(value.toJSON(), new Set([...around, value]));
  }
  return withoutSecrets(value, around);
}

function withoutParams(text: string): string {
  return text.replace(/\nparams:[\s\S]*?(?=\n\s+at |$)/, "");
}
