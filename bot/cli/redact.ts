import { Command } from "commander";
import { redact, redactedKinds } from "../../pipeline/enrich/redact.ts";
import { printJson } from "./print.ts";

/** Text is worked on in pieces of about this size, so that logs of any length go through. */
const PIECE = 1_000_000;
/** A private key is no longer than this; what opens one and never ends it is let go. */
const LONGEST_KEY = 20_000;

/** `baton redact`: standard input without cards, accounts, secrets, addresses and phone numbers. */
export function redactVerb(): Command {
  return new Command("redact")
    .description("copy standard input to standard output without personal and secret data")
    .option("--json", "print JSON: the text, and how much of what was taken out")
    .action(async ({ json }: { json?: true }) => {
      const found = Object.fromEntries(redactedKinds.map((kind) => [kind, 0]));
      let whole = "";
      for await (const piece of pieces(process.stdin.setEncoding("utf8"))) {
        const clean = redact(piece);
        if (json) whole += clean.text;
        else process.stdout.write(clean.text);
        for (const kind of redactedKinds) found[kind] = (found[kind] ?? 0) + clean.found[kind];
      }
      if (json) printJson({ text: whole, found });
    });
}

/** Cuts a stream after whole lines, and never inside of a private key. */
async function* pieces(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = "";
  for await (const chunk of chunks) {
    waiting += chunk;
    if (waiting.length < PIECE || !chunk.includes("\n")) continue;
    const end = cutAt(waiting);
    yield waiting.slice(0, end);
    waiting = waiting.slice(end);
  }
  yield waiting;
}

function cutAt(text: string): number {
  const end = text.lastIndexOf("\n") + 1;
  const key = text.lastIndexOf("-----BEGIN ", end);
  const isOpen = key > end - LONGEST_KEY && !text.slice(key, end).includes("-----END ");
  return isOpen ? key : end;
}
