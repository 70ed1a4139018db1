import type { Card, Part } from "./card.ts";
import { words } from "./words.ts";

export type Check = { name: string; ok: boolean; detail: string; fix: string | null };

/** Health: what is broken and how to fix it first, then what is fine. */
export function doctorCard(checks: readonly Check[]): Card {
  const summary = words.health(checks.filter(({ ok }) => !ok).length, checks.length);
  return {
    id: "doctor",
    version: 0,
    summary,
    parts: [{ kind: "title", text: summary, aside: null }, ...checkParts(checks)],
    refresh: null,
  };
}

export function checkParts(checks: readonly Check[]): Part[] {
  const broken = checks.filter(({ ok }) => !ok);
  const fine = checks.filter(({ ok }) => ok);
  const warnings = broken.map(({ name, detail, fix }): Part => {
    const repair = fix === null ? "" : ` ${fix}`;
    return { kind: "warning", line: [{ kind: "bold", text: name }, `: ${detail}.${repair}`] };
  });
  const lines = fine.map(({ name, detail }) => [`✓ ${name}: ${detail}`]);
  return lines.length > 0 ? [...warnings, { kind: "list", lines }] : warnings;
}
