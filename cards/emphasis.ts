import type { Line } from "./card.ts";

/** A sentence in which `commands` between backticks stand out: both chats take a bare backtick for data. */
export function emphasis(sentence: string): Line {
  return sentence
    .split(/`([^`\n]{1,100})`/)
    .map((piece, at) => (at % 2 === 1 ? { kind: "bold", text: piece } : piece));
}
