import type { Card } from "../../cards/card.ts";
import { type SameSide, type SameView, sameCompanyCard } from "../../cards/same-company-card.ts";
import type { Tx } from "../../db/client.ts";
import { companyDomains, findCompany } from "../../db/companies.ts";
import { findContact } from "../../db/contacts.ts";
import { accountOfRef } from "../../db/known-accounts.ts";
import { leadsOfCompany } from "../../db/leads.ts";
import { findPerson } from "../../db/people.ts";
import { findQuestionById, type SameQuestion } from "../../db/same-questions.ts";
import type { World } from "../world.ts";

/** The question as it stands; null once either of the two is gone. */
export async function sameNotice(tx: Tx, _world: World, id: string): Promise<Card | null> {
  const question = await findQuestionById(tx, id);
  const sides = question && (await sidesOf(tx, question));
  if (!question || !sides) return null;
  const { answeredBy, revision, why } = question;
  const person = answeredBy ? await findPerson(tx, answeredBy) : undefined;
  const state = question.state as SameView["state"]; // the database holds no other
  const kind = question.kind as SameView["kind"]; // nor here
  const view = { id, revision, kind, state, why, answeredBy: person?.name ?? null, ...sides };
  return sameCompanyCard(view);
}

type Sides = { one: SameSide; other: SameSide };

async function sidesOf(tx: Tx, { kind, one, other }: SameQuestion): Promise<Sides | undefined> {
  if (kind === "account") return companyAndAccount(tx, one, other);
  const read = kind === "company" ? companySide : contactSide;
  const [a, b] = [await read(tx, one), await read(tx, other)];
  return a && b && { one: a, other: b };
}

/** The pair is kept in the order of its ids: either may be the company. */
async function companyAndAccount(tx: Tx, a: string, b: string): Promise<Sides | undefined> {
  const company = (await companySide(tx, a)) ?? (await companySide(tx, b));
  const account = (await accountOfRef(tx, a)) ?? (await accountOfRef(tx, b));
  if (!company || !account) return undefined;
  const { name, domain, standing } = account;
  const rows = { ...(domain && { Domain: domain }), List: listNames[standing] };
  return { one: company, other: { name: `your ${ofList[standing]} ${name}`, rows } };
}

const ofList = {
  customer: "customer",
  open_deal: "open deal",
  partner: "partner",
  competitor: "competitor",
} as const;
const listNames = {
  customer: "Customers",
  open_deal: "Open deals",
  partner: "Partners",
  competitor: "Competitors",
} as const;

async function companySide(tx: Tx, id: string): Promise<SameSide | undefined> {
  const company = await findCompany(tx, id);
  if (!company) return undefined;
  const domains = await companyDomains(tx, id);
  const leads = await leadsOfCompany(tx, id);
  const ownerId = leads.flatMap(({ claimedBy, offeredTo }) => claimedBy ?? offeredTo ?? [])[0];
  const owner = ownerId ? await findPerson(tx, ownerId) : undefined;
  const rows = {
    ...(domains.length > 0 && { Domain: domains.join(", ") }),
    ...(company.country && { Country: company.country }),
    Leads: String(leads.length),
    ...(owner && { Owner: owner.name }),
  };
  return { name: company.name, rows };
}

async function contactSide(tx: Tx, id: string): Promise<SameSide | undefined> {
  const known = await findContact(tx, id);
  if (!known) return undefined;
  const { name, email, phone, company } = known;
  const rows = {
    ...(email && { "E-mail": email }),
    ...(phone && { Phone: phone }),
    ...(company && { Company: company }),
  };
  return { name: name ?? email ?? phone ?? "Unnamed", rows };
}
