import { dnsSource } from "./dns-source.ts";
import type { FactSource } from "./fact-source.ts";
import { feedSource } from "./feed-source.ts";
import { googleNewsSource } from "./google-news-source.ts";
import { jobBoardSource } from "./job-board-source.ts";
import { linkedinSource } from "./linkedin-source.ts";
import { llmSource } from "./llm/llm-source.ts";
import { providerSource } from "./provider-source.ts";

/** Everybody who is asked about a company besides its own pages; those that cost money come last. */
export const sources: readonly FactSource[] = [
  dnsSource,
  feedSource,
  jobBoardSource,
  googleNewsSource,
  linkedinSource,
  llmSource,
  providerSource,
];
