import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DnsRecords, technologiesInDns } from "../../../pipeline/enrich/technologies-dns.ts";
import { nameOf } from "../../fixtures/technologies/pages.ts";

const at = "2026-11-21T09:00:00.000Z";

function inDns(records: Partial<DnsRecords>) {
  return technologiesInDns("harbourlight.example", { MX: [], TXT: [], CNAME: [], ...records }, at);
}

describe("technologies in DNS", () => {
  const cases: [records: Partial<DnsRecords>, names: string[]][] = [
    [{ MX: ["aspmx.l.google.com"] }, ["Google Workspace"]],
    [{ MX: ["SMTP.GOOGLE.COM."] }, ["Google Workspace"]],
    [{ MX: ["harbourlight-example.mail.protection.outlook.com"] }, ["Microsoft 365"]],
    [{ MX: ["mxa-001.eu1.pphosted.com"] }, ["Proofpoint"]],
    [{ MX: ["eu-smtp-inbound-1.mimecast.com"] }, ["Mimecast"]],
    [{ MX: ["mail.protonmail.ch"] }, ["Proton Mail"]],
    [{ MX: ["mx.zoho.eu"] }, ["Zoho Mail"]],
    [{ MX: ["mx00.ionos.de"] }, ["IONOS"]],
    [{ TXT: ["v=spf1 include:_spf.google.com ~all"] }, ["Google Workspace"]],
    [{ TXT: ["v=spf1 include:spf.protection.outlook.com -all"] }, ["Microsoft 365"]],
    [{ TXT: ["v=spf1 include:sendgrid.net include:mailgun.org ?all"] }, ["Mailgun", "SendGrid"]],
    [{ TXT: ["v=spf1 include:mail.zendesk.com ~all"] }, ["Zendesk"]],
    [{ TXT: ["v=spf1 include:_spf.salesforce.com ~all"] }, ["Salesforce"]],
    [{ TXT: ["v=spf1 include:12345.spf07.hubspotemail.net ~all"] }, ["HubSpot"]],
    [{ TXT: ["v=spf1 include:amazonses.com ~all"] }, ["Amazon SES"]],
    [{ TXT: ["v=spf1 include:servers.mcsv.net ~all"] }, ["Mailchimp"]],
    [{ TXT: ["v=spf1 redirect=_spf.mlsend.com"] }, ["MailerLite"]],
    [{ TXT: ["MS=ms12345678"] }, ["Microsoft 365"]],
    [{ TXT: ["google-site-verification=abc"] }, ["Google Search Console"]],
    [{ TXT: ["atlassian-domain-verification=abc"] }, ["Atlassian"]],
    [{ TXT: ["docusign=0a1b"] }, ["DocuSign"]],
    [{ TXT: ["stripe-verification=abc"] }, ["Stripe"]],
    [{ TXT: ["slack-domain-verification=abc"] }, ["Slack"]],
    [{ TXT: ["openai-domain-verification=dv-abc"] }, ["OpenAI"]],
    [{ TXT: ["pardot123456=abc"] }, ["Salesforce Pardot"]],
    [{ TXT: ["ZOOM_verify_abc"] }, ["Zoom"]],
    [{ TXT: ["1password-site-verification=ABC"] }, ["1Password"]],
    [{ CNAME: ["cname.vercel-dns.com"] }, ["Vercel"]],
    [{ CNAME: ["harbourlight.netlify.app."] }, ["Netlify"]],
    [{ CNAME: ["proxy-ssl.webflow.com"] }, ["Webflow"]],
    [{ CNAME: ["1234.group4.sites.hubspot.net"] }, ["HubSpot"]],
    [{ CNAME: ["d111111abcdef8.cloudfront.net"] }, ["Amazon CloudFront"]],
    [{ CNAME: ["shops.myshopify.com"] }, ["Shopify"]],
  ];
  for (const [records, names] of cases) {
    it(`are ${names.join(", ")} for ${JSON.stringify(records)}`, () => {
      assert.deepEqual(inDns(records).map(nameOf).toSorted(), names);
    });
  }

  const nothing: Partial<DnsRecords>[] = [
    {},
    { MX: ["mail.harbourlight.example"] },
    { MX: ["."] },
    { MX: ["aspmx.l.google.com.attacker.example"] },
    { MX: ["notgoogle.com"] },
    { TXT: ["v=spf1 ip4:203.0.113.0/24 -all"] },
    { TXT: ["v=spf1 -include:sendgrid.net ~all"] },
    { TXT: ["we use include:sendgrid.net for mail"] },
    { TXT: ["note: MS=ms12345678"] },
    { TXT: ["pardoning=abc"] },
    { TXT: ["v=spf1 include:sendgrid.net.attacker.example ~all"] },
    { CNAME: ["harbourlight.example"] },
  ];
  for (const records of nothing) {
    it(`are none for ${JSON.stringify(records)}`, () => {
      assert.deepEqual(inDns(records).map(nameOf), []);
    });
  }

  it("are proven by the record, literally, at the record's own address", () => {
    const [fact] = inDns({ TXT: ["v=spf1 a", "docusign=0a1b"] });

    assert.deepEqual(
      [fact?.quote, fact?.sourceUrl, fact?.provider, fact?.observedAt],
      ["TXT docusign=0a1b", "dns:harbourlight.example?type=TXT", "dns", at],
    );
  });
});
