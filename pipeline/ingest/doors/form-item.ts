import { identify } from "../identify.ts";
import type { LeadInput } from "../lead-input.ts";
import { missingOf, normalise, type RawLead } from "../normalise.ts";
import { looksLikeSpam, type SpamReason, spamFlag } from "../spam.ts";
import { suspicious } from "../suspicious.ts";
import type { Item } from "./door.ts";
import type { FormConfig } from "./form-config.ts";
import { type FormField, rawLeadOf } from "./form-fields.ts";

/** What a vendor tells about a filled-in form besides its fields. */
export type Filled = {
  fields: readonly FormField[];
  key: string;
  raw: string;
  /** When it was sent, and when it was opened. */
  at: Date | null;
  openedAt?: Date | null;
  pageUrl?: string | null;
};

type FormDoor = { name: string; config: FormConfig };

const openedField = "_ts";

/** A filled-in form as something to store: a lead, a question about what is missing, or spam. */
export function formItem(filled: Filled, door: FormDoor, nowMs: number): Item {
  const { config } = door;
  const traps = filled.fields.filter(({ name }) => config.honeypot.includes(name));
  const seen = filled.fields.filter(
    (field) => !traps.includes(field) && field.name !== openedField,
  );
  const raw = rawLeadOf(seen, config.fields);
  const said = {
    ...raw,
    pageUrl: raw.pageUrl ?? filled.pageUrl ?? null,
  };
  const input = leadOf(said, config.source ?? door.name);
  const spam = looksLikeSpam(
    {
      trap: traps.map(({ value }) => value).join(""),
      openedMs: openedMs(filled),
      sentMs: filled.at?.getTime() ?? nowMs,
      text: seen.map(({ value }) => value).join("\n"),
    },
    config,
  );
  const { key, raw: words, at } = filled;
  return { ...kindOf(input, spam), key, externalId: input.externalId, raw: words, at };
}

function kindOf(input: LeadInput, spam: SpamReason | undefined): Pick<Item, "kind" | "input"> {
  if (spam) return { kind: "spam", input: { ...input, flags: [...input.flags, spamFlag(spam)] } };
  // A disposable address needs no question: the gate says no to it.
  const isGated = input.flags.includes("disposable_mail");
  return { kind: missingOf(input).length > 0 && !isGated ? "needs_info" : "lead", input };
}

/**
 * What the fields leave open may stand in the message, unless that is up to something: nobody is
 * sent to a page by it. What could not be read is kept beside it.
 */
function leadOf(raw: RawLead, source: string): LeadInput {
  const { lead, problems } = normalise(raw, source);
  const isOpen = missingOf(lead).length > 0 && !lead.flags.includes("suspicious_text");
  const found = isOpen ? completed(raw, lead, source) : lead;
  const unread = problems.map(({ field }) => [field, String(raw[field] ?? "")]);
  const extra = { ...found.extra, ...Object.fromEntries(unread) };
  const odd = suspicious(Object.values(extra).join("\n"));
  return { ...found, extra, flags: [...new Set([...found.flags, ...odd])] };
}

function completed(raw: RawLead, lead: LeadInput, source: string): LeadInput {
  const text = lead.freeText === null ? null : identify(lead.freeText);
  if (!text) return lead;
  const more: RawLead = {
    ...raw,
    company: lead.company ?? text.company,
    url: lead.domain || lead.website ? (raw.url ?? null) : (text.website ?? text.domain),
    email: lead.email ?? text.email,
    name: lead.name ?? text.name,
    phone: lead.phone ?? text.phone,
    country: lead.country ?? text.country,
  };
  return normalise(more, source).lead;
}

/** `_ts` in seconds or milliseconds. */
function openedMs({ fields, openedAt }: Filled): number | null {
  if (openedAt) return openedAt.getTime();
  const text = fields.find(({ name }) => name === openedField)?.value.trim() ?? "";
  if (!/^\d{10,13}$/.test(text)) return null;
  return text.length > 11 ? Number(text) : Number(text) * 1_000;
}
