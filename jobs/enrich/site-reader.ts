import type { PageVisit } from "../../pipeline/enrich/fact.ts";
import type { Fetched, Refused } from "./fetch.ts";
import type { Caps } from "./fetch-body.ts";
import type { Refusal } from "./fetch-refusal.ts";

/**
 * Reads the web as a visitor everybody would like to have. Every request, each redirect included,
 * passes: the tenant's lists, the opt-outs, the host's robots.txt, its rest after failures, and its
 * turn, which all workers share. What has not changed is not sent again.
 */
export type SiteReader = {
  read: (address: string, ask: Ask) => Promise<Read>;
  /** The same gate for whoever asks by itself, as the browser does. Call `done` afterwards. */
  admit: (url: URL) => Promise<Refusal | null>;
  /** Ends a turn that {@link SiteReader.admit} gave. */
  done: (url: URL) => Promise<void>;
  /** What a host's robots.txt said, as far as it was read. */
  robots: (host: string) => "allowed" | "disallowed" | "none";
  /** How long the next request to this host would have to wait, in ms. */
  waitMs: (url: URL) => Promise<number>;
};

export type Ask = {
  kind: PageVisit["kind"];
  accept: "page" | "any";
  timeoutMs: number;
  /** Tighter than a page's where given. */
  caps?: Caps;
};

export type Read = (Fetched | Refused) & {
  /** The requests this took, robots.txt among them, oldest first. */
  visits: PageVisit[];
  /** The answer is what we had: the host said that it has not changed. */
  unchanged: boolean;
};
