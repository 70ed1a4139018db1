import type { DoorKind, Profile } from "./door.ts";
import { events } from "./events.ts";
import { form } from "./form.ts";
import { googleLeadForm } from "./google-lead-form.ts";
import { gravityForms } from "./gravity-forms.ts";
import { hubspot } from "./hubspot.ts";
import { linkedinLeadSync } from "./linkedin-lead-sync.ts";
import { metaLeadAds } from "./meta-lead-ads.ts";
import { pipedrive } from "./pipedrive.ts";
import { salesforce } from "./salesforce.ts";
import { tally } from "./tally.ts";
import { typeform } from "./typeform.ts";
import { webflow } from "./webflow.ts";
import { wpforms } from "./wpforms.ts";

/** The vendors whose deliveries are proved and read by rules alone, by their kind of door. */
const profiles: readonly Profile<unknown>[] = [
  erased(form),
  erased(wpforms),
  erased(gravityForms),
  erased(typeform),
  erased(tally),
  erased(webflow),
  erased(hubspot),
  erased(pipedrive),
  erased(salesforce),
  erased(linkedinLeadSync),
  erased(metaLeadAds),
  erased(googleLeadForm),
  erased(events),
];

export function profileOf(kind: DoorKind): Profile<unknown> | undefined {
  return profiles.find((profile) => profile.kind === kind);
}

/**
 * A profile that reads a door's config itself, so that profiles of all configs stand in one list.
 * The door's keeper holds on to it for a while: its config is read once for as long.
 */
function erased<Config>(profile: Profile<Config>): Profile<unknown> {
  const { verify, read, handshake, ...rest } = profile;
  const configs = new WeakMap<object, Config>();
  const configOf = (said: unknown): Config => {
    const holder = Object(said);
    const config = configs.get(holder) ?? profile.config.parse(said);
    configs.set(holder, config);
    return config;
  };
  const known = <Door extends { config: unknown }>(door: Door) => {
    return { ...door, config: configOf(door.config) };
  };
  return {
    ...rest,
    verify: (knock, door) => verify(knock, known(door)),
    read: (knock, door) => read(knock, known(door)),
    ...(handshake ? { handshake: (knock, door) => handshake(knock, known(door)) } : {}),
  };
}
