import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { startPostgres } from "./postgres.ts";

/* `npm test -- [files] [node's test flags]` runs all tests, or some, on a PostgreSQL of their own. */

let child: ChildProcess | undefined;
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    interrupted = true;
    child?.kill(signal);
  });
}

const postgres = await startPostgres();
try {
  const built = await node(["test/support/template.ts"]);
  process.exitCode = built === 0 ? await testAll(process.argv.slice(2)) : built;
} finally {
  await postgres.stop();
}

/** Tests that fill the machine run one after the other, or people in them would wait for each other's turn. */
async function testAll(given: string[]): Promise<number> {
  const flags = given.filter((argument) => argument.startsWith("-"));
  const files = given.filter((argument) => !argument.startsWith("-"));
  const common = ["--test", "--test-reporter=spec", "--test-timeout=180000", ...flags];
  if (files.length > 0) return node([...common, "--test-concurrency=2", ...files]);

  const small = globSync("test/**/*.test.ts", { exclude: ["test/e2e/**"] });
  const first = await node([...common, "--test-concurrency=2", ...small]);
  const second = await node([...common, "--test-concurrency=1", "test/e2e/**/*.test.ts"]);
  return first || second;
}

async function node(args: string[]): Promise<number> {
  if (interrupted) return 1;
  const env = {
    ...process.env,
    TEST_DATABASE_URL: postgres.url,
    NODE_COMPILE_CACHE: "node_modules/.cache/compile", // imports are most of a small test's time
  };
  child = spawn(process.execPath, args, { stdio: "inherit", env });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1; // none when a signal ended it
}
