import { isIP } from "node:net";
import { InvalidArgumentError } from "commander";
import type { Web } from "../../jobs/world.ts";

/** Where a host is asked instead of where its name leads. */
export type StandIn = { host: string; address: string; family: 4 | 6; port: number };

/** Reads `acme.example=127.0.0.1:8080` or `acme.example=[::1]:8080`, one more each time it is given. */
export function readStandIn(text: string, before: readonly StandIn[] = []): StandIn[] {
  const [, host = "", bare = "", port = ""] =
    /^([^=\s]+)=\[?([^\]\s]+?)\]?:(\d+)$/.exec(text) ?? [];
  const family = isIP(bare);
  const isPort = Number(port) > 0 && Number(port) < 65_536;
  if (host === "" || (family !== 4 && family !== 6) || !isPort) {
    throw new InvalidArgumentError("Write host=ip:port, for example acme.example=127.0.0.1:8080.");
  }
  return [...before, { host: host.toLowerCase(), address: bare, family, port: Number(port) }];
}

/** The web in which these hosts live elsewhere and speak plain http. Their addresses count as public for them alone. */
export function withStandIns(web: Web, standIns: readonly StandIn[]): Web {
  const standIn = (host: string) => {
    const name = host.toLowerCase().replace(/\.$/, "");
    return standIns.find((one) => one.host === name);
  };
  return {
    async resolve(host) {
      const { address, family } = standIn(host) ?? {};
      return address && family ? [{ address, family }] : await web.resolve(host);
    },
    isPublic: (address, host) => standIn(host)?.address === address || web.isPublic(address, host),
    portFor: (host) => standIn(host)?.port ?? web.portFor(host),
    records: (host, type) => (standIn(host) ? Promise.resolve([]) : web.records(host, type)),
  };
}
