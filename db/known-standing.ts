import type { Tx } from "./client.ts";
import { companyDomains, companyGroup } from "./companies.ts";
import { findKnownAccounts, type KnownAccount } from "./known-accounts.ts";
import { wonLeadOf } from "./leads.ts";
import { rootOf } from "./merges.ts";
import { findQuestion } from "./same-questions.ts";

type Recognised = KnownAccount & { ref: string };

/**
 * What a company is to the tenant: by its domains on a list, by its name where a person said so, or
 * because a lead of it was won. `maybe` is on a list by its name only, and nobody was asked yet.
 */
export async function knownStanding(
  tx: Tx,
  companyId: string,
  { besides = null, domain = null }: { besides?: string | null; domain?: string | null } = {},
): Promise<{ account: Recognised | undefined; maybe: Recognised | undefined }> {
  const root = await rootOf(tx, "company", companyId);
  const group = await companyGroup(tx, root);
  const domains = [...(await companyDomains(tx, root)), ...(domain ? [domain] : [])];
  const nameKeys = group.flatMap(({ nameKey }) => nameKey ?? []);

  let maybe: Recognised | undefined;
  for (const found of await findKnownAccounts(tx, { domains, nameKeys })) {
    const state = await answerAbout(tx, group, found.ref);
    if (state === "same" || (found.byDomain && state !== "different")) {
      return { account: found, maybe: undefined };
    }
    // A list that gives another domain for the name means another company.
    if (state === undefined && (found.domain === null || domains.length === 0)) maybe ??= found;
  }
  const won = await wonLeadOf(tx, root, besides);
  const account = won ? wonAccount(group[0]?.name ?? "", won) : undefined;
  return { account, maybe: account ? undefined : maybe };
}

/** Whether a company buys from the tenant already. */
export async function isTheirs(tx: Tx, companyId: string): Promise<boolean> {
  return (await knownStanding(tx, companyId)).account?.standing === "customer";
}

function wonAccount(name: string, leadId: string): Recognised {
  return { standing: "customer", name, domain: null, ref: leadId };
}

/** What people said about a company, or one merged into it, and a company of a list: a no counts first. */
async function answerAbout(
  tx: Tx,
  group: readonly { id: string }[],
  ref: string,
): Promise<string | undefined> {
  const states: string[] = [];
  for (const { id } of group)
    states.push((await findQuestion(tx, "account", id, ref))?.state ?? "");
  return ["different", "same", "open"].find((state) => states.includes(state));
}
