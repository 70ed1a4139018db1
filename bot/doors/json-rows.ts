import { z } from "zod";

const MOST_COLUMNS = 200;

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Rows = z.array(z.record(z.string().max(200), Cell)).min(1);
const Body = z.union([
  Rows.transform((rows) => ({ rows, purpose: undefined, declaration: undefined })),
  z.object({ rows: Rows, purpose: z.string().optional(), declaration: z.string().optional() }),
]);

type Read =
  | { ok: true; text: string; said: Record<string, string> }
  | { ok: false; field: string; message: string };

/** Rows that came as JSON, as the table they are: one column per key, in the order keys turn up. */
export function csvOfJson(json: string): Read {
  const body = Body.safeParse(parse(json)).data;
  if (!body) return wrong("rows", shape);
  const { rows, ...rest } = body;
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (header.length === 0) return wrong("rows", shape);
  if (header.length > MOST_COLUMNS) return wrong("rows", `Send at most ${MOST_COLUMNS} columns.`);
  const lines = rows.map((row) => {
    const cells = new Map(Object.entries(row)); // a key may be called like anything every object has
    return header.map((name) => String(cells.get(name) ?? ""));
  });
  const text = [header, ...lines].map((cells) => cells.map(quoted).join(",")).join("\r\n");
  const said = Object.entries(rest).filter((one): one is [string, string] => one[1] !== undefined);
  return { ok: true, text: `${text}\r\n`, said: Object.fromEntries(said) };
}

const shape =
  'Send {"rows": [{"First Name": "Ana", "Company": "Acme", …}, …]}, or the array alone; or the CSV file as it is, as text/csv.';

function wrong(field: string, message: string): Read {
  return { ok: false, field, message };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
