import { z } from "zod";

const Megabytes = z.int().min(1).max(1_000);

/** How large a dropped or sent file may be, and what differs at doors, by their names or ids. */
export const FileLimits = z.object({
  mostMb: Megabytes,
  doors: z
    .array(z.strictObject({ name: z.string().min(1).max(300), mostMb: Megabytes }))
    .default([]),
});
export type FileLimits = z.infer<typeof FileLimits>;

export const defaultFileLimits: FileLimits = { mostMb: 100, doors: [] };
