import type { Product } from "./stack.ts";

/** A made-up company, as its own website tells it. Days are counted back from today, so that news stays new. */
export type Company = {
  /** Without `www`: `northwind.example`. */
  host: string;
  name: string;
  legalName: string;
  lang: "en" | "de";
  /** What it is, in three to six words: the page's title says it after the name. */
  trade: string;
  headline: string;
  /** The button beside the menu. */
  ask: string;
  /** One sentence under the headline. */
  promise: string;
  /** What it does, in short paragraphs. */
  story: string[];
  offers: { title: string; text: string }[];
  /** As the about page says it: `180–220 people`. */
  size: string;
  founded: number;
  address: { street: string; postcode: string; city: string; country: string; countryCode: string };
  offices: string[];
  people: { name: string; title: string }[];
  jobs: { title: string; place: string; daysAgo: number }[];
  press: { title: string; text: string; daysAgo: number }[];
  changelog: { title: string; text: string; daysAgo: number }[];
  /** Prices per month as printed; `null` is a price page that only offers to talk, empty is no price page. */
  plans: { name: string; price: string; text: string }[] | null;
  testimonial: { quote: string; who: string } | null;
  products: Product[];
  /** Job postings and address as structured data, besides the words. */
  structured: boolean;
  email: string;
  phone: string;
  colour: string;
};
