import type { IncomingFile } from "../../bot/handlers/request.ts";

const syllables = ["an", "be", "cor", "da", "el", "fri", "ga", "ho", "il", "jo", "ka", "li", "mo"];

const header = "Company,Website,Email,First name,Last name,Job title,Phone,Country,Notes\n";

/** What somebody would drop: one person each of so many companies, read as it is asked for. */
export function generatedCsv(rows: number): IncomingFile {
  return {
    ...{ name: "companies.csv", contentType: "text/csv", size: null },
    read: () => Promise.resolve(linesOf(rows)),
  };
}

/** How long a line is, more or less. */
export const rowBytes = lineOf(50_000).length;

async function* linesOf(rows: number): AsyncGenerator<Buffer> {
  yield Buffer.from(header);
  const atOnce = 500;
  for (let from = 0; from < rows; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, rows - from) }, (_, n) => from + n + 1);
    yield Buffer.from(numbers.map(lineOf).join(""));
  }
}

function lineOf(n: number): string {
  const host = `northwind-${n}.example`;
  const phone = `+49 30 ${String(9_000_000 + n)}`;
  const note = `"Met at the fair in hall ${n % 12}, wants to see a demo for ${n % 90} people"`;
  const [first, last] = [nameOf(n % 40), nameOf(n)];
  return `Northwind ${n} GmbH,https://www.${host}/about,${first}.${last}@${host},${first},${last},Head of Operations,${phone},Germany,${note}\n`;
}

/** Names that hardly ever repeat: whoever shares one would be looked at twice. */
function nameOf(n: number): string {
  const digits = n.toString(syllables.length).split("");
  return digits.map((digit) => syllables[Number.parseInt(digit, 13)]).join("");
}
