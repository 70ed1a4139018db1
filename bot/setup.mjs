import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/*
 * Runs before every npm script, on whatever Node the machine has: installs the packages when they
 * are missing or outdated, and with them the Node that Baton runs on. The only file of ours that is
 * plain JavaScript. Says nothing on stdout, which belongs to the script that follows.
 */

const oldestNode = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, ".data/setup.lock");
const mark = join(root, "node_modules/.baton-lock");
const wanted = readFileSync(join(root, "package-lock.json"), "utf8");
const fingerprint = createHash("sha256").update(wanted).digest("hex");

const advice = (await install()) ?? checkNode();
if (advice) {
  say(advice);
  process.exitCode = 1;
}

/** Installs the packages unless they are there. Of several runs at once, one installs and the others wait. */
async function install() {
  let waiting = false;
  while (read(mark) !== fingerprint) {
    if (takeLock()) {
      try {
        if (!isInstalled() && !npmCi()) return "npm ci failed: the reason is above.";
        writeFileSync(mark, fingerprint);
      } finally {
        rmSync(lock, { force: true });
      }
    } else {
      if (!waiting) say("Waiting for another run to install the packages…");
      waiting = true;
      await sleep(100);
    }
  }
}

/** Whether npm put exactly the wanted packages in place already, as after `npm install` of a new one. */
function isInstalled() {
  const present = read(join(root, "node_modules/.package-lock.json"));
  if (present === undefined) return false;

  const found = JSON.parse(present).packages;
  return Object.entries(JSON.parse(wanted).packages).every(([folder, entry]) => {
    if (folder === "") return true; // ourselves
    if (found[folder]) return found[folder].integrity === entry.integrity;
    return entry.optional || (entry.dev && process.env.NODE_ENV === "production");
  });
}

function npmCi() {
  const first = !existsSync(join(root, "node_modules"));
  say(`Installing packages (${first ? "first run" : "they have changed"}, about a minute)…`);

  const { npm_execpath: npm = "", npm_node_execpath: node = process.execPath } = process.env;
  const [program, script] = npm.endsWith("npm-cli.js") ? [node, [npm]] : ["npm", []];
  const { status, error } = spawnSync(program, [...script, "ci", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32" && program === "npm", // there it is a batch file
  });
  if (error) say(error.message);
  return status === 0;
}

/** npm puts `node_modules/.bin` first in the PATH of its scripts, so its Node is the one that counts. */
function checkNode() {
  if (isRecent(process.versions.node)) return;
  const own = join(root, "node_modules/.bin/node");
  const { stdout } = spawnSync(own, ["--version"], { shell: process.platform === "win32" });
  if (isRecent(String(stdout ?? "").replace(/^v/, ""))) return;

  return `Baton needs Node ${oldestNode} or newer and found ${process.versions.node}: install it from https://nodejs.org, or let npm bring it by running \`npm ci --include=optional\` (Linux and Windows).`;
}

function isRecent(version) {
  return Number.parseInt(version, 10) >= oldestNode;
}

function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const owner = read(lock);
    if (owner && !isRunning(Number(owner))) rmSync(lock, { force: true }); // it was killed
    return false;
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM"; // another user's
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
