import { answers } from "../../cards/answers.ts";
import { nameChoicesCard } from "../../cards/choice-cards.ts";
import { noteCard } from "../../cards/note-card.ts";
import type { Tx } from "../../db/client.ts";
import { findCompaniesByName } from "../../db/companies.ts";
import { findLeadByDomain, type LeadRow } from "../../db/leads.ts";
import type { OneSubject } from "../../pipeline/ingest/command.ts";
import type { Answer } from "./request.ts";

export type Found = { lead: LeadRow } | { answer: Answer };

/** The tenant's own lead a command is about, or the answer that says why there is none. */
export async function findLeadAbout(tx: Tx, subject: OneSubject): Promise<Found> {
  const domain = domainOf(subject);
  if (domain) {
    const lead = await findLeadByDomain(tx, domain);
    return lead ? { lead } : whisper(answers.unknownLead(domain));
  }
  const name = nameOf(subject);
  const companies = await findCompaniesByName(tx, name, 3);
  const [only, ...others] = companies;
  if (!only?.domain) return whisper(answers.unknownName(name));
  if (others.length > 0) {
    const domains = companies.flatMap((company) => company.domain ?? []);
    return { answer: { kind: "whisper", card: nameChoicesCard(name, domains) } };
  }
  const lead = await findLeadByDomain(tx, only.domain);
  return lead ? { lead } : whisper(answers.unknownLead(only.domain));
}

export function domainOf(subject: OneSubject): string | null {
  switch (subject.kind) {
    case "domain":
    case "email":
      return subject.domain;
    case "text":
      return subject.lead.domain;
    case "name":
    case "linkedin":
      return null;
  }
}

export function nameOf(subject: OneSubject): string {
  switch (subject.kind) {
    case "domain":
      return subject.domain;
    case "email":
      return subject.email;
    case "text":
      return subject.lead.company ?? subject.lead.email ?? "that";
    case "name":
      return subject.name;
    case "linkedin":
      return subject.name ?? subject.slug;
  }
}

function whisper(text: string): Found {
  return { answer: { kind: "whisper", card: noteCard(text) } };
}
