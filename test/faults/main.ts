import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { startPostgres } from "../support/postgres.ts";
import { dice } from "./dice.ts";
import { experiments } from "./experiments.ts";
import { heading, isFine, toLine } from "./report.ts";

/* `npm run test:faults [-- --only F1,F3] [--seed N]`: pulls every plug, and says what it cost. */

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    seed: { type: "string" },
    minutes: { type: "string", default: "3" },
  },
});
const only =
  values.only?.split(",") ?? experiments.filter(({ extra }) => !extra).map(({ name }) => name);
const unknown = only.find((name) => !experiments.some((one) => one.name === name));
if (unknown !== undefined) {
  const names = experiments.map(({ name }) => name).join(", ");
  process.stderr.write(`There is no fault "${unknown}". There are ${names}.\n`);
  process.exit(2);
}

const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
const postgres = await startPostgres();
process.env.TEST_DATABASE_URL = postgres.url;
let isSafe = true;
try {
  const built = spawnSync(process.execPath, ["test/support/template.ts"], { stdio: "inherit" });
  if (built.status !== 0) throw new Error("the template database could not be built");
  say(`seed ${seed}`);
  say(heading);
  for (const experiment of experiments.filter(({ name }) => only.includes(name))) {
    const asked = { random: dice(seed), minutes: Number(values.minutes) };
    for (const row of await experiment.run(asked)) {
      say(toLine(row));
      isSafe &&= isFine(row);
    }
  }
} finally {
  await postgres.stop();
}
process.exit(isSafe ? 0 : 1);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
