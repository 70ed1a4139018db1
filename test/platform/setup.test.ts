import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";

describe("the setup", () => {
  it("installs the packages of a bare checkout, and speaks on stderr only", async () => {
    await using checkout = newCheckout();

    const { code, out, err } = await checkout.setup();

    assert.deepEqual([code, out], [0, ""]);
    assert.equal(err, "Installing packages (first run, about a minute)…\n");
    assert.equal(await checkout.installs(), "ci --loglevel=error\n");
  });

  it("is silent when there is nothing to do", async () => {
    await using checkout = newCheckout();
    await checkout.setup();

    const again = await checkout.setup();

    assert.deepEqual(again, { code: 0, out: "", err: "" });
    assert.equal(await checkout.installs(), "ci --loglevel=error\n");
  });

  it("installs again when the lock file names other packages", async () => {
    await using checkout = newCheckout();
    await checkout.setup();
    checkout.want({ "node_modules/left": { integrity: "sha512-new" } });

    const { code, err } = await checkout.setup();

    assert.equal(code, 0);
    assert.match(err, /they have changed/);
  });

  it("leaves alone what a hand-made npm install has put in place", async () => {
    await using checkout = newCheckout();
    const left = { "node_modules/left": { integrity: "sha512-new" } };
    checkout.want({ ...left, "node_modules/elsewhere": { optional: true } });
    checkout.have(left);

    const { code, err } = await checkout.setup();

    assert.deepEqual([code, err], [0, ""]);
    assert.equal(await checkout.installs(), "");
  });

  it("lets one of two runs install while the other waits", async () => {
    await using checkout = newCheckout();

    const runs = await Promise.all([checkout.setup(), checkout.setup()]);

    assert.deepEqual(
      runs.map(({ code, out }) => [code, out]),
      [
        [0, ""],
        [0, ""],
      ],
    );
    assert.equal(await checkout.installs(), "ci --loglevel=error\n");
  });

  it("takes over from a run that was killed", async () => {
    await using checkout = newCheckout();
    const killed = spawn(process.execPath, ["--version"]);
    await once(killed, "exit");
    mkdirSync(join(checkout.root, ".data"));
    writeFileSync(join(checkout.root, ".data/setup.lock"), String(killed.pid));

    const { code } = await checkout.setup();

    assert.equal(code, 0);
    assert.ok(!existsSync(join(checkout.root, ".data/setup.lock")));
  });

  it("fails when npm does, lets npm say why, and tries again next time", async () => {
    await using checkout = newCheckout();

    const failed = await checkout.setup({ FAIL: "yes" });
    const again = await checkout.setup();

    assert.equal(failed.code, 1);
    assert.match(failed.err, /no network today\nnpm ci failed: the reason is above\.\n$/);
    assert.equal(again.code, 0);
  });

  it("says in one sentence what to do about an old Node", async () => {
    await using checkout = newCheckout();
    await checkout.setup();
    const old = "Object.defineProperty(process,'versions',{value:{node:'20.20.2'}})";

    const { code, out, err } = await checkout.setup({
      NODE_OPTIONS: `--import "data:text/javascript,${old}"`,
    });

    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^Baton needs Node 24 or newer and found 20\.20\.2: [^\n]+\n$/);
  });
});

/** Stands in for npm: installs nothing, and writes down that it was asked. */
const npm = `
const { appendFileSync, mkdirSync } = require("node:fs");
appendFileSync("installs", process.argv.slice(2).join(" ") + "\\n");
console.log("added 289 packages");
if (process.env.FAIL) { console.error("no network today"); process.exit(1); }
mkdirSync("node_modules", { recursive: true });
`;

function newCheckout() {
  const root = mkdtempSync(join(tmpdir(), "baton-setup-"));
  const write = (file: string, packages: object) =>
    writeFileSync(join(root, file), JSON.stringify({ packages: { "": {}, ...packages } }));

  mkdirSync(join(root, "bot"));
  copyFileSync("bot/setup.mjs", join(root, "bot/setup.mjs"));
  writeFileSync(join(root, "npm-cli.js"), npm);
  write("package-lock.json", {});

  return {
    root,
    want: (packages: object) => write("package-lock.json", packages),
    have(packages: object) {
      mkdirSync(join(root, "node_modules"));
      write("node_modules/.package-lock.json", packages);
    },
    installs: () => readFile(join(root, "installs"), "utf8").catch(() => ""),
    async setup(extra: Record<string, string> = {}) {
      const env = { ...extra, npm_execpath: join(root, "npm-cli.js") };
      const child = spawn(process.execPath, [join(root, "bot/setup.mjs")], { env });
      const gone = once(child, "exit");
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      const [code] = await gone;
      return { code, out, err };
    },
    async [Symbol.asyncDispose]() {
      rmSync(root, { recursive: true });
    },
  };
}
