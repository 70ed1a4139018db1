import { lookup } from "node:dns/promises";
import { isPublicAddress } from "../../pipeline/enrich/addresses.ts";
import type { Web } from "../world.ts";

/** The Internet as it is. */
export const realWeb: Web = {
  async resolve(host) {
    const addresses = await lookup(host, { all: true });
    return addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  },
  isPublic: isPublicAddress,
  portFor: () => null,
};

/** How Baton introduces itself to the sites it reads. */
export function userAgent(publicUrl: string): string {
  return `Baton/1.0 (+${new URL("/bot", publicUrl)})`;
}
