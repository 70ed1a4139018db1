import { Command } from "commander";
import { openDoor, rotateDoor } from "../../db/tenants.ts";
import { UserError } from "../../pipeline/errors.ts";
import { readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

type Options = { json?: true; tenant?: string; rotate?: true };

/** `baton door NAME`: opens a door for leads by HTTP. What it prints is kept nowhere else. */
export function door(): Command {
  return new Command("door")
    .description("open a door for leads by HTTP and print its credentials, once")
    .argument(
      "<name>",
      "what sends leads through it, like “Website form”; with --rotate its X-Baton-Key",
    )
    .option("--rotate", "give an open door a new secret; the one before stays valid beside it")
    .option("--json", "print JSON")
    .option("--tenant <tenant>", "name or id of the tenant, where there are several")
    .action((name: string, options: Options) =>
      options.rotate ? rotate(name, options) : open(name, options),
    );
}

async function open(name: string, { json, tenant }: Options): Promise<void> {
  const opened = await withDatabase(readConfig(), async (db) =>
    openDoor(db, (await pickTenant(db, tenant)).id, name),
  );
  if (json) return printJson({ name, ...opened });
  const { id, secret, bearer } = opened;
  const lines = [
    `The door “${name}” is open. Keep these; they are not shown again.`,
    `Bearer       ${bearer}`,
    `X-Baton-Key  ${id}`,
    `Secret       ${secret}`,
  ];
  printText(lines.join("\n"));
}

async function rotate(id: string, { json, tenant }: Options): Promise<void> {
  const secret = await withDatabase(readConfig(), async (db) =>
    rotateDoor(db, (await pickTenant(db, tenant)).id, id),
  );
  if (secret === undefined) {
    throw new UserError(
      `There is no open door ${id}. Give the X-Baton-Key that was printed for it.`,
    );
  }
  if (json) return printJson({ id, secret });
  const lines = [
    "A new secret, valid in five seconds. The one before it is valid until you rotate again.",
    `X-Baton-Key  ${id}`,
    `Secret       ${secret}`,
  ];
  printText(lines.join("\n"));
}
