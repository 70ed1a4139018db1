import type { LeadInput } from "./lead-input.ts";

const names = ["source", "medium", "campaign", "term", "content"] as const;

/** The campaign that a page's address tells: `?utm_source=newsletter&…`. */
export function utmIn(pageUrl: string | null): Partial<LeadInput["utm"]> {
  const query = URL.parse(pageUrl ?? "")?.searchParams;
  const said = names.flatMap((name) => {
    const value = query?.get(`utm_${name}`)?.trim();
    return value ? [[name, value.slice(0, 200)] as const] : [];
  });
  return Object.fromEntries(said);
}
