import { labels } from "../data/people-words.ts";
import { cleanText } from "./clean-text.ts";
import { findCompany } from "./company-name.ts";
import { countryCode, countryInText, countryOfDomain } from "./country.ts";
import { type EmailAddress, readEmail } from "./email-address.ts";
import { labelledValue } from "./labelled.ts";
import { languageOf } from "./language.ts";
import { readLinkedin } from "./linkedin.ts";
import { findPersonName } from "./person-name.ts";
import { findPhone } from "./phone.ts";
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

/** Reads a signature, an introduction or a filled-in form by rules alone. */
export function identify(text: string): Identity {
  const words = cleanText(text, TEXT_LIMIT).replace(endlessWord, " ");
  const mail = findEmail(words);
  const site = findSite(words, mail?.domain ?? null);
  const domain = mail?.domain ?? site?.domain ?? null;

  const stated = labelledValue(words, labels.country);
  const named = (stated && countryCode(stated)) || countryInText(words);
  const local = domain === null ? null : countryOfDomain(domain);
  const phone = findPhone(words, named ?? local);
  const name = findPersonName(words, mail);

  return {
    name,
    email: mail?.email ?? null,
    company: findCompany(words, { name, domain }),
    domain,
    website: site ? (site.website ?? `https://${site.domain}`) : null,
    phone: phone?.phone ?? null,
    country: named ?? phone?.country ?? local,
    language: languageOf(words),
  };
}

/** The sender's address: a person's before a function's. */
function findEmail(words: string): EmailAddress | undefined {
  const found =
    words.match(/[\p{Script=Latin}\p{N}!#$%&'*+/=?^_`{}~.-]{1,64}@[\p{L}\p{N}.-]{3,253}/gu) ?? [];
  const mails = found.flatMap((text) => readEmail(trimToken(text)) ?? []);
  return mails.find(({ flags }) => !flags.includes("role_mail")) ?? mails[0];
}

/** The company's site: one that fits the e-mail address, else the first that is nobody else's. */
function findSite(words: string, mailDomain: string | null): WebAddress | undefined {
  const sites = words.split(/[\s,;|<>()]+/).flatMap((word) => readSite(trimToken(word)) ?? []);
  return sites.find(({ domain }) => domain === mailDomain) ?? sites[0];
}

function readSite(token: string): WebAddress | undefined {
  const typed = token.replace(/^(?:web|website|url|www)[:：]\s*/i, "");
  if (typed.includes("@") || !/\p{L}[\p{L}\p{N}-]*\.\p{L}{2,}/u.test(typed) || readLinkedin(typed))
    return undefined;
  const read = readWebAddress(typed);
  return read.ok && !isSharedSite(read.domain) && read.domain !== "linkedin.com" ? read : undefined;
}
