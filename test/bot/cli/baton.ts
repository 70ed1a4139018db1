import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

type Ran = { code: unknown; out: string; err: string };

/** Runs the real program with these settings and no others; by default in a folder where no Baton ever was. */
export async function baton(
  args: string[],
  settings: Record<string, string> = {},
  input = "",
): Promise<Ran> {
  const env = { DATA_DIR: "test/fixtures/no-such-folder", ...settings };
  const child = spawn(process.execPath, ["bot/cli/main.ts", ...args], { env });
  child.stdin.end(input);
  const gone = once(child, "exit");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await gone;
  return { code, out, err };
}
