import type { Fact, PageVisit } from "../../pipeline/enrich/fact.ts";
import {
  type DnsRecords,
  fromDns,
  technologiesInDns,
} from "../../pipeline/enrich/technologies-dns.ts";
import type { World } from "../world.ts";
import type { FactSource } from "./fact-source.ts";
import { codeOf } from "./fetch-refusal.ts";

type Type = keyof DnsRecords;

/** What a company's DNS says about its tools, and whether mail can reach it. Nobody's site is asked. */
export const dnsSource: FactSource = {
  name: "dns",
  when: "beside",
  async find({ domain }, { web, now }) {
    const ask = (type: Type) => askFor(domain, type, { web, now });
    const [mx, txt, cname] = await Promise.all([ask("MX"), ask("TXT"), ask("CNAME")]);
    const observedAt = now().toISOString();
    const said: DnsRecords = {
      MX: mx.records ?? [],
      TXT: txt.records ?? [],
      CNAME: cname.records ?? [],
    };
    const mail = mx.records ? await mailFact(domain, mx.records, web, observedAt) : [];
    const facts = [...technologiesInDns(domain, said, observedAt), ...mail];
    return { facts, visits: [mx.visit, txt.visit, cname.visit] };
  },
};

/** `records` is null when nobody answered: then nothing is known, and nothing is concluded. */
type Answer = { records: string[] | null; visit: PageVisit };

async function askFor(
  domain: string,
  type: Type,
  { web, now }: Pick<World, "web" | "now">,
): Promise<Answer> {
  const startedAt = now().getTime();
  const records = await web
    .records(type === "CNAME" ? `www.${domain}` : domain, type)
    .catch(() => null);
  const ms = now().getTime() - startedAt;
  const bytes = records?.join("").length ?? 0;
  const url = `dns:${domain}?type=${type}`;
  const status = records ? 200 : 0;
  return { records, visit: { url, kind: "dns", status, ms, bytes, via: "dns" } };
}

/** Without MX, mail goes to the host itself; a single empty one is a no (RFC 7505). */
async function mailFact(
  domain: string,
  servers: readonly string[],
  web: World["web"],
  observedAt: string,
): Promise<Fact[]> {
  const fact = (accepts: boolean, host: string | null, record: string) =>
    fromDns(domain, "mail_domain", { accepts, host }, { type: "MX", record }, observedAt);

  const [best] = servers;
  const isNull = servers.length === 1 && (best === "" || best === ".");
  if (isNull) return [fact(false, null, ".")];
  if (best !== undefined) return [fact(true, best.replace(/\.$/, ""), best)];
  const hasAddress = await isReached(domain, web);
  if (hasAddress === null) return [];
  const noRecord = { ...fact(hasAddress, hasAddress ? domain : null, ""), quote: null };
  return [{ ...noRecord, confidence: hasAddress ? 0.5 : 0.8 }];
}

/** Null when nobody could tell. */
async function isReached(host: string, web: World["web"]): Promise<boolean | null> {
  try {
    return (await web.resolve(host)).length > 0;
  } catch (error) {
    return /^(?:ENOTFOUND|ENODATA)$/.test(codeOf(error) ?? "") ? false : null;
  }
}
