import type { Fact } from "../fact.ts";
import { type Page, proven } from "./page.ts";

/** Applicant tracking systems by the hosts their postings live on. */
const boards: [name: string, host: RegExp][] = [
  [
    "Greenhouse",
    /(?:^|\.)(?:boards|job-boards|boards-api)(?:\.eu)?\.greenhouse\.io$|(?:^|\.)grnh\.se$/,
  ],
  ["Lever", /^(?:jobs|api)(?:\.eu)?\.lever\.co$/],
  ["Ashby", /(?:^|\.)ashbyhq\.com$/],
  ["Workable", /(?:^|\.)workable\.com$/],
  ["Personio", /\.jobs\.personio\.(?:de|com)$/],
  ["Recruitee", /\.recruitee\.com$/],
  ["SmartRecruiters", /(?:^|\.)smartrecruiters\.com$/],
  ["Teamtailor", /\.teamtailor\.com$/],
  ["Workday", /\.myworkdayjobs\.com$|\.workday\.com$/],
  ["iCIMS", /\.icims\.com$/],
  ["BambooHR", /\.bamboohr\.com$/],
  ["Jobvite", /(?:^|\.)jobvite\.com$/],
  ["Breezy", /\.breezy\.hr$/],
  ["JOIN", /^join\.com$/],
  ["softgarden", /\.softgarden\.(?:io|de)$/],
  ["Rippling", /^ats\.rippling\.com$/],
  ["Pinpoint", /\.pinpointhq\.com$/],
  ["Factorial", /\.factorialhr\.(?:com|es|de|fr)$/],
  ["Welcome to the Jungle", /(?:^|\.)welcometothejungle\.com$/],
  ["JazzHR", /\.applytojob\.com$/],
  ["Homerun", /\.homerun\.co$/],
  ["SAP SuccessFactors", /\.successfactors\.(?:com|eu)$/],
  ["Taleo", /\.taleo\.net$/],
];

/** The job board an address belongs to. */
export function boardOf(url: string): string | undefined {
  const host = URL.parse(url)?.hostname;
  return host ? boards.find(([, pattern]) => pattern.test(host))?.[0] : undefined;
}

/** The applicant tracking system the page links to or embeds. */
export function applicantTracking(page: Page): Fact[] {
  const { links, tags } = page.document;
  const embedded = tags
    .filter(({ name }) => name === "script" || name === "iframe")
    .map(({ attributes, raw }) => ({ url: attributes.src ?? "", raw }));
  const found = new Map<string, Fact>();
  for (const { url, raw } of [...embedded, ...links]) {
    const board = boardOf(url);
    if (board && !found.has(board)) {
      found.set(board, proven(page, "ats", board, { quote: raw, provider: "page" }, 0.95));
    }
  }
  return [...found.values()];
}
