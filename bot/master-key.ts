import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { KEY_BYTES } from "../db/vault.ts";
import { UserError } from "../pipeline/errors.ts";

/** BATON_KEY, or the key file of a fresh machine, made on first use. Losing it loses every sealed text. */
export async function readMasterKey(given: Buffer | null, dataDir: string): Promise<Buffer> {
  if (given) return given;
  const file = join(dataDir, "baton.key");
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, randomBytes(KEY_BYTES).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const key = Buffer.from((await readFile(file, "utf8")).trim(), "hex");
  if (key.length !== KEY_BYTES) {
    throw new UserError(
      `${file} does not hold a key of ${KEY_BYTES} bytes in hex. Restore it from your backup.`,
    );
  }
  return key;
}
