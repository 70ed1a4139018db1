import { readConfig } from "../../bot/config.ts";
import { openLog } from "../../bot/log.ts";
import { startBaton } from "../../bot/start.ts";

/* The Baton that is measured: as production runs it, in a process of its own that ends with its parent. */

process.once("disconnect", () => process.exit());
const config = readConfig();
const baton = await startBaton(config, openLog(config.logLevel));
process.send?.(baton.url);
