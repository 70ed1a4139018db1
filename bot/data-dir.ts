import { constants } from "node:fs";
import { access, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../pipeline/errors.ts";

/**
 * Makes the data folder and says what is in the way. One level at a time: asked for a whole path
 * in a place like /proc, Node's own `recursive` tries for ever.
 */
export async function ensureDataDir(dataDir: string): Promise<void> {
  try {
    await makeFolder(resolve(dataDir));
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : cause;
    const way = "Set DATA_DIR to a folder that Baton may write to.";
    throw new UserError(`DATA_DIR cannot be used (${code}). ${way}`, { cause });
  }
}

async function makeFolder(path: string): Promise<void> {
  const kind = await stat(path).catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  });
  if (kind?.isDirectory()) return;
  if (kind) throw Object.assign(new Error(`${path} is a file`), { code: "ENOTDIR" });
  await makeFolder(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error; // otherwise another process was faster
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
