import { UserError } from "../pipeline/errors.ts";
import { readConfig } from "./config.ts";
import { openLog } from "./log.ts";
import { startBaton } from "./start.ts";

try {
  const config = readConfig();
  const log = openLog(config.logLevel);

  // Heard from the first moment on: whoever stops us while we start must not leave a database behind.
  const asked = Promise.withResolvers<string>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, asked.resolve);

  const baton = await startBaton(config, log);
  log.info({ url: baton.url, role: config.role }, "Baton is ready");
  if (config.playground && config.role !== "worker") {
    process.stderr.write(`\nBaton is ready. Open ${baton.url}/playground\n\n`);
  }
  log.info({ signal: await asked.promise }, "stopping");
  await baton.stop();
  process.exit(0);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
