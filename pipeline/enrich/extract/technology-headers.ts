import type { Proof, Proofs } from "./technology.ts";

type Header = [name: string, value: string];

const MOST_QUOTE = 300;

/** Headers by lower-case name. */
export function headersOf(headers: Readonly<Record<string, string>>): Header[] {
  return Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
}

export function proofsInHeaders(headers: readonly Header[]): Proofs {
  const cookies = headers
    .filter(([name]) => name === "set-cookie")
    .flatMap(([, value]) => value.split(/\n|,\s*(?=[^;,=\s]+=)/));
  return {
    header(value) {
      const [name = "", part = ""] = value.split("=");
      const wanted = part === "" ? null : wordsIn(part);
      const header = headers.find(([key, text]) => key === name && (wanted?.test(text) ?? true));
      return header && proofOf(header.join(": "));
    },
    cookie(value) {
      const name = value.replace(/[*#]+$/, "");
      const wanted = new RegExp(
        `^${RegExp.escape(name)}${value.includes("#") ? "\\d" : ""}${value.endsWith("*") ? "" : "(?:=|$)"}`,
      );
      const cookie = cookies.find((text) => wanted.test(text.trim()));
      return cookie === undefined ? undefined : proofOf(`set-cookie: ${cookie.trim()}`);
    },
  };
}

/** Whole words only: `Apache` is not in `Apache-Coyote`. */
function wordsIn(part: string): RegExp {
  const end = /\w$/.test(part) && !/\d$/.test(part) ? "(?![\\w-])" : "";
  return new RegExp(`(?<![\\w.-])${RegExp.escape(part)}${end}|(?<=/)${RegExp.escape(part)}`, "i");
}

function proofOf(line: string): Proof {
  return { quote: line.slice(0, MOST_QUOTE), provider: "header" };
}
