import { readFile, stat } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { UserError } from "../../pipeline/errors.ts";

const LIMIT_BYTES = 5_000_000;

/** The text of a file, or of standard input for `-`; a sentence that names the file when it cannot be read. */
export async function readTextFile(file: string): Promise<string> {
  if (file === "-") return readAll(process.stdin);
  const size = (await stat(file).catch(() => undefined))?.size;
  if (size === undefined) throw new UserError(`There is no file ${file} to read.`);
  if (size > LIMIT_BYTES) throw new UserError(`${file} is larger than 5 MB.`);
  return readFile(file, "utf8").catch(() => {
    throw new UserError(`${file} cannot be read.`);
  });
}
