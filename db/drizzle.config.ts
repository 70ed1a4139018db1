import { defineConfig } from "drizzle-kit";

/** Used by `npm run db:generate` only: schema in, numbered SQL out. */
export default defineConfig({
  dialect: "postgresql",
  schema: ["./db/schema.ts", "./db/playground-schema.ts"],
  out: "./migrations",
});
