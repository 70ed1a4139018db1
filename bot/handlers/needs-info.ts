import { answers } from "../../cards/answers.ts";
import { needsInfoForm } from "../../cards/needs-info-card.ts";
import { needsInfoWords } from "../../cards/needs-info-words.ts";
import { appendEvent } from "../../db/audit.ts";
import type { Tx } from "../../db/client.ts";
import { isId } from "../../db/ids.ts";
import { decideInfoRequest, type InfoRequest, lockInfoRequest } from "../../db/info-requests.ts";
import { receiveAgain } from "../../db/receive-again.ts";
import { settleSourceEvent } from "../../db/source-events.ts";
import { noticeCard } from "../../jobs/handoff/notice-cards.ts";
import { noticeChanged } from "../../jobs/handoff/notices.ts";
import type { World } from "../../jobs/world.ts";
import { UserError } from "../../pipeline/errors.ts";
import { guessCompany } from "../../pipeline/ingest/guess-company.ts";
import type { LeadInput } from "../../pipeline/ingest/lead-input.ts";
import { suspicious } from "../../pipeline/ingest/suspicious.ts";
import { readWebAddress } from "../../pipeline/ingest/web-address.ts";
import type { Answer, Request, Submission } from "./request.ts";

type Open = InfoRequest & { input: LeadInput };

/** The form that asks only for what an arrival lacks. */
export function askForInfo(world: World, { who }: Request, id = ""): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const request = await lockInfoRequest(tx, checked(id));
    if (!request || !isOpen(request)) return stale(tx, world, id);
    return { kind: "form", form: needsInfoForm(id, request.input, guessCompany(request.input)) };
  });
}

/** What somebody filled in: the same arrival goes on as a lead. The first answer counts. */
export function submitInfo(
  world: World,
  { who }: Request,
  { args, values }: Submission,
): Promise<Answer> {
  const id = checked(args.arrival);
  return world.db.inTenant(who.tenantId, async (tx) => {
    const request = await lockInfoRequest(tx, id);
    if (!request || !isOpen(request)) return stale(tx, world, id);
    const read = completed(request.input, values);
    if ("errors" in read) return { kind: "invalid", errors: read.errors };

    await decide(tx, world, { id, state: "completed", by: who.personId, place: who.surface });
    await receiveAgain(tx, id, { kind: "lead", input: read.input });
    return current(tx, world, id);
  });
}

/** Somebody knows that it is no lead; it is kept, and the way back stands on the card. */
export function discardInfo(world: World, { who }: Request, id = ""): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const request = await lockInfoRequest(tx, checked(id));
    if (!request || !isOpen(request)) return stale(tx, world, id);
    await decide(tx, world, { id, state: "discarded", by: who.personId, place: who.surface });
    await settleSourceEvent(tx, id, "rejected", null, "A colleague said that it is no lead.");
    return current(tx, world, id);
  });
}

/** Takes the last answer back: it waits again. */
export function reopenInfo(world: World, { who }: Request, id = ""): Promise<Answer> {
  return world.db.inTenant(who.tenantId, async (tx) => {
    const request = await lockInfoRequest(tx, checked(id));
    if (request?.state !== "discarded" || request.status !== "rejected") {
      return stale(tx, world, id);
    }
    await decide(tx, world, { id, state: "open", by: who.personId, place: who.surface });
    await settleSourceEvent(tx, id, "needs_info", null);
    return current(tx, world, id);
  });
}

function checked(id: string | undefined): string {
  if (!id || !isId(id)) throw new UserError(answers.oldButton);
  return id;
}

function isOpen(request: InfoRequest): request is Open {
  return request.state === "open" && request.status === "needs_info" && request.input !== null;
}

/** A company by name or site, or what is still wrong. */
function completed(
  known: LeadInput,
  { company, url }: Submission["values"],
): { input: LeadInput } | { errors: Record<string, string> } {
  const site = url === undefined ? undefined : readWebAddress(url);
  if (site && !site.ok) return { errors: { url: site.why } };
  const input = {
    ...known,
    company: known.company ?? company ?? null,
    domain: known.domain ?? (site?.domain || null),
    website: known.website ?? site?.website ?? null,
    flags: [...new Set([...known.flags, ...suspicious(company ?? "")])],
  };
  if (input.company === null && input.domain === null) {
    return { errors: { company: needsInfoWords.noCompany } };
  }
  return { input };
}

async function decide(
  tx: Tx,
  { now }: World,
  decided: { id: string; state: InfoRequest["state"]; by: string; place: string },
): Promise<void> {
  const { id, state, by, place } = decided;
  await decideInfoRequest(tx, id, { state, by, at: now() });
  const features = { by, place };
  await appendEvent(tx, "raw.events", `arrival.${state}`, now(), { key: id, features });
  await noticeChanged(tx, id);
}

async function current(tx: Tx, world: World, about: string): Promise<Answer> {
  const card = await noticeCard(tx, world, { notice: "needs_info", about, leadId: null });
  if (!card) throw new UserError(answers.oldButton);
  return { kind: "replace", card, whisper: null };
}

/** Somebody was faster: the card shows who, and what they said. */
async function stale(tx: Tx, world: World, about: string): Promise<Answer> {
  const answer = await current(tx, world, about);
  return answer.kind === "replace" ? { ...answer, whisper: answers.settledAlready } : answer;
}
