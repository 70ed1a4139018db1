import { clean } from "../../cards/clean.ts";

const WIDTH = 80;

/** One JSON value on a line of its own, for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Text for people, at the width of a terminal and without what could command it. */
export function printText(text: string): void {
  process.stdout.write(`${wrap(clean(text))}\n`);
}

/** Breaks long lines at spaces and lets the rest hang below their start. An address stays whole. */
export function wrap(text: string): string {
  return text.split("\n").flatMap(wrapLine).join("\n");
}

function wrapLine(line: string): string[] {
  const hanging = `${/^\s*/.exec(line)?.[0] ?? ""}  `;
  const lines: string[] = [];
  let current = "";
  for (const [word] of line.matchAll(/\s*\S+/g)) {
    if (current.trim() === "" || current.length + word.length <= WIDTH) current += word;
    else {
      lines.push(current);
      current = hanging + word.trimStart();
    }
  }
  return [...lines, current];
}
