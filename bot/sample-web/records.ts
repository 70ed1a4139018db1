import type { Web } from "../../jobs/world.ts";
import type { Company } from "./company.ts";
import { hostOf } from "./hosts.ts";

type Type = Parameters<Web["records"]>[1];
type Mail = { servers: string[]; sender: string; proof: string[] };

const google: Mail = {
  servers: ["aspmx.l.google.com", "alt1.aspmx.l.google.com"],
  sender: "include:_spf.google.com",
  proof: ["google-site-verification=sample-Wm4tY2"],
};
const microsoft: Mail = {
  servers: ["sample-example.mail.protection.outlook.com"],
  sender: "include:spf.protection.outlook.com",
  proof: ["MS=ms48151623"],
};

/** The DNS of the sample web: where mail goes, who may send it, and where www leads. */
export function recordsOf(name: string, type: Type): string[] {
  const known = hostOf(name);
  if (known?.odd === "parked.example") return type === "MX" ? ["."] : []; // RFC 7505: no mail here
  if (!known?.company) return [];
  const mail = mailOf(known.company);
  switch (type) {
    case "MX":
      return mail.servers;
    case "TXT":
      return [sendersOf(known.company, mail), ...mail.proof];
    case "CNAME":
      return /^www\./i.test(name) && known.company.products.includes("vercel")
        ? ["cname.vercel-dns.com"]
        : [];
  }
}

function mailOf({ products }: Company): Mail {
  return products.includes("vercel") || products.includes("webflow") ? google : microsoft;
}

function sendersOf({ products }: Company, { sender }: Mail): string {
  const hubspot = products.includes("hubspot") ? "include:4815162.spf04.hubspotemail.net " : "";
  return `v=spf1 ${sender} ${hubspot}~all`;
}
