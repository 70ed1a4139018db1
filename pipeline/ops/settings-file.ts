import { z } from "zod";
import { Returning } from "../assign/returning.ts";
import { Channels } from "../channels.ts";
import { ResearchSettings } from "../enrich/research-settings.ts";
import { webhookProblem } from "../handoff/webhook-urls.ts";
import { MailSettings } from "../privacy/mail-settings.ts";
import { Forwarding } from "../score/forwarding.ts";
import { Playbook } from "../score/playbook.ts";
import type { Surface } from "../surface.ts";
import { Fallback } from "./fallback.ts";
import { FileLimits } from "./file-limits.ts";

/*
 * A tenant's settings as people keep them in a file. A section that is left out stays as it is; a
 * pool that is named has exactly the members that are listed, in that order. No secrets.
 */

/** Longer than any chat lets a name be: what was exported can be applied. */
const Name = z.string().min(1).max(300);
const ChatId = z.string().min(1).max(300).nullable();

export const PersonSettings = z.strictObject({
  name: Name,
  role: z.enum(["rep", "manager", "ops", "admin", "viewer"]),
  slack: ChatId.default(null),
  teams: ChatId.default(null),
});
export type PersonSettings = z.infer<typeof PersonSettings>;

const Member = z.strictObject({
  /** A name, or a chat id where several people have that name. */
  person: Name,
  /** Most open leads at once; null is no cap. */
  cap: z.int().min(0).max(10_000).nullable().default(null),
  paused: z.boolean().default(false),
});
const Pool = z.strictObject({ name: Name, members: z.array(Member) });

const TimeZone = z
  .string()
  .refine((zone) => isTimeZone(zone), "use a name of the IANA list, like Europe/Berlin");

const strictChannels = z.strictObject(Channels.shape);

/**
 * Whoever knows a webhook's address can post with it, so a file only ever says that there is one,
 * with a fingerprint that shows when it became another.
 */
function webhookOf(surface: Surface) {
  const Address = z.string().superRefine((text, context) => {
    const message = /^kept\b/.test(text) ? null : webhookProblem(surface, text);
    if (message !== null) context.addIssue({ code: "custom", message });
  });
  return Address.nullable().optional();
}

/** Written as people write it, in snake_case; see settings-yaml.ts. */
export const Settings = z.strictObject({
  timeZone: TimeZone.optional(),
  people: z.array(PersonSettings).optional(),
  pools: z.array(Pool).optional(),
  channels: z
    .strictObject({ slack: strictChannels.optional(), teams: strictChannels.optional() })
    .optional(),
  webhooks: z.strictObject({ slack: webhookOf("slack"), teams: webhookOf("teams") }).optional(),
  fallback: z.strictObject(Fallback.shape).optional(),
  files: z.strictObject(FileLimits.shape).optional(),
  forwarding: Forwarding.optional(),
  returning: Returning.optional(),
  mail: z.strictObject(MailSettings.shape).optional(),
  research: z.strictObject(ResearchSettings.shape).optional(),
  scoring: Playbook.strict().partial().optional(),
});
export type Settings = z.infer<typeof Settings>;
/** The same with nothing left out. */
export type WholeSettings = { [Key in keyof Settings]-?: Exclude<Settings[Key], undefined> };

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
