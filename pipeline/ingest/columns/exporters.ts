import type { ColumnField, Exporter } from "./fields.ts";

/** Headers that only one system's export has together, and what it means by some that say nothing. */
type Signature = {
  exporter: Exporter;
  /** One of these sets is there in full. */
  headers: string[][];
  means?: Record<string, ColumnField>;
};

const signatures: readonly Signature[] = [
  {
    exporter: "linkedin_connections",
    headers: [["first name", "last name", "connected on"]],
    means: { url: "linkedin", position: "title", company: "company" },
  },
  {
    exporter: "linkedin_lead_gen",
    headers: [
      ["lead id", "form name"],
      ["lead id", "campaign name"],
      ["lead gen form name"],
      ["lead form name", "first name"],
      ["form id", "campaign id"],
      ["lead creation time"],
      ["test lead", "email"],
      ["test lead", "email address"],
      ["lead type", "form name"],
    ],
    means: { "lead type": "is_test" },
  },
  {
    exporter: "apollo",
    headers: [
      ["apollo contact id"],
      ["apollo account id"],
      ["person linkedin url", "company linkedin url"],
      ["number employees", "company name for emails"],
    ],
  },
  {
    exporter: "pipedrive",
    headers: [
      ["person name"],
      ["organization name", "organization label"],
      ["person organization"],
      ["deal title"],
      ["organization name", "organization address"],
      ["lead title", "lead person"],
    ],
    means: { "lead title": "product_interest" },
  },
  {
    exporter: "hubspot",
    headers: [
      ["record id", "lifecycle stage"],
      ["record id", "contact owner"],
      ["record id", "company owner"],
      ["record id", "deal stage"],
      ["hs object id"],
      ["record id contact"],
      ["record id company"],
      ["associated company", "lead status"],
      ["company domain name"],
    ],
  },
  {
    exporter: "salesforce",
    headers: [
      ["company account", "lead owner"],
      ["lead owner", "lead status"],
      ["lead owner", "lead source"],
      ["account name", "account owner"],
      ["account name", "mailing country"],
      ["account name", "mailing city"],
      ["lead owner alias"],
      ["company account", "lead status"],
      ["account name", "billing country"],
      ["account name", "opportunity name"],
      ["last name", "account name", "lead source"],
      ["contact id", "account id", "mailing street"],
    ],
  },
  {
    exporter: "sales_navigator",
    headers: [
      ["sales nav url"],
      ["sales navigator url"],
      ["full name", "company url", "profile url"],
      ["full name", "company name", "linkedin url", "location"],
      ["first name", "company name", "profile url"],
      ["sales navigator profile url"],
      ["full name", "profile url", "title"],
      ["default profile url"],
      ["regular company url"],
      ["shared connections count"],
    ],
  },
];

/** The system a table was exported from, by its headers. */
export function exporterOf(keys: readonly string[]): Exporter | null {
  return signatureOf(keys)?.exporter ?? null;
}

/** What a system means by a header that means something else, or nothing, elsewhere. */
export function meantBy(exporter: Exporter | null, key: string): ColumnField | undefined {
  return signatures.find((one) => one.exporter === exporter)?.means?.[key];
}

function signatureOf(keys: readonly string[]): Signature | undefined {
  return signatures.find(({ headers }) =>
    headers.some((set) => set.every((key) => keys.includes(key))),
  );
}
