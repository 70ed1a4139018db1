import { Command, CommanderError } from "commander";
import { oneLine } from "../../cards/clean.ts";
import { UserError } from "../../pipeline/errors.ts";
import { backup } from "./backup.ts";
import { dbStop } from "./db-stop.ts";
import { doctor } from "./doctor.ts";
import { door } from "./door.ts";
import { doors } from "./doors.ts";
import { eraseDemo } from "./erase-demo.ts";
import { identifyVerb } from "./identify.ts";
import { mailbox } from "./mailbox.ts";
import { manifest } from "./manifest.ts";
import { matchVerb } from "./match.ts";
import { migrateVerb } from "./migrate.ts";
import { parse } from "./parse.ts";
import { replay } from "./replay.ts";
import { restore } from "./restore.ts";
import { rotateKey } from "./rotate-key.ts";
import { settings } from "./settings.ts";
import { show } from "./show.ts";
import { teamsPackage } from "./teams-package.ts";
import { why } from "./why.ts";

const STATED_FAILURE = 1;
const WRONG_USE = 2;

const program = new Command("baton")
  .description("Baton's command line: the lead desk without its chats.")
  .exitOverride();
for (const verb of [
  doctor(),
  show(),
  why(),
  replay(),
  parse(),
  identifyVerb(),
  matchVerb(),
  door(),
  doors(),
  mailbox(),
  migrateVerb(),
  backup(),
  restore(),
  rotateKey(),
  settings(),
  eraseDemo(),
  manifest(),
  teamsPackage(),
  dbStop(),
]) {
  program.addCommand(verb.copyInheritedSettings(program));
}

process.stdout.once("error", () => process.exit()); // who reads us has seen enough: `baton show … | head`

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}

/** What commander complains about it has said already; a bug ends with its stack. */
function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${oneLine(error.message)}\n`);
  return STATED_FAILURE;
}
