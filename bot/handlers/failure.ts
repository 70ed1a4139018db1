import { randomInt } from "node:crypto";
import type { Logger } from "pino";
import { words } from "../../cards/words.ts";
import { UserError } from "../../pipeline/errors.ts";

/** No I, L, O or U: a reference is read out on the phone. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The sentence for whoever asked, when something was thrown. What they can fix is theirs to read
 * as it stands; anything else is ours, and the reference leads from the chat to the log line.
 */
export function explain(error: unknown, log: Logger): string {
  if (error instanceof UserError) return error.message;

  const reference = Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  log.error({ err: error, reference }, "a chat request failed");
  return words.ourFault(reference);
}
