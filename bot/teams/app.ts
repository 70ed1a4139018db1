import type { Hono } from "hono";
import type { TeamsLine } from "./adapter.ts";
import { teamsBot } from "./bot.ts";
import type { Desk } from "./desk.ts";
import { teamsRoutes } from "./shim.ts";

/** The Teams side of Baton: everything that is said to it in Teams arrives at `routes`. */
export function teamsApp({ line, ...desk }: Omit<Desk, "isUploadUrl"> & { line: TeamsLine }): {
  routes: Hono;
} {
  const { isUploadUrl } = line.far;
  return { routes: teamsRoutes(line, teamsBot({ ...desk, isUploadUrl }), desk.log) };
}
