import type { Web } from "../../world.ts";
import { literalRefusal, urlProblem } from "../fetch-guard.ts";

const PLACE = "{domain}";

/** The address of a tenant's own look-up for one domain, or why it cannot be asked. */
export function ownLookupUrl(
  template: string,
  domain: string,
  web: Web,
): { ok: true; url: URL } | { ok: false; why: string } {
  const no = (why: string) => ({ ok: false as const, why });
  if (!template.includes(PLACE)) return no("write {domain} where the domain belongs");
  const url = URL.parse(template.replaceAll(PLACE, encodeURIComponent(domain)));
  if (url?.protocol !== "https:") return no("use an address that begins with https://");
  if (URL.parse(template.replaceAll(PLACE, "a"))?.host !== url.host) {
    return no("write {domain} behind the host: the host is always yours");
  }
  const problem = urlProblem(url, web) ?? literalRefusal(url.hostname, web)?.message;
  return problem ? no(problem) : { ok: true, url };
}
