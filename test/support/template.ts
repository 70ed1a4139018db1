import pg from "pg";
import { migrate } from "../../db/migrate.ts";
import { serverUrl, template } from "./db.ts";

/* Builds the database every test copies. A process of its own, so that no connection outlives it. */
const admin = new pg.Client({ connectionString: serverUrl() });
await admin.connect();
await admin.query(`drop database if exists ${template}`);
await admin.query(`create database ${template}`);
await admin.end();

await migrate(serverUrl(template));
