import { answers } from "../../cards/answers.ts";
import type { Verb } from "../../cards/codec.ts";
import { listPeople } from "../../db/people.ts";
import type { World } from "../../jobs/world.ts";
import type { Command } from "../../pipeline/ingest/command.ts";
import { commands } from "../../pipeline/ingest/commands.ts";
import { can, type Permission } from "../../pipeline/person.ts";
import { note } from "./act.ts";
import type { Answer, Who } from "./request.ts";

/** What pressing a button, or sending its form, takes; null is open to everybody. */
const presses: Record<Verb, Permission | null> = {
  claim: "work",
  reassign: "reassign",
  log_outcome: "work",
  why: null,
  snooze: "work",
  wake: "work",
  not_a_fit: "work",
  release: "work",
  retry: "work",
  fill_by_hand: "work",
  show: null,
  refresh: null,
  wrong: "work",
  react: "work",
  pick: "work",
  make_leads: "work",
  next: null,
  command: null, // asked again, as the command it is
  challenge: "work",
  cancel: null,
  erase_samples: "configure",
  reveal: null,
  from_message: "work",
  draft_outreach: "work",
  show_draft: "work",
  approve: "approve",
  edit_draft: "work", // of their own drafts; who approves, of any
  reject: "approve",
  undo_send: "approve",
  effect_arrived: "operate",
  effect_again: "operate",
  effect_leave: "operate",
  job_retry: "operate",
  job_drop: "operate",
  retry_sync: "operate",
  retry_syncs: "operate",
  drop_sync: "operate",
  map_event: "operate",
  ignore_event: "operate",
  complete_lead: "work",
  not_a_lead: "work",
  lead_after_all: "work",
  not_spam: "operate",
  import_show: "work", // of their own files; who reassigns, of any
  import_approve: "work",
  import_map: "work",
  import_cancel: "work",
  import_rejected: "work",
  import_undo: "work",
  same_yes: "work",
  same_no: "work",
  same_split: "work",
  forward: "work",
  wrong_match: "work",
  research_settings: "configure",
  fix_data: "work",
  resume_provider: "configure",
};

/** The one gate before everything people press or send. Undefined where they may. */
export function refusePress(world: World, who: Who, verb: string): Promise<Answer | undefined> {
  return refuse(world, who, needOf(verb));
}

/** Whether the gate would let somebody through. */
export function mayPress(person: Pick<Who, "role">, verb: string): boolean {
  const needs = needOf(verb);
  return needs === null || can(person, needs);
}

function needOf(verb: string): Permission | null {
  return isVerb(verb) ? presses[verb] : null;
}

/** The same before everything they type. */
export function refuseCommand(
  world: World,
  who: Who,
  { kind }: Command,
): Promise<Answer | undefined> {
  const verb = kind === "subject" ? "add" : kind;
  return refuse(world, who, commands.find((one) => one.verb === verb)?.needs ?? null);
}

/** Says who may, by name, and what to do instead. */
async function refuse(
  world: World,
  who: Who,
  needs: Permission | null,
): Promise<Answer | undefined> {
  if (needs === null || can(who, needs)) return undefined;
  const people = await world.db.inTenant(who.tenantId, listPeople);
  const able = people.filter((one) => can(one, needs === "work" ? "configure" : needs));
  const managers = able.filter(({ role }) => role === "manager");
  const asked = needs === "work" || managers.length === 0 ? able : managers;
  return note(answers.refused[needs](asked.map(({ name }) => name).join(" or ") || "an admin"));
}

function isVerb(verb: string): verb is Verb {
  return Object.hasOwn(presses, verb);
}
