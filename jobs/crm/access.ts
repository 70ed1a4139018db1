import { z } from "zod";
import type { Door } from "../../db/tenants.ts";

/** What a door may ask the other side with: `baton door --access` takes it as JSON, or as the bare token. */
export const Access = z.object({
  token: z.string().min(1),
  refreshToken: z.string().min(1).optional(),
  clientId: z.string().min(1).optional(),
  clientSecret: z.string().min(1).optional(),
});
export type Access = z.infer<typeof Access>;

/** Undefined where a door has none that can be read. */
export function accessOf({ access }: Pick<Door, "access">): Access | undefined {
  const text = access?.trim() ?? "";
  if (text === "") return undefined;
  if (!text.startsWith("{")) return { token: text };
  try {
    return Access.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
