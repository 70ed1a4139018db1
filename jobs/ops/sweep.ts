import { forgetReplaced } from "../../db/queue.ts";
import type { World } from "../world.ts";
import { tellOperators } from "./tell-operators.ts";
import { wakeStuckLanes } from "./wake-stuck-lanes.ts";

/** What one worker at a time looks after: work that was lost, and what it left lying about. */
export async function sweep(world: World): Promise<void> {
  await wakeStuckLanes(world);
  await forgetReplaced(world.db);
  await tellOperators(world);
}
