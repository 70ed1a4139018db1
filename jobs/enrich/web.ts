import { lookup, Resolver } from "node:dns/promises";
import { isPublicAddress } from "../../pipeline/enrich/addresses.ts";
import type { Web } from "../world.ts";
import { codeOf } from "./fetch-refusal.ts";

/** DNS answers within moments or not at all; nobody waits for a record. */
const DNS_MS = 1_500;

/** The Internet as it is. */
export const realWeb: Web = {
  async resolve(host) {
    const addresses = await lookup(host, { all: true });
    return addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  },
  isPublic: isPublicAddress,
  portFor: () => null,
  async records(host, type) {
    const resolver = new Resolver({ timeout: DNS_MS, tries: 1 });
    try {
      if (type === "TXT") return (await resolver.resolveTxt(host)).map((parts) => parts.join(""));
      if (type === "CNAME") return await resolver.resolveCname(host);
      const servers = await resolver.resolveMx(host);
      return servers.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
    } catch (error) {
      if (/^(ENODATA|ENOTFOUND)$/.test(codeOf(error) ?? "")) return [];
      throw error;
    }
  },
};

/** How Baton introduces itself to the sites it reads. */
export function userAgent(publicUrl: string): string {
  return `Baton/1.0 (+${new URL("/bot", publicUrl)})`;
}
