import { z } from "zod";
import { accountStandings } from "../ingest/doors/door.ts";
import type { Surface } from "../surface.ts";
import type { Verdict } from "./gates.ts";

/** What is no lead to work on, and has somebody else who wants to hear of it. */
export const forwardKinds = [
  ...accountStandings,
  "student",
  "job_seeker",
  "vendor_pitch",
  "support",
] as const;
export type ForwardKind = (typeof forwardKinds)[number];

/** A channel of each chat, in the chat's own ids; null is nobody. */
const Channel = z.strictObject({
  slack: z.string().min(1).max(300).nullable().default(null),
  teams: z.string().min(1).max(300).nullable().default(null),
});
const nobody = { slack: null, teams: null };

/** Who hears of customers, students, support requests …; a kind that is left out goes to nobody. */
export const Forwarding = z.strictObject({
  customer: Channel.default(nobody),
  openDeal: Channel.default(nobody),
  partner: Channel.default(nobody),
  competitor: Channel.default(nobody),
  student: Channel.default(nobody),
  jobSeeker: Channel.default(nobody),
  vendorPitch: Channel.default(nobody),
  support: Channel.default(nobody),
});
export type Forwarding = z.infer<typeof Forwarding>;

const settingOf: Record<ForwardKind, keyof Forwarding> = {
  customer: "customer",
  open_deal: "openDeal",
  partner: "partner",
  competitor: "competitor",
  student: "student",
  job_seeker: "jobSeeker",
  vendor_pitch: "vendorPitch",
  support: "support",
};

/** The channels that hear of a kind. */
export function channelsFor(
  kind: ForwardKind,
  forwarding: Forwarding,
): Record<Surface, string | null> {
  return forwarding[settingOf[kind]];
}

/** The kind a gate's verdict belongs to; undefined for rules that concern nobody else. */
export function forwardKindOf({ rule }: Pick<Verdict, "rule">): ForwardKind | undefined {
  return forwardKinds.find((kind) => kind.replaceAll("_", "-") === rule);
}
