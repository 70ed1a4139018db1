import { answers } from "../../cards/answers.ts";
import { reassignForm } from "../../cards/lead-forms.ts";
import { noteCard } from "../../cards/note-card.ts";
import { recordAct } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { changeLead } from "../../db/leads.ts";
import { findPersonByIdentity, identitiesOf, listPeople } from "../../db/people.ts";
import type { World } from "../../jobs/world.ts";
import type { Mention } from "../../pipeline/ingest/mark-up.ts";
import { can, type Person } from "../../pipeline/person.ts";
import { type Acting, actOnLead, changed, note } from "./act.ts";
import type { Answer, Request, Submission, Who } from "./request.ts";

/** Opens the form that asks who should have the lead. */
export function askReassign(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async ({ tx, lead, at }) => {
    const people = await listPeople(tx);
    const view = await getLeadView(tx, lead.id, world.publicUrl, at);
    return {
      kind: "form",
      form: reassignForm(
        view,
        people.filter((one) => can(one, "work")),
      ),
    };
  });
}

export async function submitReassign(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  const told: Told[] = [];
  const answer = await actOnLead(world, request, args.lead ?? "", async (acting) => {
    const people = await listPeople(acting.tx);
    const to = people.find((one) => one.personId === values.person);
    if (!to || !can(to, "work")) {
      return { kind: "invalid", errors: { person: "Choose who should have this lead." } };
    }
    return give(acting, to, values.note ?? null, told);
  });
  await tellAll(world, request.who.tenantId, told);
  return answer;
}

/** `assign @rita acme.com`. */
export async function assignByCommand(
  world: World,
  request: Request,
  leadId: string,
  mention: Mention,
): Promise<Answer> {
  const told: Told[] = [];
  const answer = await actOnLead(world, request, leadId, async (acting) => {
    const people = await listPeople(acting.tx);
    const able = people.filter((one) => can(one, "work"));
    const to = await findMentioned(acting.tx, request.who, mention, able);
    if (!to) {
      const known = able.map((one) => one.name).join(", ");
      return note(answers.nobodyCalled(mention.name ?? "that", known));
    }
    return give(acting, to, null, told);
  });
  await tellAll(world, request.who.tenantId, told);
  return answer;
}

type Told = { surface: Who["surface"]; userId: string; text: string };

async function give(
  acting: Acting,
  to: Person,
  remark: string | null,
  told: Told[],
): Promise<Answer> {
  const { tx, lead, by, at, world, request } = acting;
  const { company, claimedBy, offeredTo } = await getLeadView(tx, lead.id, world.publicUrl, at);
  const before = claimedBy ?? offeredTo;
  await changeLead(tx, lead.id, {
    offeredTo: to.personId,
    offeredAt: at,
    claimedBy: null,
    claimedAt: null,
  });
  const moved = { owner: before?.personId ?? null };
  await recordAct(tx, lead.id, "reassign", { ...by, why: remark }, moved, { owner: to.personId });

  const { who } = request;
  told.push(
    ...(await lettersTo(tx, to.personId, answers.reassignedTo(company.name, who.name, remark))),
  );
  if (before && before.personId !== to.personId && before.personId !== who.personId) {
    const sentence = answers.reassignedFrom(company.name, to.name, who.name);
    told.push(...(await lettersTo(tx, before.personId, sentence)));
  }
  return changed(acting, answers.reassigned(company.name, to.name));
}

async function lettersTo(tx: Tx, personId: string, text: string): Promise<Told[]> {
  const identities = await identitiesOf(tx, personId);
  return identities.map((identity) => ({ ...identity, text }));
}

/** Both sides hear of it in their own messages; a chat that is down does not undo the reassignment. */
async function tellAll(world: World, tenantId: string, told: readonly Told[]): Promise<void> {
  for (const { surface, userId, text } of told) {
    try {
      await world.chat[surface]?.post(tenantId, { kind: "dm", userId }, noteCard(text));
    } catch (error) {
      world.log.warn(
        { err: error, tenantId, surface },
        "could not tell a person about a reassignment",
      );
    }
  }
}

async function findMentioned(
  tx: Tx,
  who: Who,
  mention: Mention,
  people: readonly Person[],
): Promise<Person | undefined> {
  if (mention.kind === "id") {
    const known = await findPersonByIdentity(tx, who.surface, mention.id);
    return people.find((one) => one.personId === known?.personId);
  }
  const name = mention.name.toLowerCase();
  const exact = people.find((one) => one.name.toLowerCase() === name);
  const close = people.filter((one) => one.name.toLowerCase().startsWith(name));
  return exact ?? (close.length === 1 ? close[0] : undefined);
}
