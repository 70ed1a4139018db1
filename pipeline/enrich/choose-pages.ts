import { getDomain } from "tldts";
import type { PageVisit } from "./fact.ts";

type Kind = PageVisit["kind"];

/** How pages are called, in English, German, French, Spanish and Dutch; the order is the order of reading. */
const kinds: readonly (readonly [kind: Kind, words: RegExp])[] = [
  [
    "about",
    words(
      "about|about us|company|our story|who we are|mission|[üu]ber uns|ueber uns|unternehmen|wir [üu]ber uns|firma|[àa] propos|qui sommes nous|entreprise|sobre nosotros|nosotros|qui[ée]nes somos|empresa|over ons|ons verhaal",
    ),
  ],
  [
    "careers",
    words(
      "careers?|jobs?|join us|work with us|we re hiring|vacancies|open positions|karriere|stellen|stellenangebote|jobs karriere|carri[èe]res?|recrutement|nous rejoindre|offres d emploi|empleo|trabaja con nosotros|carreras|vacatures|werken bij",
    ),
  ],
  [
    "press",
    words(
      "press|newsroom|news|media|presse|aktuelles|neuigkeiten|pressemitteilungen|actualit[ée]s|salle de presse|noticias|prensa|nieuws|pers",
    ),
  ],
  [
    "pricing",
    words(
      "pricing|prices|plans|preise|tarife|preisliste|tarifs|prix|precios|tarifas|planes|prijzen|tarieven",
    ),
  ],
  [
    "team",
    words(
      "team|leadership|management|people|our people|founders|ansprechpartner|gesch[äa]ftsf[üu]hrung|[ée]quipe|notre [ée]quipe|equipo|ons team|directie",
    ),
  ],
  [
    "imprint",
    words(
      "imprint|impressum|legal notice|legal|mentions l[ée]gales|aviso legal|colofon|contact|contact us|kontakt|contacto|contactez nous",
    ),
  ],
  [
    "other",
    words(
      "changelog|release notes|releases|what s new|whats new|updates|blog|customers|referenzen|locations|offices|standorte",
    ),
  ],
];

/** Whole words only, whatever their letters: `\b` would not see the edge of `über`. */
function words(alternatives: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${alternatives})(?!\\p{L})`, "u");
}

const file =
  /\.(?:pdf|docx?|xlsx?|pptx?|zip|gz|jpe?g|png|gif|svg|webp|mp[34]|mov|avi|xml|rss|atom|json|ics|vcf|css|js|exe|dmg|apk|woff2?)$/i;
const private_ =
  /\b(?:log ?in|sign ?in|sign ?up|register|log ?out|account|my account|cart|checkout|basket|warenkorb|anmelden|connexion|panier|admin|wp admin|oauth|password|unsubscribe|subscribe|search|share|print|feed|rss|atom|tag|category|author|calendar)\b/;
const MOST_DEPTH = 4;

/** What a page probably is, by its address and the words that led there. */
export function kindOf(url: string, text = ""): Kind {
  const { pathname = "/" } = URL.parse(url) ?? {};
  if (/^\/(?:index\.\w+|[a-z]{2}(?:-[a-z]{2})?\/?)?$/i.test(pathname)) return "landing";
  return kindOfPath(pathname) ?? kindByWords(wordsOf(text)) ?? "other";
}

/**
 * The pages of a site most worth reading after its front page: the shallowest of each kind, most
 * telling kinds first. Other sites, files, sign-in pages and endless calendars are never among them.
 */
export function choosePages(
  landingUrl: string,
  links: readonly { url: string; text: string }[],
  max: number,
): { url: string; kind: Kind }[] {
  const home = pageOf(landingUrl);
  if (!home) return [];
  const found = new Map<string, { url: string; kind: Kind; rank: number }>();
  for (const { url, text } of links.slice(0, 2000)) {
    const page = pageOf(url);
    if (!page || page.site !== home.site || page.key === home.key || found.has(page.key)) continue;
    const kind = worth(page.url, text);
    if (kind) found.set(page.key, { url: page.url.href, kind, rank: rankOf(page.url, kind) });
  }

  const sorted = [...found.values()].toSorted((a, b) => a.rank - b.rank);
  const chosen = kinds.flatMap(([kind]) =>
    sorted.filter((page) => page.kind === kind).slice(0, kind === "other" ? 2 : 1),
  );
  const rest = sorted.filter((page) => page.kind !== "other" && !chosen.includes(page));
  return [...chosen, ...rest].slice(0, max).map(({ url, kind }) => ({ url, kind }));
}

function worth(url: URL, text: string): Kind | undefined {
  const { pathname, search } = url;
  const segments = pathname.split("/").filter(Boolean);
  if (
    search ||
    file.test(pathname) ||
    segments.length > MOST_DEPTH ||
    new Set(segments).size < segments.length
  ) {
    return undefined;
  }
  const words = wordsOf(pathname);
  if (private_.test(words) || /\/\d{4}\/\d{2}/.test(pathname)) return undefined;
  return kindOfPath(pathname) ?? kindByWords(wordsOf(text.slice(0, 60)));
}

/** Shallow pages, then short names: `/about` before `/about/history`. */
function rankOf(url: URL, kind: Kind): number {
  const depth = url.pathname.split("/").filter(Boolean).length;
  const last = wordsOf(url.pathname.split("/").filter(Boolean).at(-1) ?? "");
  const exact = kinds.some(([name, words]) => name === kind && words.exec(last)?.[0] === last);
  return depth * 1000 + (exact ? 0 : 500) + Math.min(499, url.pathname.length);
}

/** The last segment that says anything decides: `/company/careers` is about careers. */
function kindOfPath(pathname: string): Kind | undefined {
  const segments = pathname.split("/").toReversed();
  return segments.map((segment) => kindByWords(wordsOf(segment))).find(Boolean);
}

function kindByWords(words: string): Kind | undefined {
  return kinds.find(([, pattern]) => pattern.test(words))?.[0];
}

function wordsOf(text: string): string {
  return ` ${decode(text)
    .toLowerCase()
    .replace(/\.(?:html?|php|aspx?)$/, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `.trim();
}

function pageOf(address: string): { url: URL; site: string; key: string } | undefined {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username) return undefined;
  url.hash = "";
  const site = getDomain(url.hostname, { allowPrivateDomains: true }) ?? url.hostname;
  const path = url.pathname.replace(/\/(?:index\.\w+)?$/, "").toLowerCase();
  return { url, site, key: `${url.hostname.replace(/^www\./, "")}${path}${url.search}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
