import { building } from "./technologies/building.ts";
import { measuring } from "./technologies/measuring.ts";
import { running } from "./technologies/running.ts";
import { selling } from "./technologies/selling.ts";

export type Technology = {
  name: string;
  category: string;
  /** What a buyer of modern tools would tick; null where everybody has it, or it says nothing. */
  modern: boolean | null;
  signs: Sign[];
};

export type Sign = { kind: SignKind; value: string };

/**
 * How a product gives itself away. On pages: `host` loads something from there or below · `path` part
 * of such an address · `link` leads to the company's own corner of a vendor's site · `generator` start
 * of the meta tag · `markup` part of a tag · `script` part of an inline script. In headers: `header` a
 * name, or name = part of its value · `cookie` a name set. In DNS: `txt` start of a record, `spf` who may
 * send mail for them, `mx` who takes it, `cname` where www leads. `*` is anything, `#` a digit.
 */
const signKinds = [
  "host",
  "path",
  "link",
  "generator",
  "markup",
  "script",
  "header",
  "cookie",
  "txt",
  "spf",
  "mx",
  "cname",
] as const;
export type SignKind = (typeof signKinds)[number];

/*
 * Written from the vendors' own set-up pages. A category, then its products: `+` modern, `-` legacy,
 * `o` neither.
 */
export const technologies: readonly Technology[] = [selling, measuring, building, running].flatMap(
  readTable,
);

function readTable(text: string): Technology[] {
  let category = "";
  return text.split("\n").flatMap((line) => {
    const row = /^ {2}([+o-]) (.+?): (.+)$/.exec(line);
    if (!row) {
      category = line || category;
      return [];
    }
    const [, mark, name = "", signs = ""] = row;
    const modern = mark === "o" ? null : mark === "+";
    return [{ name, category, modern, signs: signs.split(" | ").map(readSign) }];
  });
}

function readSign(sign: string): Sign {
  const at = sign.indexOf(" ");
  const kind = signKinds.find((known) => known === sign.slice(0, at));
  if (!kind) throw new Error(`no sign is called ${sign}`);
  return { kind, value: sign.slice(at + 1) };
}
