import { maskIbans } from "./redact-iban.ts";
import { maskNumbers } from "./redact-numbers.ts";
import { maskSecrets } from "./redact-secrets.ts";

/** What is taken out of a text before it leaves for somebody else's computer. */
export const redactedKinds = ["card", "ssn", "iban", "secret", "email", "phone"] as const;
export type RedactedKind = (typeof redactedKinds)[number];

/** Says that something was found and gives what to write in its place. */
export type Mask = (kind: RedactedKind) => string;

const written =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,128}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}[\p{L}]{2,24}(?![\p{L}\p{N}@])/gu;
const spelled =
  /(?<![\w.%+-])[\w.%+-]{1,64} ?[[({] ?at ?[\])}] ?[\w-]{1,63}(?: ?(?:[[({] ?dot ?[\])}]|\.) ?[\w-]{1,63}){1,4}(?!\w)/gi;

/**
 * Takes payment cards, US social security numbers, IBANs, secrets, e-mail addresses and phone numbers
 * out of a text. Years, sizes, prices, dates and register numbers stay: they are what research is for.
 * Every pattern is bounded and starts at the edge of a run only, so the work grows with the text and no faster.
 */
export function redact(text: string): { text: string; found: Record<RedactedKind, number> } {
  const found: Record<RedactedKind, number> = {
    ...{ card: 0, ssn: 0, iban: 0 },
    ...{ secret: 0, email: 0, phone: 0 },
  };
  const mask: Mask = (kind) => {
    found[kind] += 1;
    return `[${kind}]`;
  };
  const withoutSecrets = maskSecrets(text, mask);
  const withoutMail = withoutSecrets
    .replace(written, () => mask("email"))
    .replace(spelled, () => mask("email"));
  return { text: maskNumbers(maskIbans(withoutMail, mask), mask), found };
}
