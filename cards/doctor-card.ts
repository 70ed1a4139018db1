import type { Card, Part } from "./card.ts";
import { words } from "./words.ts";

export type Check = { name: string; ok: boolean; detail: string; fix: string | null };

/** Health: what is broken and how to fix it first, then what is fine. */
export function doctorCard(checks: readonly Check[]): Card {
  const broken = brokenParts(checks);
  const summary = words.health(broken.length, checks.length);
  const fine = checks.filter(({ ok }) => ok).map(({ name, detail }) => [`✓ ${name}: ${detail}`]);
  const parts: Part[] = [{ kind: "title", text: summary, aside: null }, ...broken];
  if (fine.length > 0) parts.push({ kind: "list", lines: fine });
  return { id: "doctor", version: 0, summary, parts, refresh: null };
}

/** One red line per problem, with its way out. */
export function brokenParts(checks: readonly Check[]): Part[] {
  return checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail, fix }) => {
      const repair = fix === null ? "" : ` ${fix}`;
      return { kind: "warning", line: [{ kind: "bold", text: name }, `: ${detail}.${repair}`] };
    });
}
