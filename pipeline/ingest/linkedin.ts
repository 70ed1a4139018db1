/** What a LinkedIn address points at; undefined when it is none, or LinkedIn's own front page. */
export type LinkedinPage =
  | { kind: "company"; slug: string; name: string | null }
  | { kind: "person" };

const page =
  /^(?:https?:\/\/)?(?:[a-z]{2,3}\.)?linkedin\.com\/(company|showcase|school|in|pub)\/([^/?#\s]{1,200})/i;

/** Reads the address of a LinkedIn page as copied from a browser or typed by hand. */
export function readLinkedin(typed: string): LinkedinPage | undefined {
  const [, kind, raw] = page.exec(typed) ?? [];
  if (!kind || !raw) return undefined;
  if (/^(?:in|pub)$/i.test(kind)) return { kind: "person" };

  const slug = decode(raw).toLowerCase();
  const isId = /^\d+$/.test(slug); // a company without a name of its own in the address
  return { kind: "company", slug, name: isId ? null : titleCase(slug) };
}

/** A person's own page as LinkedIn spells it, whatever country or tail the copied address has; null for anything else. */
export function linkedinOf(typed: string): string | null {
  const [, kind, raw] = page.exec(typed.trim()) ?? [];
  if (!kind || !raw || !/^in$/i.test(kind)) return null;
  const slug = decode(raw).toLowerCase();
  return `https://www.linkedin.com/in/${encodeURIComponent(slug.normalize("NFC"))}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}

/** `northwind-traders` → `Northwind Traders`. */
export function titleCase(slug: string): string {
  const words = slug.split(/[-_ ]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
