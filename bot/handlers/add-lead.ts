import { createHash } from "node:crypto";
import { answers } from "../../cards/answers.ts";
import { importPreviewCard, nameChoicesCard } from "../../cards/choice-cards.ts";
import { asideOf } from "../../cards/lead-face.ts";
import { noteCard } from "../../cards/note-card.ts";
import { pressing } from "../../cards/pressing.ts";
import { when } from "../../cards/times.ts";
import { words } from "../../cards/words.ts";
import { findCompaniesByName } from "../../db/companies.ts";
import { saveDraft, takeDraft } from "../../db/drafts.ts";
import { isId, newId } from "../../db/ids.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { findLeadByDomain } from "../../db/leads.ts";
import type { Origin } from "../../db/schema.ts";
import { storeArrivals } from "../../db/source-events.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import type { World } from "../../jobs/world.ts";
import type { LeadView } from "../../pipeline/handoff/lead-view.ts";
import { blankLead } from "../../pipeline/ingest/blank-lead.ts";
import type { OneSubject } from "../../pipeline/ingest/command.ts";
import { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import type { Subject } from "../../pipeline/ingest/subject.ts";
import { note } from "./act.ts";
import { domainOf, nameOf } from "./find-lead.ts";
import type { Answer, Request } from "./request.ts";

/** Up to this many companies at once become cards without asking first. */
const WITHOUT_PREVIEW = 3;

/** What a person typed becomes one source event; research and card follow by themselves. */
export async function addLead(world: World, request: Request, subject: Subject): Promise<Answer> {
  switch (subject.kind) {
    case "none":
      return note(subject.why);
    case "name":
      return chooseCompany(world, request, subject.name);
    case "linkedin":
      return subject.name
        ? chooseCompany(world, request, subject.name)
        : note(answers.linkedin(subject.slug));
    case "many":
      return addMany(world, request, subject);
    case "domain":
    case "email":
    case "text":
      return addOne(world, request, subject);
  }
}

async function addOne(world: World, request: Request, subject: OneSubject): Promise<Answer> {
  const input = inputOf(subject, request);
  const gated = input.flags.includes("disposable_mail"); // the gate says so, on a card
  if (!input.domain && !gated) {
    const mailHost = input.email?.split("@").at(-1);
    return note(mailHost ? answers.freeMail(mailHost) : answers.unknownName(nameOf(subject)));
  }
  const known = input.domain ? await alreadyHere(world, request, input.domain) : undefined;
  await store(world, request, [input]);
  return known ?? { kind: "done" };
}

/** A lead of this company exists: who has it, and a button that shows it. The arrival is kept all the same. */
async function alreadyHere(
  world: World,
  { who }: Request,
  domain: string,
): Promise<Answer | undefined> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const lead = await findLeadByDomain(tx, domain);
    if (!lead) return undefined;
    const now = world.now();
    const view = await getLeadView(tx, lead.id, world.publicUrl, now);
    const said = ownerSaid(view, now, await timeZoneOf(tx));
    const again = view.failure ? [pressing("retry", words.retry, { lead: lead.id })] : [];
    const show = pressing("show", words.show, { lead: lead.id });
    return { kind: "whisper", card: noteCard(said, [show, ...again]) };
  });
}

function ownerSaid(view: LeadView, now: Date, timeZone: string): string {
  const { claimedBy, offeredTo } = view;
  const since = ({ at }: { at: Date }) => when(at, now, timeZone);
  if (claimedBy) return answers.claimedAlready(asideOf(view), claimedBy.name, since(claimedBy));
  if (offeredTo) return answers.offeredAlready(asideOf(view), offeredTo.name, since(offeredTo));
  return answers.unownedAlready(asideOf(view));
}

async function chooseCompany(world: World, { who }: Request, name: string): Promise<Answer> {
  const companies = await world.db.inTenant(who.tenantId, (tx) => findCompaniesByName(tx, name, 3));
  const domains = companies.flatMap((company) => company.domain ?? []);
  if (domains.length === 0) return note(answers.unknownName(name));
  return { kind: "whisper", card: nameChoicesCard(name, domains) };
}

async function addMany(
  world: World,
  request: Request,
  { subjects, rejected }: Extract<Subject, { kind: "many" }>,
): Promise<Answer> {
  const usable = subjects.filter((one) => one.kind !== "many" && one.kind !== "none");
  const inputs = usable.map((one) => inputOf(one, request));
  const ready = inputs.filter((input) => input.domain !== null);
  const refused = rejected.map(({ text, why }) => ({ text, note: why }));

  if (ready.length <= WITHOUT_PREVIEW && refused.length === 0 && ready.length === inputs.length) {
    await store(world, request, ready);
    return { kind: "done" };
  }
  if (ready.length === 0) return note(rejected[0]?.why ?? answers.unknownName("that"));
  const now = world.now();
  const list = await world.db.inTenant(request.who.tenantId, (tx) =>
    saveDraft(tx, "leads", request.who.personId, ready, now),
  );
  const rows = ready.map((input) => ({ text: input.domain ?? "", note: input.email }));
  return { kind: "whisper", card: importPreviewCard([...rows, ...refused], { list }) };
}

/** `Make leads` under the preview. */
export async function makeLeads(world: World, request: Request, list: string): Promise<Answer> {
  const { who } = request;
  const kept = await world.db.inTenant(who.tenantId, (tx) =>
    isId(list)
      ? takeDraft(tx, list, "leads", who.personId, world.now())
      : Promise.resolve(undefined),
  );
  if (kept === undefined) return note(answers.oldButton);
  const inputs = LeadInput.array().parse(kept);
  await store(world, request, inputs);
  const card = noteCard(answers.making(inputs.length));
  return request.place.messageId
    ? { kind: "replace", card, whisper: null }
    : { kind: "whisper", card };
}

function inputOf(subject: OneSubject, { who }: Request): LeadInput {
  const blank = blankLead(who.surface);
  if (subject.kind === "text") return { ...subject.lead, source: who.surface };
  if (subject.kind === "email") {
    const { email, name, domain, flags } = subject;
    return { ...blank, email, name, domain, flags };
  }
  const website = subject.kind === "domain" ? subject.website : null;
  return { ...blank, domain: domainOf(subject), website };
}

async function store(
  world: World,
  { who, place }: Request,
  inputs: readonly LeadInput[],
): Promise<void> {
  const origin: Origin = {
    surface: who.surface,
    channelId: place.channelId,
    kind: place.kind,
    userId: who.userId,
    personId: who.personId,
    replyUrl: place.replyUrl,
  };
  const arrivals = inputs.map((input) => {
    const raw = JSON.stringify(input);
    return {
      channel: `${who.surface}_command`,
      doorId: null,
      externalId: null,
      // Every press of Enter is an arrival of its own; repeats of one request end before this.
      dedupeKey: `chat:${newId()}`,
      bodyHash: createHash("sha256").update(raw).digest(),
      raw,
      input,
      origin,
      receivedAt: world.now(),
    };
  });
  for (const { leadRef } of await storeArrivals(world.db, who.tenantId, arrivals)) {
    world.log.info({ leadId: leadRef, tenantId: who.tenantId, surface: who.surface }, "lead typed");
  }
}
