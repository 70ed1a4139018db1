import { labels } from "../data/people-words.ts";
import { cleanText } from "./clean-text.ts";
import { findCompany, formalCompanies } from "./company-name.ts";
import { countryCode, countryInText, countryOfDomain, homeOfLanguage } from "./country.ts";
import { type EmailAddress, readEmail } from "./email-address.ts";
import { nameInText, nameOfEmail } from "./email-name.ts";
import { labelledValue } from "./labelled.ts";
import { languageOf } from "./language.ts";
import { readLinkedin } from "./linkedin.ts";
import { ownWords, withoutOthers } from "./own-words.ts";
import { findPersonName, withoutEmployer } from "./person-name.ts";
import { findPhone } from "./phone.ts";
import { withPlainAddresses } from "./spelled-address.ts";
import { trimToken } from "./token.ts";
import { isSharedSite, readWebAddress, type WebAddress } from "./web-address.ts";

/** Who a free text is probably from. Null where the text does not say. */
export type Identity = {
  name: string | null;
  email: string | null;
  company: string | null;
  domain: string | null;
  website: string | null;
  phone: string | null;
  country: string | null;
  language: string | null;
};

const TEXT_LIMIT = 10_000;

/** No name or address is that long, and patterns would take their time over it. */
const endlessWord = /\S{254,}/g;

const address = /[\p{Script=Latin}\p{N}!#$%&'*+/=?^_`{}~.-]{1,64}@[\p{L}\p{N}.-]{3,253}/gu;

/** Sites that somebody read, saw or compares us with are not theirs. */
const elsewhere =
  /(?<!\p{L})(?:(?:read|saw|seen|found|heard)(?: \p{L}+){0,3} (?:on|at|in|via|through)|(?:lu|vu|trouvé|découvert)e?s? (?:\p{L}+ )?sur|(?:leí|leído|vi|visto|encontré) (?:\p{L}+ )?en|(?:letto|visto|trovato) su|compare[ds]? (?:\p{L}+ )?(?:to|with)|alternative (?:to|zu)|vs\.?|versus|gesehen auf|gelesen auf)[ \t]+\S+\.\S+/giu;

/** Reads a signature, an introduction or a filled-in form by rules alone. */
export function identify(text: string): Identity {
  const clean = endsOf(cleanText(text, text.length * 3)).replace(endlessWord, " ");
  const words = withoutOthers(ownWords(withPlainAddresses(clean)));
  const language = languageOf(words);
  const named = findPersonName(words);
  const mail = findEmail(words, named);
  const site = findSite(words, mail?.domain ?? null);
  const domain = mail?.domain ?? site?.domain ?? null;

  const stated = labelledValue(words, labels.country);
  const place = (stated && countryCode(stated)) || countryInText(words);
  const local = domain === null ? null : countryOfDomain(domain);
  const phone = findPhone(words, place ?? local ?? homeOfLanguage(language));
  const label = domain?.split(".")[0] ?? "";
  const name = named
    ? withoutEmployer(named, [label, ...formalCompanies(words)])
    : (nameInText(mail, words) ?? nameOfEmail(mail, words));

  return {
    name,
    email: mail?.email ?? null,
    company: findCompany(words, { name, domain }),
    domain,
    website: site ? (site.website ?? `https://${site.domain}`) : null,
    phone: phone?.phone ?? null,
    country: place ?? phone?.country ?? local,
    language,
  };
}

/** People say who they are where a text begins or ends. */
function endsOf(text: string): string {
  const isLong = text.length > TEXT_LIMIT;
  return isLong ? `${text.slice(0, TEXT_LIMIT / 2)}\n${text.slice(-TEXT_LIMIT / 2)}` : text;
}

/** The sender's address: the one with their name in it, then a person's before a function's. */
function findEmail(words: string, name: string | null): EmailAddress | undefined {
  const found = words.match(address) ?? [];
  const mails = found.flatMap((text) => readEmail(trimToken(text)) ?? []);
  const named = (name ?? "")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);
  return (
    mails.find(({ email }) => named.some((word) => email.toLowerCase().startsWith(word))) ??
    mails.find(({ flags }) => !flags.includes("role_mail")) ??
    mails[0]
  );
}

/** The company's site: one that fits the e-mail address, else the only one that is nobody else's. */
function findSite(words: string, mailDomain: string | null): WebAddress | undefined {
  const own = words.replace(elsewhere, " ");
  const sites = own.split(/[\s,;|<>()]+/).flatMap((word) => readSite(trimToken(word)) ?? []);
  const fitting = sites.find(({ domain }) => domain === mailDomain);
  if (fitting) return fitting;
  const domains = new Set(sites.map(({ domain }) => domain));
  return domains.size === 1 ? sites[0] : undefined; // of several, none is surely theirs
}

function readSite(token: string): WebAddress | undefined {
  const typed = token.replace(/^(?:web|website|url|www)[:：]\s*/i, "");
  if (typed.includes("@") || !/\p{L}[\p{L}\p{N}-]*\.\p{L}{2,}/u.test(typed) || readLinkedin(typed))
    return undefined;
  const read = readWebAddress(typed);
  return read.ok && !isSharedSite(read.domain) && read.domain !== "linkedin.com" ? read : undefined;
}
