import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ensureEmbeddedPg } from "../../../db/embedded.ts";
import { migrate } from "../../../db/migrate.ts";
import { baton } from "./baton.ts";

describe("baton db-stop", () => {
  it("stops the embedded PostgreSQL once, and starts none to stop it", async () => {
    await using machine = await givenServer();

    const first = await baton(["db-stop", "--json"], { DATA_DIR: machine.dataDir });
    const second = await baton(["db-stop"], { DATA_DIR: machine.dataDir });

    assert.deepEqual(first, { code: 0, out: '{"stopped":true}\n', err: "" });
    assert.deepEqual(second, { code: 0, out: "PostgreSQL was not running.\n", err: "" });
  });

  it("leaves the server of DATABASE_URL alone", async () => {
    const { code, out, err } = await baton(["db-stop"], { DATABASE_URL: "postgres://db/baton" });

    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /which Baton does not stop\.\n$/);
  });
});

describe("a verb on the embedded PostgreSQL", () => {
  it("starts it for the answer, and leaves none running that was not", async () => {
    await using machine = await givenServer();
    await migrate(machine.server.url);
    writeFileSync(join(machine.dataDir, "baton.key"), "ab".repeat(32), { mode: 0o600 });
    await machine.server.stop({ force: true });

    const asked = await baton(["show", "acme.example"], { DATA_DIR: machine.dataDir });
    const stopped = await baton(["db-stop", "--json"], { DATA_DIR: machine.dataDir });

    assert.equal(asked.err, "Nobody has installed this Baton in a chat yet.\n");
    assert.equal(stopped.out, '{"stopped":false}\n');
  });

  it("makes no new key where the old one is gone", async () => {
    await using machine = await givenServer();

    const { code, err } = await baton(["show", "acme.example"], { DATA_DIR: machine.dataDir });

    assert.equal(code, 1);
    assert.match(err, /^There is no key in .*baton\.key\. Run npm start once\.\n$/);
    assert.equal(existsSync(join(machine.dataDir, "baton.key")), false);
  });
});

async function givenServer() {
  const dataDir = mkdtempSync(join(tmpdir(), "baton-cli-"));
  chmodSync(dataDir, 0o755); // temporary folders are private, data folders are not
  const server = await ensureEmbeddedPg({ dataDir, durable: false, dieWithUs: true });
  return {
    dataDir,
    server,
    async [Symbol.asyncDispose]() {
      await server.stop({ force: true });
      rmSync(dataDir, { recursive: true, maxRetries: 5 });
    },
  };
}
