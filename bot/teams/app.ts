import type { CloudAdapter } from "botbuilder";
import type { Hono } from "hono";
import { teamsBot } from "./bot.ts";
import type { Desk } from "./desk.ts";
import { teamsRoutes } from "./shim.ts";

/**
 * The Teams side of Baton: everything that is said to it in Teams arrives at `routes`. `open` is
 * an adapter without credentials, which takes only requests of this machine.
 */
export function teamsApp(options: Desk & { adapter: CloudAdapter; open: boolean }): {
  routes: Hono;
} {
  const { adapter, open, ...desk } = options;
  return { routes: teamsRoutes(adapter, teamsBot(desk), open) };
}
