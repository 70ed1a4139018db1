import { text } from "node:stream/consumers";
import { Command, Option } from "commander";
import type { Db } from "../../db/client.ts";
import {
  addHost,
  closeDoor,
  listDoors,
  openDoor,
  rotateDoor,
  setDoorAccess,
} from "../../db/tenants.ts";
import { UserError } from "../../pipeline/errors.ts";
import { type DoorKind, doorKinds } from "../../pipeline/ingest/doors/door.ts";
import { type Config, readConfig } from "../config.ts";
import { withDatabase } from "./database.ts";
import { collect, doorConfig } from "./door-config.ts";
import { doorHelp, openedElsewhere, vendorSecrets } from "./door-help.ts";
import { printJson, printText } from "./print.ts";
import { pickTenant } from "./tenant.ts";

type Options = {
  kind?: DoorKind;
  field?: string[];
  set?: string[];
  secret?: string;
  access?: string;
  host?: string;
  rotate?: true;
  close?: true;
  json?: true;
  tenant?: string;
};

type Given = { secret: string | null; access: string | null };
type Door = { id: string; kind: DoorKind };

/** `baton door NAME`: opens a door for leads, or changes the one that has this id or name. What it prints is kept nowhere else. */
export function door(): Command {
  const kinds = doorKinds.filter((kind) => !openedElsewhere.includes(kind));
  return new Command("door")
    .description("open a door for leads and print what to set at the other side, once")
    .argument("<name>", "what sends leads through it, like “Website form”; or the id of a door")
    .addOption(new Option("--kind <kind>", "whose deliveries it takes").choices(kinds))
    .option("--field <theirs=ours>", "what a field of theirs is; may be repeated", collect)
    .option("--set <key=value>", "a setting of the kind; may be repeated", collect)
    .option("--secret <dash>", "the secret the other side made, from stdin")
    .option("--access <dash>", "a token for asking the other side, from stdin")
    .option("--host <host>", "whose requests without a key are this tenant's")
    .option("--rotate", "give an open door a new secret; the one before stays valid beside it")
    .option("--close", "close a door for good")
    .option("--json", "print JSON")
    .option("--tenant <tenant>", "name or id of the tenant, where there are several")
    .action(async (name: string, options: Options) => {
      const given = await readGiven(options);
      const config = readConfig();
      const lines = await withDatabase(config, (db) => work(db, name, options, given, config));
      if (options.json) printJson(lines.json);
      else printText(lines.text.join("\n"));
    });
}

type Said = { json: unknown; text: string[] };

async function work(
  db: Db,
  name: string,
  options: Options,
  given: Given,
  config: Config,
): Promise<Said> {
  const tenantId = (await pickTenant(db, options.tenant)).id;
  const doors = await listDoors(db, tenantId);
  const known = doors.find(({ id }) => id === name) ?? doors.find((one) => one.name === name);
  const isChange = options.rotate || options.close || (options.access && !options.kind);
  if (!isChange) return open(db, { tenantId, name }, options, given, config);
  if (!known) {
    throw new UserError(`There is no open door ${name}. Give the X-Baton-Key printed for it.`);
  }
  if (options.close) return close(db, tenantId, known);
  if (options.rotate) return rotate(db, tenantId, known, given);
  return giveAccess(db, tenantId, known, given);
}

async function open(
  db: Db,
  { tenantId, name }: { tenantId: string; name: string },
  options: Options,
  { secret, access }: Given,
  config: Config,
): Promise<Said> {
  const { kind = "intake", host } = options;
  if (vendorSecrets.includes(kind) && secret === null) {
    throw new UserError(`The secret of ${kind} is made there. Pipe it in: --secret -`);
  }
  const settings = doorConfig(kind, options);
  if (host !== undefined) await keepHost(db, tenantId, host);
  const opened = await openDoor(db, tenantId, name, {
    kind,
    config: settings,
    ...(secret === null ? {} : { secret }),
    ...(access === null ? {} : { access }),
  });
  const origin = config.publicUrl ?? `http://127.0.0.1:${config.port}`;
  const about = doorHelp(kind, { origin, ...opened });
  const intro = `The door “${name}” is open. Keep this; it is not shown again.`;
  const url = kind === "intake" ? {} : { url: `${origin}/api/v1/hooks/${opened.id}` };
  return { json: { name, kind, ...opened, ...url, setup: about }, text: [intro, ...about] };
}

async function rotate(db: Db, tenantId: string, { id }: Door, given: Given): Promise<Said> {
  const secret = await rotateDoor(db, tenantId, id, given.secret ?? undefined);
  const intro =
    "A new secret, valid in five seconds. The one before it is valid until you rotate again.";
  return { json: { id, secret }, text: [intro, `X-Baton-Key  ${id}`, `Secret       ${secret}`] };
}

async function close(db: Db, tenantId: string, { id }: Door): Promise<Said> {
  const closed = await closeDoor(db, tenantId, id);
  return { json: { id, closed }, text: [`The door ${id} is closed. Nothing gets in any more.`] };
}

async function giveAccess(db: Db, tenantId: string, { id }: Door, given: Given): Promise<Said> {
  const changed = await setDoorAccess(db, tenantId, id, given.access ?? "");
  const text = [`The door ${id} asks with the new token. Type /lead failed to try what failed.`];
  return { json: { id, changed }, text };
}

async function keepHost(db: Db, tenantId: string, host: string): Promise<void> {
  const name = host.toLowerCase();
  if (!/^(?=.{1,253}$)[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+$/.test(name)) {
    throw new UserError(`${host} is no host. Give one like leads.acme.com.`);
  }
  if (!(await addHost(db, tenantId, name))) {
    throw new UserError(`${host} belongs to another tenant.`);
  }
}

/** Secrets come from stdin: what stands on a command line is everybody's on this machine. */
async function readGiven({ secret, access }: Options): Promise<Given> {
  const wrong = [secret, access].find((value) => value !== undefined && value !== "-");
  if (wrong !== undefined) {
    throw new UserError("Pipe it in and give a dash: a command line is seen by others.");
  }
  if (secret === undefined && access === undefined) return { secret: null, access: null };
  const typed = (await text(process.stdin)).trim();
  const [first = "", ...rest] = typed.split("\n");
  const both = secret !== undefined && access !== undefined;
  const given = {
    secret: secret === undefined ? null : both ? first.trim() : typed,
    access: access === undefined ? null : both ? rest.join("\n").trim() : typed,
  };
  if (given.secret === "" || given.access === "") {
    throw new UserError("Nothing came by stdin. With both, the secret is the first line.");
  }
  return given;
}
