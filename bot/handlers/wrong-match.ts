import { answers } from "../../cards/answers.ts";
import { identityAnswers as say } from "../../cards/identity-answers.ts";
import { type Joined, wrongMatchForm } from "../../cards/recognised-card.ts";
import { day } from "../../cards/times.ts";
import { removeAlias } from "../../db/aliases.ts";
import { addCompany } from "../../db/companies.ts";
import { isId } from "../../db/ids.ts";
import { absorbedCompanies, aliasesOf, joinedArrivals } from "../../db/joined.ts";
import { knownStanding } from "../../db/known-standing.ts";
import { getLeadView } from "../../db/lead-view.ts";
import { rootOf } from "../../db/merges.ts";
import { answerQuestion } from "../../db/same-questions.ts";
import { timeZoneOf } from "../../db/tenants.ts";
import { refreshLead } from "../../jobs/identity/refresh-lead.ts";
import { reopenLead } from "../../jobs/identity/reopen-lead.ts";
import { unlinkArrival } from "../../jobs/identity/unlink-arrival.ts";
import { unmergeCompany } from "../../jobs/identity/unmerge-company.ts";
import type { World } from "../../jobs/world.ts";
import { type Acting, actOnLead, changed, note, tooLate } from "./act.ts";
import type { Answer, Request, Submission } from "./request.ts";

/** Everything that was matched to a lead, to choose from what does not belong to it. */
export function askWrongMatch(world: World, request: Request, leadId: string): Promise<Answer> {
  return actOnLead(world, request, leadId, async (acting) => {
    const view = await getLeadView(acting.tx, acting.lead.id, world.publicUrl, acting.at);
    const joined = await joinedTo(acting);
    if (joined.length === 0) return note(say.nothingJoined(view.company.name));
    return { kind: "form", form: wrongMatchForm(view, joined) };
  });
}

/** Takes one match apart; the rules never put the two together again. */
export function submitWrongMatch(
  world: World,
  request: Request,
  { args, values }: Submission,
): Promise<Answer> {
  return actOnLead(world, request, args.lead ?? "", async (acting) => {
    const [, kind = "", what = ""] = /^(\w+):(.+)$/.exec(values.match ?? "") ?? [];
    const part = Object.hasOwn(parting, kind) ? parting[kind] : undefined;
    if (!part) return { kind: "invalid", errors: { match: say.chooseWhat } };
    if (!(await part(acting, what))) return tooLate(acting, answers.settledAlready);
    return changed(acting, say.unlinked);
  });
}

type Part = (acting: Acting, what: string) => Promise<boolean>;

const parting: Record<string, Part | undefined> = {
  arrival: ({ tx, world, lead, by, request }, id) =>
    isId(id)
      ? unlinkArrival(tx, world, lead, id, { by, personId: request.who.personId })
      : Promise.resolve(false),
  async merge({ tx, by, at, request }, id) {
    const reason = { by, personId: request.who.personId };
    return isId(id) && (await unmergeCompany(tx, id, reason, at)) !== undefined;
  },
  /** The domain gets a company of its own, so that no redirect claims it again. */
  async alias({ tx, lead, at, request }, domain) {
    const companyId = await rootOf(tx, "company", lead.companyId);
    const known = await aliasesOf(tx, companyId);
    if (!known.some((alias) => alias.domain === domain)) return false;
    await removeAlias(tx, domain);
    const own = await addCompany(tx, { domain, name: domain, country: null });
    if (!own) return false;
    const pair = { kind: "company", a: own, b: companyId } as const;
    await answerQuestion(tx, pair, "different", request.who.personId, at);
    await refreshLead(tx, lead.id, { resume: false });
    return true;
  },
  async account({ tx, lead, at, request, by }, ref) {
    if (!isId(ref)) return false;
    const companyId = await rootOf(tx, "company", lead.companyId);
    const pair = { kind: "account", a: companyId, b: ref } as const;
    await answerQuestion(tx, pair, "different", request.who.personId, at);
    await reopenLead(tx, lead.id, by);
    return true;
  },
};

async function joinedTo({ tx, lead, at }: Acting): Promise<Joined[]> {
  const companyId = await rootOf(tx, "company", lead.companyId);
  const timeZone = await timeZoneOf(tx);
  const { account } = await knownStanding(tx, companyId, { besides: lead.id });
  const merges = await absorbedCompanies(tx, companyId);
  const aliases = await aliasesOf(tx, companyId);
  const arrivals = await joinedArrivals(tx, lead.id);
  return [
    ...(account ? [{ value: `account:${account.ref}`, kind: "account", ...account } as const] : []),
    ...merges.map(({ id, name }) => ({ value: `merge:${id}`, kind: "merge", name }) as const),
    ...aliases.map(({ domain }) => ({ value: `alias:${domain}`, kind: "alias", domain }) as const),
    ...arrivals.map(({ id, channel, receivedAt, name, company }) => {
      const on = day(receivedAt, at, timeZone);
      const who = [name, company].filter((text) => text !== null).join(", ");
      return { value: `arrival:${id}`, kind: "arrival", channel, on, who } as const;
    }),
  ];
}
