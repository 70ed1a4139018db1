import { ensureEmbeddedPg } from "../../db/embedded.ts";

/* A process that needs the database, says where it is, and stays: `node starter.ts <dataDir> [die]`. */
const [dataDir = "", die] = process.argv.slice(2);
const dieWithUs = die === "die";
const { url, pid, adopted } = await ensureEmbeddedPg({ dataDir, durable: false, dieWithUs });
process.stdout.write(`${JSON.stringify({ url, pid, adopted })}\n`);
process.stdin.resume(); // until we are killed
