import { roleNames } from "../data/role-names.ts";
import { lettersOf } from "./domain-word.ts";
import type { EmailAddress } from "./email-address.ts";
import { titleCase } from "./linkedin.ts";
import { nameWords, trimmedName } from "./name-words.ts";

const anyName = new RegExp(`(?<![\\p{L}'’-])${nameWords}`, "gu");
const LEAST_LETTERS = 3;

/** Words of addresses that belong to no person, besides those of a function. */
const notNames: ReadonlySet<string> = new Set(
  "team shop store the my our group company firma agency agentur studio online web de en fr es hu uk us eu dev api test demo".split(
    " ",
  ),
);

/** The name in a text that an address is made of: `Pál Dóra` of dora.pal@, `Claire Rousset` of c.rousset@. */
export function nameInText(mail: EmailAddress | undefined, text: string): string | null {
  if (!mail || mail.flags.includes("role_mail")) return null;
  const local = lettersOf(localOf(mail));
  for (const [run] of text.matchAll(anyName)) {
    const name = trimmedName(run, true);
    if (name && isMadeOf(local, name)) return name;
  }
  return null;
}

/** `ana.weber@…` is Ana Weber; a single word could be anything. */
export function nameOfEmail(mail: EmailAddress | undefined, text: string): string | null {
  if (!mail || mail.flags.includes("role_mail")) return null;
  const local = localOf(mail);
  const words = local.split(/[._-]/);
  const isName = words.length === 2 && words.every((word) => /^\p{L}{2,}$/u.test(word));
  const said = text.toLowerCase().replaceAll(local, "");
  const isOther = words.some(
    (word) => notNames.has(word) || roleNames.has(word) || said.includes(word),
  );
  return isName && !isOther ? titleCase(words.join(" ")) : null;
}

/** Both names, or one of them and at most the initial of the other, in either order. */
function isMadeOf(local: string, name: string): boolean {
  const words = name.split(/[ '’-]+/).map(lettersOf);
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (Math.min(first.length, last.length) < LEAST_LETTERS) return false;
  const made = [first, last].flatMap((one) => {
    const other = one === first ? last : first;
    return [one, one + other, one + other.charAt(0), one.charAt(0) + other];
  });
  return made.includes(local);
}

function localOf({ email }: EmailAddress): string {
  return email.slice(0, email.lastIndexOf("@")).toLowerCase().replace(/\+.*$/s, "");
}
