import type { Hono } from "hono";
import type { World } from "../../jobs/world.ts";
import { emailHook } from "./email-hook.ts";
import { eventsDoor } from "./events.ts";
import { gmailHook } from "./gmail.ts";
import { graphHook } from "./graph-mail.ts";
import { hookDoors } from "./hooks.ts";
import { importsDoor } from "./imports.ts";
import { intakeDoor } from "./intake.ts";
import { leadStatus } from "./lead-status.ts";
import { doorTally } from "./tally.ts";

/** Every way a lead comes in that is no chat; what each took and refused is counted until `stop`. */
export function leadDoors(
  world: World,
  clientIpHeader: string | null,
): { routes: Hono[]; stop: () => Promise<void> } {
  const tally = doorTally(world);
  const { stop } = tally.start();
  const { count } = tally;
  const routes = [
    intakeDoor(world, count),
    emailHook(world, count),
    gmailHook(world, count),
    graphHook(world, count),
    hookDoors(world, count, clientIpHeader),
    eventsDoor(world, count),
    importsDoor(world),
    leadStatus(world),
  ];
  return { routes, stop };
}
