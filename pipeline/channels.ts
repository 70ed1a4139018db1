import { z } from "zod";

/** Where a tenant's cards go, per chat, in the chat's own channel ids. */
export const Channels = z.object({
  /** Leads that came by a door and not from a chat. */
  leads: z.string().nullable(),
  /** Alerts about bucket A. */
  aLeads: z.string().nullable(),
});
export type Channels = z.infer<typeof Channels>;

export const noChannels: Channels = { leads: null, aLeads: null };
