import { addAlias, companyOfDomain } from "../../db/aliases.ts";
import type { Tx } from "../../db/client.ts";
import { noteLegalName } from "../../db/companies.ts";
import type { LeadRow } from "../../db/leads.ts";
import { rootOf } from "../../db/merges.ts";
import type { Fact, PageVisit } from "../../pipeline/enrich/fact.ts";
import { registrableDomain } from "../../pipeline/ingest/domain.ts";
import { isFreeMail } from "../../pipeline/ingest/mail-domains.ts";
import { isSharedSite } from "../../pipeline/ingest/web-address.ts";
import type { World } from "../world.ts";
import { askSame } from "./ask-same.ts";
import { askAboutCompany } from "./note-who-is-who.ts";

type Read = { domain: string | null; visits: readonly PageVisit[]; facts: readonly Fact[] };

/** What reading a company's site says about who it is: its other domain, its legal name, its likes. */
export async function noteResearch(
  tx: Tx,
  world: World,
  { id: leadId, companyId }: LeadRow,
  { domain, visits, facts }: Read,
): Promise<void> {
  const moved = domain && whereItLeads(domain, visits);
  if (domain && moved) await noteRedirect(tx, world, { leadId, companyId }, domain, moved);
  const legalName = facts.find(({ name }) => name === "legal_name")?.value;
  const named = typeof legalName === "string" ? legalName : null;
  if (named) await noteLegalName(tx, companyId, named);
  await askAboutCompany(tx, world, companyId, leadId, named);
}

/** Another domain of nobody but this company that the whole site was read on, not its first page alone. */
function whereItLeads(
  domain: string,
  visits: readonly PageVisit[],
): { domain: string; url: string } | undefined {
  const pages = visits.filter(
    ({ kind, status }) => kind !== "robots" && status >= 200 && status < 300,
  );
  const landing = pages.find(({ kind }) => kind === "landing");
  const to = landing && registrableDomain(new URL(landing.url).hostname);
  if (!landing || !to || to === domain || isSharedSite(to) || isFreeMail(to)) return undefined;
  const there = pages.filter(({ url }) => registrableDomain(new URL(url).hostname) === to);
  return there.length > 1 ? { domain: to, url: landing.url } : undefined;
}

async function noteRedirect(
  tx: Tx,
  world: World,
  { leadId, companyId }: { leadId: string; companyId: string },
  from: string,
  to: { domain: string; url: string },
): Promise<void> {
  const other = await companyOfDomain(tx, to.domain);
  if (!other) {
    const alias = { domain: to.domain, companyId, why: "redirect", evidence: to.url } as const;
    await addAlias(tx, alias, world.now());
    return;
  }
  const [one, two] = [await rootOf(tx, "company", companyId), await rootOf(tx, "company", other)];
  if (one === two) return;
  const why = [`${from} leads to ${to.domain}.`];
  await askSame(tx, world, { kind: "company", a: one, b: two, why }, leadId);
}
