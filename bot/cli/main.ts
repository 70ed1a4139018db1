import { Command, CommanderError } from "commander";
import { oneLine } from "../../cards/clean.ts";
import { UserError } from "../../pipeline/errors.ts";

/** In the order of the help text. Only the one that is asked for is loaded: all of them take seconds. */
const verbs: Readonly<Record<string, () => Promise<Command>>> = {
  doctor: async () => (await import("./doctor.ts")).doctor(),
  show: async () => (await import("./show.ts")).show(),
  why: async () => (await import("./why.ts")).why(),
  replay: async () => (await import("./replay.ts")).replay(),
  parse: async () => (await import("./parse.ts")).parse(),
  robots: async () => (await import("./robots.ts")).robots(),
  tech: async () => (await import("./tech.ts")).tech(),
  redact: async () => (await import("./redact.ts")).redactVerb(),
  "opt-out": async () => (await import("./opt-out.ts")).optOutVerb(),
  identify: async () => (await import("./identify.ts")).identifyVerb(),
  match: async () => (await import("./match.ts")).matchVerb(),
  extract: async () => (await import("./extract.ts")).extract(),
  research: async () => (await import("./research.ts")).researchVerb(),
  "eval-pages": async () => (await import("./eval-pages.ts")).evalPages(),
  door: async () => (await import("./door.ts")).door(),
  doors: async () => (await import("./doors.ts")).doors(),
  mailbox: async () => (await import("./mailbox.ts")).mailbox(),
  provider: async () => (await import("./provider.ts")).provider(),
  migrate: async () => (await import("./migrate.ts")).migrateVerb(),
  backup: async () => (await import("./backup.ts")).backup(),
  restore: async () => (await import("./restore.ts")).restore(),
  "rotate-key": async () => (await import("./rotate-key.ts")).rotateKey(),
  settings: async () => (await import("./settings.ts")).settings(),
  "erase-demo": async () => (await import("./erase-demo.ts")).eraseDemo(),
  slack: async () => (await import("./manifest.ts")).manifest(),
  "teams-package": async () => (await import("./teams-package.ts")).teamsPackage(),
  "db-stop": async () => (await import("./db-stop.ts")).dbStop(),
};

const STATED_FAILURE = 1;
const WRONG_USE = 2;

const program = new Command("baton")
  .description("Baton's command line: the lead desk without its chats.")
  .exitOverride();
const asked = Object.keys(verbs).filter((verb) => verb === process.argv[2]);
for (const verb of asked.length > 0 ? asked : Object.keys(verbs)) {
  const command = await verbs[verb]?.();
  if (command) program.addCommand(command.copyInheritedSettings(program));
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
