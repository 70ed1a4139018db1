import { count } from "../../cards/numbers.ts";
import type { Contents } from "../../db/backup/manifest.ts";

/** Rows per table and what the audits came to, as a table for people. */
export function contentsText({ rows, chains }: Contents): string {
  const filled = Object.entries(rows).filter(([, n]) => n > 0);
  const width = Math.max(0, ...filled.map(([name]) => name.length));
  const lines = filled.map(([name, n]) => `${name.padEnd(width)}  ${String(n).padStart(9)}`);
  const audits = Object.values(chains);
  const leads = audits.reduce((sum, chain) => sum + chain.leads, 0);
  const broken = audits.reduce((sum, chain) => sum + chain.broken, 0);
  const state = broken === 0 ? "all whole" : `${broken} broken: see baton doctor`;
  return [
    ...lines,
    `Audits of ${count(leads, "lead")} in ${count(audits.length, "tenant")}: ${state}.`,
  ].join("\n");
}
