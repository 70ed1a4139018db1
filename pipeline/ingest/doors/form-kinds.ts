import { z } from "zod";
import type { DoorKind } from "./door.ts";

/** Doors that anybody behind a web page can make knock: spam comes here, and floods do. */
const forms: readonly DoorKind[] = [
  "form",
  "wpforms",
  "gravity_forms",
  "typeform",
  "tally",
  "webflow",
];

export function isForm(kind: DoorKind): boolean {
  return forms.includes(kind);
}

const Rate = z.object({ perMinute: z.int().positive().optional() });
const FORM_PER_MINUTE = 120;
/** One visitor of a page does not send more. */
export const VISITOR_PER_MINUTE = 10;

/** How many deliveries a door takes in a minute; null where nobody counts. */
export function rateOf({ kind, config }: { kind: DoorKind; config: unknown }): number | null {
  const { perMinute } = Rate.safeParse(config).data ?? {};
  return perMinute ?? (isForm(kind) ? FORM_PER_MINUTE : null);
}
