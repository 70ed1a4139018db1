import { and, eq, isNull, like, ne, or, sql } from "drizzle-orm";
import type { Profile } from "../pipeline/enrich/profile.ts";
import { companyName, companyKey as nameKey } from "../pipeline/identity/company-key.ts";
import type { Tx } from "./client.ts";
import { newId } from "./ids.ts";
import { mergedInto } from "./merges.ts";
import { company } from "./schema.ts";
import type { DataKey } from "./vault.ts";

/** A company nobody had before; undefined when its domain was taken a moment ago. */
export async function addCompany(
  tx: Tx,
  known: { domain: string | null; name: string; country: string | null },
): Promise<string | undefined> {
  const dataKey = tx.vault.newDataKey().wrapped;
  const nameKey = keyOf(known.name);
  const [added] = await tx
    .insert(company)
    .values({ tenantId: tx.tenantId, id: newId(), dataKey, nameKey, ...known })
    .onConflictDoNothing()
    .returning({ id: company.id });
  return added?.id;
}

/** A name in letters that nobody folds has nothing to be compared by. */
function keyOf(name: string): string | null {
  return nameKey(name) || null;
}

export type NamedCompany = { id: string; name: string; domain: string | null };

/** The name a company goes by; null when it was erased. */
export async function companyNameOf(tx: Tx, companyId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: company.name })
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId)));
  return row?.name ?? null;
}

/** The tenant's own companies whose name or domain starts like `name`, exact ones first. */
export async function findCompaniesByName(
  tx: Tx,
  name: string,
  limit: number,
): Promise<NamedCompany[]> {
  const like = `${name.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return tx
    .select({ id: company.id, name: company.name, domain: company.domain })
    .from(company)
    .where(
      and(
        eq(company.tenantId, tx.tenantId),
        isNull(company.mergedInto),
        sql`(lower(${company.name}) like ${like} or ${company.domain} like ${like})`,
      ),
    )
    .orderBy(sql`(lower(${company.name}) = ${name.toLowerCase()}) desc`, company.firstSeenAt)
    .limit(limit);
}

export async function saveCompanyProfile(
  tx: Tx,
  companyId: string,
  { employees, ...profile }: Profile,
): Promise<void> {
  const key = await companyKey(tx, companyId);
  await tx
    .update(company)
    .set({ ...profile, nameKey: keyOf(profile.name), employees: key.seal(employees) })
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId)));
}

/** Gives a company the site somebody named, where it had none; whoever has it already keeps it. */
export async function giveDomain(tx: Tx, companyId: string, domain: string): Promise<void> {
  await tx
    .update(company)
    .set({ domain, researchedAt: null, researchFailure: null })
    .where(
      and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId), isNull(company.domain)),
    );
}

/** The key that seals what pages of this company say about people. */
export async function companyKey(tx: Tx, companyId: string): Promise<DataKey> {
  const [row] = await tx
    .select({ dataKey: company.dataKey })
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId)));
  return tx.vault.dataKey(row?.dataKey ?? null);
}

/** A company as it is compared with others. */
export type KnownCompany = {
  id: string;
  name: string;
  nameKey: string | null;
  domain: string | null;
  country: string | null;
  mergedInto: string | null;
  firstSeenAt: Date;
};

const compared = {
  id: company.id,
  name: company.name,
  nameKey: company.nameKey,
  domain: company.domain,
  country: company.country,
  mergedInto: company.mergedInto,
  firstSeenAt: company.firstSeenAt,
};

export async function findCompany(tx: Tx, id: string): Promise<KnownCompany | undefined> {
  const [row] = await tx
    .select(compared)
    .from(company)
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, id)));
  return row;
}

/** A company with all that were merged into it, itself first. */
export async function companyGroup(tx: Tx, id: string): Promise<KnownCompany[]> {
  return tx
    .select(compared)
    .from(company)
    .where(
      and(
        eq(company.tenantId, tx.tenantId),
        sql`${company.id} in ${mergedInto(tx, "company", id)}`,
      ),
    )
    .orderBy(sql`${company.id} = ${id}::uuid desc`, company.firstSeenAt);
}

/** How much of a name candidates share from its beginning, and how many are looked at. */
const PREFIX = 4;
const CANDIDATES = 50;

/** Companies whose names begin like one's, or are the same in the imprint: those worth comparing with it. */
export async function findLookalikes(
  tx: Tx,
  { id, nameKey: key }: Pick<KnownCompany, "id" | "nameKey">,
  legalIndex: Buffer,
): Promise<(KnownCompany & { sameImprint: boolean })[]> {
  const alike = key ? like(company.nameKey, `${key.slice(0, PREFIX)}%`) : undefined;
  const registered = eq(company.legalIndex, legalIndex);
  return tx
    .select({ ...compared, sameImprint: sql<boolean>`coalesce(${registered}, false)` })
    .from(company)
    .where(
      and(
        eq(company.tenantId, tx.tenantId),
        isNull(company.mergedInto),
        ne(company.id, id),
        or(alike, registered),
      ),
    )
    .orderBy(sql`coalesce(${registered}, false) desc`, sql`${company.nameKey} = ${key ?? ""} desc`)
    .limit(CANDIDATES);
}

/** Keeps the name of a company's imprint, as a keyed hash of how it is compared. */
export async function noteLegalName(tx: Tx, companyId: string, name: string): Promise<Buffer> {
  const legalIndex = legalIndexOf(tx, name);
  await tx
    .update(company)
    .set({ legalIndex })
    .where(and(eq(company.tenantId, tx.tenantId), eq(company.id, companyId)));
  return legalIndex;
}

/** With its legal form: the same words in two countries are two entities. */
export function legalIndexOf(tx: Tx, name: string): Buffer {
  const { words, form } = companyName(name);
  return tx.vault.blindIndex("legal_name", [...words, form ?? ""].join(" "));
}

/** Every domain a company is known by: its own, those of companies merged into it, and their aliases. */
export async function companyDomains(tx: Tx, companyId: string): Promise<string[]> {
  return (await domainsOf(tx, [companyId])).get(companyId) ?? [];
}

/** The same for many companies at once. */
export async function domainsOf(
  tx: Tx,
  companyIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await tx.client.query<{ root: string; domains: string[] }>(
    `with recursive one as (
       select id as root, id from unnest($2::uuid[]) as id
       union select one.root, t.id from one join company t on t.merged_into = one.id where t.tenant_id = $1
     ), named as (
       select one.root, c.domain from one join company c on c.tenant_id = $1 and c.id = one.id
       where c.domain is not null
       union
       select one.root, a.domain from one join company_alias a on a.tenant_id = $1 and a.company_id = one.id
     )
     select root, array_agg(domain order by domain) as domains from named group by root`,
    [tx.tenantId, companyIds],
  );
  return new Map(rows.map(({ root, domains }) => [root, domains]));
}
