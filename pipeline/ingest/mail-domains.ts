import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import { freeMail } from "../data/free-mail.ts";
import { roleNames } from "../data/role-names.ts";
import { parentDomains } from "./domain.ts";

/** Made once: the package makes its set of many thousand names anew at every call. */
const disposable = disposableEmailBlocklistSet();

/** Whether addresses at this host belong to anybody: gmail.com, web.de. */
export function isFreeMail(host: string): boolean {
  return parentDomains(host).some((name) => freeMail.has(name));
}

/** Whether addresses at this host are made to be thrown away: mailinator.com and anything below it. */
export function isDisposable(host: string): boolean {
  return parentDomains(host).some((name) => !freeMail.has(name) && disposable.has(name));
}

/** Whether an address belongs to a function, not a person: `sales@`, `no-reply@`, `info+web@`. */
export function isRole(email: string): boolean {
  const local = email.slice(0, email.lastIndexOf("@")).toLowerCase();
  const name = local.replace(/\+.*$/s, "").replace(/[._-]/g, "");
  return roleNames.has(name.replace(/\d+$/, ""));
}
