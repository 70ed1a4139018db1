import type { Hono } from "hono";
import { noteCard } from "../../cards/note-card.ts";
import { whisper } from "../handlers/answer.ts";
import { explain } from "../handlers/failure.ts";
import type { TeamsLine } from "./adapter.ts";
import { teamsBot } from "./bot.ts";
import type { Desk } from "./desk.ts";
import { teamsRoutes } from "./shim.ts";

/** The Teams side of Baton: everything that is said to it in Teams arrives at `routes`. */
export function teamsApp({
  line,
  ...given
}: Omit<Desk, "isDriveUrl" | "later"> & { line: TeamsLine }): {
  routes: Hono;
  /** Waits for what goes on after Teams was answered. */
  stop: () => Promise<void>;
} {
  const { port, log } = given;
  const inFlight = new Set<Promise<void>>();
  const later: Desk["later"] = (request, work) => {
    const done = work()
      .catch((error: unknown) => whisper(port, request, noteCard(explain(error, log))))
      .catch((unsaid: unknown) => log.warn({ err: unsaid }, "a failure could not be told"))
      .finally(() => inFlight.delete(done));
    inFlight.add(done);
  };
  const { isDriveUrl } = line.far;
  return {
    routes: teamsRoutes(line, teamsBot({ ...given, isDriveUrl, later }), log),
    stop: async () => void (await Promise.allSettled(inFlight)),
  };
}
