import { z } from "zod";
import { industryWords } from "../industries.ts";

const industryNames = industryWords.map(([name]) => name);

/** A statement with its proof: the words, letter by letter, and the number of the page they stand on. */
const cited = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, quote: z.string(), page: z.int() });

const People = z.object({ min: z.int(), max: z.int().nullable() });
const Opening = z.object({ title: z.string(), place: z.string().nullable() });
const Round = z.object({
  round: z.string().nullable(),
  amount: z.string().nullable(),
  date: z.string().nullable(),
});
const Human = z.object({ name: z.string(), title: z.string().nullable() });

/** What a model is asked about a company. Null, or an empty list, is what the pages do not say. */
export const Firmographics = z.object({
  industry: cited(z.enum(industryNames)).nullable(),
  employees: cited(People).nullable(),
  founded_year: cited(z.int()).nullable(),
  hq_city: cited(z.string()).nullable(),
  hq_country: cited(z.string().describe("ISO 3166-1 alpha-2")).nullable(),
  legal_name: cited(z.string()).nullable(),
  headline: cited(z.string().describe("What it does or sells, in its own words")).nullable(),
  openings: z.array(cited(Opening)),
  funding: cited(Round).nullable(),
  people: z.array(cited(Human)),
  technologies: z.array(cited(z.string().describe("A product that the company uses"))),
});
export type Firmographics = z.infer<typeof Firmographics>;

/** Without two of these a company can hardly be judged: the larger model is worth its price then. */
export const keyFields = ["industry", "employees", "hq_country"] as const;

/** What one model can tell best; where rules found all of it, none is asked. */
export const soughtFields = [...keyFields, "founded_year", "hq_city", "legal_name"] as const;
