import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Db, openDb } from "../../db/client.ts";

export const template = "baton_template"; // the suite builds it first: see template.ts

/** A fresh, migrated database that is gone at the end of the scope: `await using db = await testDb()`. */
export async function testDb(): Promise<Db & { url: string } & AsyncDisposable> {
  const database = await testDatabase();
  const db = openDb(database.url, {
    masterKey: Buffer.alloc(32, "test"),
    appConnections: 5,
    ownerConnections: 5,
    onError(error) {
      throw error;
    },
  });
  return Object.assign(db, {
    url: database.url,
    async [Symbol.asyncDispose]() {
      await db.close();
      await database[Symbol.asyncDispose]();
    },
  });
}

/** The same as an address only, for what opens its own connections: a worker, a program, a second pool. */
export async function testDatabase(): Promise<{ url: string } & AsyncDisposable> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`create database ${name} template ${template}`);
  return {
    url: serverUrl(name),
    async [Symbol.asyncDispose]() {
      await administer(`drop database ${name}`); // fails if the test left a connection open
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of a database on the suite's server. */
export function serverUrl(database = "postgres"): string {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error("Tests that need a database run through `npm test -- <file>`.");
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}
