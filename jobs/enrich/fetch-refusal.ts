import type { Failure } from "../../pipeline/enrich/fact.ts";

/** A page that was not, or must not be, read. The message completes "could not read acme.com: …". */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly failure: Failure;

  constructor(failure: Failure, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.failure = failure;
  }
}

/** What a failed request means for people. Errors that do not come from the network are bugs and are thrown on. */
export function refusalOf(error: unknown, timeoutMs: number): Refusal {
  if (error instanceof Refusal) return error;

  const [failure, detail] = meaningOf(error);
  return new Refusal(failure, detail.replace("{seconds}", `${timeoutMs / 1_000} s`), {
    cause: error,
  });
}

/** The error's code: `ECONNREFUSED`, `UND_ERR_SOCKET`, `CERT_HAS_EXPIRED` …; its name where it has none. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (/^(TimeoutError|AbortError|HTTPParserError)$/.test(error.name)) return error.name;
  return "code" in error && typeof error.code === "string" ? error.code : null;
}

const meanings: [RegExp, Failure, string][] = [
  [/^(ENOTFOUND|ENODATA)$/, "dns", "there is no such site"],
  [/^(EAI_|ESERVFAIL|ETIMEOUT)/, "dns", "its name could not be looked up"],
  [/^(TimeoutError|AbortError|ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, "timeout", "no answer in {seconds}"],
  [/^UND_ERR_HEADERS_OVERFLOW$/, "too_large", "its headers are longer than 16 KB"],
  [/^ECONNREFUSED$/, "connection", "it refused the connection"],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "connection", "it hung up"],
  [/^E(HOST|NET)UNREACH$/, "connection", "it cannot be reached from here"],
  [/CERT|SELF_SIGNED|ERR_TLS/, "connection", "its certificate is not valid"],
  [/^(Z_|ERR_+(BROTLI|PADDING|.*_?FORMAT))/, "connection", "its answer could not be unpacked"],
  [/^(HPE_|HTTPParserError)/, "connection", "it does not speak HTTP"],
];

function meaningOf(error: unknown): [Failure, string] {
  const code = codeOf(error);
  if (code === null) throw error;

  const known = meanings.find(([pattern]) => pattern.test(code));
  return known ? [known[1], known[2]] : ["connection", `the connection failed (${code})`];
}
