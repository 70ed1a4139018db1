import { z } from "zod";
import { defineJob } from "../../jobs/job.ts";

const Payload = z.object({ tenantId: z.uuid(), id: z.string() });
const common = {
  payload: Payload,
  about: "about",
  key: ({ id }: z.infer<typeof Payload>) => id,
  attempts: 2,
  priority: 0,
} as const;

/** A job that cannot end well, however often it is tried. */
export const thrower = defineJob({
  ...common,
  name: "thrower",
  run: () => Promise.reject(new Error("as always")),
});

/** A job that takes its worker with it. */
export const killer = defineJob({
  ...common,
  name: "killer",
  run: () => process.exit(1),
});

/** A job as any other. */
export const honest = defineJob({
  ...common,
  attempts: 25,
  name: "honest",
  run: () => Promise.resolve(),
});
