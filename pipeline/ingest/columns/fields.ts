/** What a column of somebody's table can say about a lead. What is none of these goes into `extra`. */
export const columnFields = [
  "company",
  "url",
  "email",
  "name",
  "first_name",
  "last_name",
  "title",
  "linkedin",
  "phone",
  "country",
  "employees",
  "product_interest",
  "free_text",
  "external_id",
  "page_url",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "budget",
  "consent",
  "city",
  "industry",
  "company_linkedin",
  "is_test",
] as const;
export type ColumnField = (typeof columnFields)[number];

/** Which column says what, by its place from 0. */
export type Mapping = Partial<Record<ColumnField, number>>;

/** A system whose exports are known by their headers. */
export type Exporter =
  | "hubspot"
  | "salesforce"
  | "pipedrive"
  | "apollo"
  | "linkedin_connections"
  | "sales_navigator"
  | "linkedin_lead_gen";

/** What Baton thinks a table's columns mean, for a person to confirm. */
export type Proposal = {
  mapping: Mapping;
  profile: Exporter | null;
  /** Columns that are kept in `extra` only. */
  ignored: number[];
  /** Guesses a person should look at. */
  unsure: { field: ColumnField; column: number; why: Doubt }[];
};

/**
 * `by_content`: the header says nothing, the values do. `rival`: another column would do as well.
 * `contradicted`: the values do not look like it.
 */
export type Doubt = "by_content" | "rival" | "contradicted";
