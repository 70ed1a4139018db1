/** What one fault did. */
export type Row = {
  fault: string;
  /** How often the fault was caused. */
  runs: number;
  /** What was to be done once each: effects, requests, jobs. */
  effects: number;
  lost: number;
  /** Done more often than allowed. */
  doubled: number;
  /** The longest that anything stood still; null where nothing could. */
  recoveryMs: number | null;
  /** Whatever else went wrong, or is worth saying. */
  failures: string[];
  note: string;
};

const widths = [44, 7, 9, 6, 9, 14];

export const heading = line(["fault", "runs", "effects", "lost", "doubled", "recovery (s)"]);

export function toLine(row: Row): string {
  const { fault, runs, effects, lost, doubled, recoveryMs, note, failures } = row;
  const recovery = recoveryMs === null ? "-" : (recoveryMs / 1000).toFixed(1);
  const cells = [fault, runs, effects, lost, doubled, recovery].map(String);
  const verdict = isFine(row) ? note : `FAILED: ${failures.join("; ") || "see lost and doubled"}`;
  return line([...cells, verdict]);
}

export function isFine({ lost, doubled, failures }: Row): boolean {
  return lost === 0 && doubled === 0 && failures.length === 0;
}

function line(cells: string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 0))
    .join("")
    .trimEnd();
}
