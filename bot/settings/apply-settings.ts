import { isDeepStrictEqual } from "node:util";
import type { Db, Tx } from "../../db/client.ts";
import { type RosterPerson, readPeople, savePerson, savePool } from "../../db/roster.ts";
import { lockSettings, saveSetting } from "../../db/settings.ts";
import { setTimeZone } from "../../db/tenants.ts";
import { webhooksOf } from "../../jobs/handoff/want-webhook-cards.ts";
import { UserError } from "../../pipeline/errors.ts";
import { settingsDiff } from "../../pipeline/ops/settings-diff.ts";
import type { PersonSettings, Settings, WholeSettings } from "../../pipeline/ops/settings-file.ts";
import { Playbook } from "../../pipeline/score/playbook.ts";
import { type Surface, surfaces } from "../../pipeline/surface.ts";
import { readSettings } from "./read-settings.ts";

/** What an applied file changed is kept under this name, with who applied it. */
const APPLIED = "settings.applied";

/**
 * Makes a tenant's settings what the file says, in one transaction, and says what that changed:
 * nothing, for a file that was just exported. `dryRun` only says it.
 */
export async function applySettings(
  db: Db,
  tenantId: string,
  given: Settings,
  { actor, dryRun }: { actor: string; dryRun: boolean },
): Promise<string[]> {
  return db.asOwnerIn(tenantId, async (tx) => {
    await lockSettings(tx);
    await tx.client.query("savepoint before");
    const before = await readSettings(tx);
    await writeAll(tx, given, before, actor);
    const after = await readSettings(tx);
    refuseNoAdmin(before, after);
    const changes = settingsDiff(before, after);
    if (dryRun) await tx.client.query("rollback to savepoint before");
    else if (changes.length > 0) await saveSetting(tx, APPLIED, { changes }, actor);
    return changes;
  });
}

async function writeAll(
  tx: Tx,
  given: Settings,
  before: WholeSettings,
  actor: string,
): Promise<void> {
  const { timeZone, people = [], pools = [], channels, webhooks, fallback, scoring } = given;
  const { files, forwarding, returning, mail, research } = given;
  if (timeZone) await setTimeZone(tx, timeZone);

  const known = await readPeople(tx);
  const matched = people.map((said, index) => ({ said, id: match(known, said, index) }));
  refuseTwice(matched.map(({ id }) => id));
  for (const { id, said } of matched) await savePerson(tx, id, said);

  const everybody = await readPeople(tx);
  for (const [at, { name, members }] of pools.entries()) {
    const found = members.map(({ person, cap, paused }, index) => {
      const place = `pools[${at}].members[${index}].person`;
      return { personId: named(everybody, person, place), cap, paused };
    });
    refuseTwice(found.map(({ personId }) => personId));
    await savePool(tx, { name, members: found });
  }

  const save = async (key: string, was: object, is: object) => {
    if (!isDeepStrictEqual(was, is)) await saveSetting(tx, key, is, actor);
  };
  for (const surface of surfaces) {
    const [was, is] = [before.channels[surface], channels?.[surface]];
    if (is) await save(`channels.${surface}`, was ?? {}, is);
  }
  if (webhooks) {
    const stored = await webhooksOf(tx);
    const addressOf = (surface: Surface) => {
      const said = webhooks[surface];
      return said === undefined || said?.startsWith("kept") ? stored[surface] : said;
    };
    const is = { slack: addressOf("slack"), teams: addressOf("teams") };
    await save("webhooks", stored, is);
  }
  if (fallback) await save("fallback", before.fallback, fallback);
  if (files) await save("files", before.files, files);
  if (forwarding) await save("forwarding", before.forwarding, forwarding);
  if (returning) await save("returning", before.returning, returning);
  if (mail) await save("mail", before.mail, mail);
  if (research) await save("research", before.research, research);
  if (scoring) {
    await save("playbook", before.scoring, Playbook.parse({ ...before.scoring, ...scoring }));
  }
}

/** Who is meant: the person with that chat id, else the only one of that name; null is somebody new. */
function match(known: RosterPerson[], said: PersonSettings, index: number): string | null {
  const byId = known.filter((one) =>
    surfaces.some((surface) => said[surface] !== null && one[surface] === said[surface]),
  );
  const byName = known.filter(({ name }) => name === said.name);
  const fitting = byId.length > 0 ? byId : byName;
  if (fitting.length > 1) {
    const why = byId.length > 1 ? "these chat ids are two people's" : "several have this name";
    throw new UserError(
      `people[${index}] (${said.name}): ${why}; give the chat ids of one person.`,
    );
  }
  return fitting[0]?.id ?? null;
}

function named(people: RosterPerson[], reference: string, place: string): string {
  const ids = people.filter(({ slack, teams }) => slack === reference || teams === reference);
  const fitting = ids.length > 0 ? ids : people.filter(({ name }) => name === reference);
  const [one, ...more] = fitting;
  if (one && more.length === 0) return one.id;
  const way = one ? "several have this name; give a chat id" : "add this person under people";
  throw new UserError(`${place}: ${reference} is nobody we know for certain: ${way}.`);
}

function refuseTwice(ids: (string | null)[]): void {
  const known = ids.filter((id) => id !== null);
  if (new Set(known).size < known.length) {
    throw new UserError("The file names one person twice in the same list; keep one of the two.");
  }
}

function refuseNoAdmin(before: WholeSettings, after: WholeSettings): void {
  const admins = ({ people }: WholeSettings) => people.filter(({ role }) => role === "admin");
  if (admins(before).length > 0 && admins(after).length === 0) {
    throw new UserError("people: after this nobody would be an admin; keep one with role: admin.");
  }
}
