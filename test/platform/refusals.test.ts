import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import pg from "pg";
import { readConfig } from "../../bot/config.ts";
import { openLog } from "../../bot/log.ts";
import { startBaton } from "../../bot/start.ts";
import { ensureEmbeddedPg } from "../../db/embedded.ts";
import { migrate } from "../../db/migrate.ts";
import { UserError } from "../../pipeline/errors.ts";
import { testDatabase } from "../support/db.ts";

const folder = mkdtempSync(join(tmpdir(), "baton-refused-"));
after(() => rmSync(folder, { recursive: true }));
const key = { BATON_KEY: "8f1c0a5d27e94b6390d2f7a8c1e35b7604da9c8e13f25b60778ac4d9e0b1f263" };

describe("a start that cannot be", () => {
  it("says that no database answers, and does not repeat the password", async () => {
    const message = await refusal({ DATABASE_URL: "postgres://me:hunter2@127.0.0.1:1/x" });

    assert.match(message, /^No PostgreSQL answers at DATABASE_URL \(ECONNREFUSED\)/);
    assert.doesNotMatch(message, /hunter2/);
  });

  it("says that a database is not there, or does not know the password", async () => {
    await using database = await testDatabase();
    const [elsewhere, stranger] = [new URL(database.url), new URL(database.url)];
    elsewhere.pathname = "nowhere";
    stranger.password = "hunter2";

    const answers = [
      await refusal({ DATABASE_URL: elsewhere.href }),
      await refusal({ DATABASE_URL: stranger.href }),
    ];

    assert.match(answers[0] ?? "", /has no database of that name/);
    assert.match(answers[1] ?? "", /refused the user or password of DATABASE_URL/);
  });

  it("refuses a database that a newer Baton migrated, and leaves it as it is", async () => {
    await using database = await testDatabase();
    await ask(
      database.url,
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)",
    );

    const message = await refusal({ DATABASE_URL: database.url });

    assert.match(message, /^The database was migrated by a newer Baton.*restore a backup/);
  });

  it("refuses an owner for whom tenants are not kept apart", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "baton-super-"));
    chmodSync(dataDir, 0o755); // temporary folders are private, data folders are not
    const server = await ensureEmbeddedPg({ dataDir, durable: false, dieWithUs: true });

    await assert.rejects(migrate(server.superUrl), /postgres of DATABASE_URL bypasses row-level/);

    await server.stop({ force: true });
    rmSync(dataDir, { recursive: true, maxRetries: 5 });
  });

  it("says that HOST is not this machine's", async () => {
    await using database = await testDatabase();

    const message = await refusal({
      DATABASE_URL: database.url,
      HOST: "192.0.2.1", // set aside for documentation: RFC 5737
      PLAYGROUND: "off",
    });

    assert.match(message, /^HOST is no address of this machine\. Set it to/);
  });

  it("names DATA_DIR where it is a file, or below one", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");

    for (const DATA_DIR of [file, join(file, "below")]) {
      assert.match(await refusal({ DATA_DIR }), /^DATA_DIR cannot be used \(ENOTDIR\)\. Set/);
    }
  });

  it("names DATA_DIR where no folder can be made", { skip: !existsSync("/proc") }, async () => {
    const message = await refusal({ DATA_DIR: "/proc/nope" });

    assert.match(message, /^DATA_DIR cannot be used \(\w+\)\. Set DATA_DIR to a folder/);
  });
});

/** What whoever starts Baton with these settings gets to read. */
async function refusal(settings: Record<string, string>): Promise<string> {
  const kept = settings.DATA_DIR ? {} : { ...key, DATA_DIR: folder };
  const config = readConfig({ PORT: "0", ...kept, ...settings });
  const error = await startBaton(config, openLog("silent")).catch((error: unknown) => error);
  assert.ok(error instanceof UserError, String(error));
  return error.message;
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
