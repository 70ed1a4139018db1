import { UserError } from "../pipeline/errors.ts";

const unreachable = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH"],
  ...["ENETUNREACH", "57P03", "53300"], // starting up, too many clients
]);

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const refusals: Record<string, string> = {
  "28P01": "PostgreSQL refused the user or password of DATABASE_URL. Correct them there.",
  "28000": "PostgreSQL does not let the user of DATABASE_URL in. Correct it, or its pg_hba.conf.",
  "3D000":
    "The server of DATABASE_URL has no database of that name. Create it, or correct the name.",
  "42501":
    "The user of DATABASE_URL may not set Baton up there. Make it the database's owner, with CREATEROLE.",
};

/** What is wrong with DATABASE_URL, in one sentence that does not repeat it; other errors are our own. */
export function databaseFailure(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  const late = /^timeout (?:expired|exceeded)/.test(error.message)
    ? "no answer in time"
    : undefined;
  if (unreachable.has(code) || late) {
    return new UserError(
      `No PostgreSQL answers at DATABASE_URL (${late ?? code}). Check its host and port, and whether the server runs.`,
      { cause: error },
    );
  }
  const sentence = refusals[code];
  if (sentence) return new UserError(sentence, { cause: error });
  return error.cause ? databaseFailure(error.cause) : undefined;
}
