import type { Tx } from "../../db/client.ts";
import {
  domainsOf,
  findCompany,
  findLookalikes,
  type KnownCompany,
  legalIndexOf,
} from "../../db/companies.ts";
import { rootOf } from "../../db/merges.ts";
import { openQuestion, type SameKind } from "../../db/same-questions.ts";
import { type MatchSide, matchCompanies } from "../../pipeline/identity/match.ts";
import { noticePlaces } from "../handoff/notice-places.ts";
import { wantNotice } from "../handoff/notices.ts";
import type { World } from "../world.ts";

type Pair = { kind: SameKind; a: string; b: string; why: string[] };

/** Asks whether two are one, once and never again, where leads are talked about. */
export async function askSame(
  tx: Tx,
  world: World,
  pair: Pair,
  leadId: string | null,
): Promise<void> {
  const question = await openQuestion(tx, pair, world.now());
  if (!question) return;
  const notice = { notice: "same_company", about: question, leadId } as const;
  for (const place of await noticePlaces(tx, world)) await wantNotice(tx, notice, place);
}

/**
 * Looks for companies that one could be, by its name and by its imprint. Names alone never merge:
 * the rules of pipeline/identity/ say when it is worth a question.
 */
export async function askAboutLookalikes(
  tx: Tx,
  world: World,
  companyId: string,
  leadId: string | null,
  legalName: string | null = null,
): Promise<void> {
  const company = await findCompany(tx, await rootOf(tx, "company", companyId));
  if (!company) return;
  const index = legalIndexOf(tx, legalName ?? company.name);
  const others = await findLookalikes(tx, company, index);
  if (others.length === 0) return;
  const domains = await domainsOf(
    tx,
    [company, ...others].map(({ id }) => id),
  );
  const sideOf = ({ id, name, domain, country }: KnownCompany): MatchSide => {
    // What is called after its domain until somebody reads it has no name yet.
    const named = name === domain ? null : name;
    return { company: named, domain, country, aliases: domains.get(id) ?? [] };
  };
  for (const other of others) {
    const { verdict, why } = matchCompanies(sideOf(company), sideOf(other));
    if (verdict === "different" && !other.sameImprint) continue;
    const reasons = other.sameImprint ? [...why, `The imprint of ${other.name} names it.`] : why;
    const pair = { kind: "company", a: company.id, b: other.id, why: reasons } as const;
    await askSame(tx, world, pair, leadId);
  }
}
