import { UserError } from "../pipeline/errors.ts";
import { readConfig } from "./config.ts";
import { openLog } from "./log.ts";
import { startBaton } from "./start.ts";

try {
  const config = readConfig();
  const log = openLog(config.logLevel);
  const baton = await startBaton(config, log);
  log.info({ url: baton.url, role: config.role }, "Baton is ready");
  if (config.playground && config.role !== "worker") {
    process.stderr.write(`\nBaton is ready. Open ${baton.url}/playground\n\n`);
  }
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, "stopping");
      void baton.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
