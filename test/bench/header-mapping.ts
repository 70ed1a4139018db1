import type { Mapping } from "../../pipeline/ingest/columns/fields.ts";
import { proposeMapping } from "../../pipeline/ingest/columns/propose-mapping.ts";
import { judge } from "../pipeline/ingest/columns/header-sets.ts";
import type { Result } from "./result.ts";

/** What a form of one's own would call its columns, and many an import insists on. */
const englishNames: Readonly<Record<string, keyof Mapping>> = {
  company: "company",
  website: "url",
  email: "email",
  name: "name",
  "first name": "first_name",
  "last name": "last_name",
  "job title": "title",
  linkedin: "linkedin",
  phone: "phone",
  country: "country",
  employees: "employees",
  message: "free_text",
  id: "external_id",
  city: "city",
  industry: "industry",
  budget: "budget",
  consent: "consent",
};

/** The share of columns, over exports, forms and lists in nine languages, that are taken for what they are. */
export async function headerMapping(): Promise<Result[]> {
  const ours = rightShare((header, rows) => proposeMapping(header, rows).mapping);
  const theirs = rightShare(byEnglishName);
  return [
    {
      ...{ name: "header_mapping", value: ours, unit: "right" },
      ...{ opponent: "exact English names", ratio: ours / theirs, goal: { atLeast: 0.95 } },
    },
  ];
}

function rightShare(map: (header: string[], rows: string[][]) => Mapping): number {
  const { wrong, all } = judge(map);
  return 1 - wrong.length / all;
}

function byEnglishName(header: readonly string[]): Mapping {
  const named = header.map((name, column) => [englishNames[name.toLowerCase()], column] as const);
  return Object.fromEntries(named.filter(([field]) => field !== undefined));
}
