import { z } from "zod";
import { readXml } from "../ingest/doors/xml.ts";

/** An opening as a board tells of it, before anybody judged it. */
type Posting = {
  title?: string | null | undefined;
  place?: string | null | undefined;
  department?: string | null | undefined;
  posted?: string | null | undefined;
};

export type BoardShape = {
  /** The company's name there, in an address without its scheme. */
  at: readonly RegExp[];
  /** Its public list, by that name. */
  url: (token: string, address: string) => string;
  /** The openings in what the list answers. */
  list: (text: string) => unknown;
  posting: z.ZodType<Posting>;
};

const Text = z.string().trim().min(1).nullish().catch(null);
const Named = z.object({ name: Text }).nullish().catch(null);
const places = (...parts: (string | null | undefined)[]) => {
  return [...new Set(parts.filter((part) => part))].join(", ") || null;
};

const whole = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a board that answers with a page has no list
  }
};
const under = (key: string) => (text: string) =>
  z.record(z.string(), z.unknown()).safeParse(whole(text)).data?.[key];

/** The elements of one name, each as an object of its children's texts. */
const elements = (name: string) => (text: string) => {
  const read = readXml(Buffer.from(text));
  if (!read.ok) return undefined;
  const found = read.root.children.filter((child) => child.name === name);
  return found.map(({ children }) =>
    Object.fromEntries(children.map((child) => [child.name, child.text])),
  );
};
const token = "([\\w-][\\w.-]{1,59})(?=[/?]|$)";

/** Where each board's public list is, and how an opening looks in it. */
export const boardShapes = {
  // https://developers.greenhouse.io/job-board.html
  Greenhouse: {
    at: [
      /^(?:job-)?boards(?:\.eu)?\.greenhouse\.io\/embed\/job_(?:board|app)(?:\/js)?\?(?:.*&)?for=([\w.-]{2,60})/,
      new RegExp(`^boards-api(?:\\.eu)?\\.greenhouse\\.io/v1/boards/${token}`),
      new RegExp(`^(?:job-)?boards(?:\\.eu)?\\.greenhouse\\.io/(?!embed)${token}`),
    ],
    url: (name, address) =>
      `https://boards-api${address.includes(".eu.") ? ".eu" : ""}.greenhouse.io/v1/boards/${name}/jobs`,
    list: under("jobs"),
    posting: z
      .object({ title: Text, location: Named, first_published: Text })
      .transform(({ title, location, first_published }) => {
        return { title, place: location?.name, posted: first_published };
      }),
  },
  // https://github.com/lever/postings-api
  Lever: {
    at: [new RegExp(`^(?:jobs|api)(?:\\.eu)?\\.lever\\.co/(?:v0/postings/)?${token}`)],
    url: (name, address) =>
      `https://api${address.includes(".eu.") ? ".eu" : ""}.lever.co/v0/postings/${name}?mode=json&limit=100`,
    list: whole,
    posting: z
      .object({
        text: Text,
        createdAt: z.number().nullish().catch(null),
        categories: z.object({ location: Text, team: Text }).nullish().catch(null),
      })
      .transform(({ text, createdAt, categories }) => ({
        ...{ title: text, place: categories?.location, department: categories?.team },
        posted: createdAt ? new Date(createdAt).toJSON() : null,
      })),
  },
  // https://developers.ashbyhq.com/docs/public-job-posting-api
  Ashby: {
    at: [new RegExp(`^(?:jobs|api)\\.ashbyhq\\.com/(?:posting-api/job-board/)?${token}`)],
    url: (name) => `https://api.ashbyhq.com/posting-api/job-board/${name}`,
    list: under("jobs"),
    posting: z
      .object({
        ...{ title: Text, department: Text, location: Text, publishedAt: Text },
        isListed: z.boolean().nullish().catch(null),
      })
      .transform(({ title, department, location, publishedAt, isListed }) => {
        return {
          title: isListed === false ? null : title,
          department,
          place: location,
          posted: publishedAt,
        };
      }),
  },
  // https://help.workable.com/hc/en-us/articles/115012771647
  Workable: {
    at: [
      /^apply\.workable\.com\/api\/v1\/widget\/accounts\/([\w.-]{2,60})/,
      /^(?:apply|www)\.workable\.com\/(?!api|j\/)([\w.-]{2,60})/,
      /^(?!apply|www|help|careers|jobs)([\w-]{2,60})\.workable\.com/,
    ],
    url: (name) => `https://apply.workable.com/api/v1/widget/accounts/${name}`,
    list: under("jobs"),
    posting: z
      .object({ title: Text, city: Text, country: Text, department: Text, published_on: Text })
      .transform(({ title, city, country, department, published_on }) => {
        return { title, department, place: places(city, country), posted: published_on };
      }),
  },
  // https://docs.recruitee.com/reference/offers
  Recruitee: {
    at: [/^(?!www|docs|support)([\w-]{2,60})\.recruitee\.com/],
    url: (name) => `https://${name}.recruitee.com/api/offers/`,
    list: under("offers"),
    posting: z
      .object({ title: Text, city: Text, country: Text, department: Text, published_at: Text })
      .transform(({ title, city, country, department, published_at }) => {
        return { title, department, place: places(city, country), posted: published_at };
      }),
  },
  // https://developer.personio.de/v1.0/reference/get_xml
  Personio: {
    at: [/^([\w-]{2,60}\.jobs\.personio\.(?:de|com))/],
    url: (host) => `https://${host}/xml`,
    list: elements("position"),
    posting: z
      .object({ name: Text, office: Text, department: Text, createdAt: Text })
      .transform(({ name, office, department, createdAt }) => {
        return { title: name, department, place: office, posted: createdAt };
      }),
  },
  // https://developers.smartrecruiters.com/docs/posting-api
  SmartRecruiters: {
    at: [new RegExp(`^(?:careers|jobs)\\.smartrecruiters\\.com/${token}`)],
    url: (name) => `https://api.smartrecruiters.com/v1/companies/${name}/postings?limit=100`,
    list: under("content"),
    posting: z
      .object({
        ...{ name: Text, releasedDate: Text },
        location: z.object({ city: Text }).nullish().catch(null),
        department: z.object({ label: Text }).nullish().catch(null),
      })
      .transform(({ name, releasedDate, location, department }) => {
        return {
          title: name,
          department: department?.label,
          place: location?.city,
          posted: releasedDate,
        };
      }),
  },
  BambooHR: {
    at: [/^(?!www)([\w-]{2,60})\.bamboohr\.com\/(?:careers|jobs)/],
    url: (name) => `https://${name}.bamboohr.com/careers/list`,
    list: under("result"),
    posting: z
      .object({
        ...{ jobOpeningName: Text, departmentLabel: Text },
        location: z.object({ city: Text, state: Text }).nullish().catch(null),
      })
      .transform(({ jobOpeningName, departmentLabel, location }) => ({
        ...{ title: jobOpeningName, department: departmentLabel },
        place: places(location?.city, location?.state),
      })),
  },
  Breezy: {
    at: [/^(?!www)([\w-]{2,60})\.breezy\.hr/],
    url: (name) => `https://${name}.breezy.hr/json`,
    list: whole,
    posting: z
      .object({ name: Text, department: Text, published_date: Text, location: Named })
      .transform(({ name, department, published_date, location }) => {
        return { title: name, department, place: location?.name, posted: published_date };
      }),
  },
} satisfies Record<string, BoardShape>;
