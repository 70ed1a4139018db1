const MOST_SEARCHED = 100_000;

/** What keeps programs like us from using a page; `noindex` and `nofollow` speak to search engines. */
const refusing = new Set(["none", "noai"]);

/**
 * The words by which a page itself asks not to be used, in its headers or its `<meta>`, for
 * everybody or for us by name; null where it does not. Such a page is not read any further.
 */
export function refusalOfPage(
  headers: Readonly<Record<string, string>>,
  html: string,
  productToken: string,
): string | null {
  if (headers["tdm-reservation"]?.trim() === "1") return "TDM-Reservation: 1";

  const own = productToken.toLowerCase();
  const inHeader = refusalIn(headers["x-robots-tag"] ?? "", own);
  if (inHeader) return `X-Robots-Tag: ${inHeader}`;

  for (const [tag] of html.slice(0, MOST_SEARCHED).matchAll(/<meta\b[^<>]{0,500}>/gi)) {
    const name = attribute(tag, "name")?.toLowerCase();
    const said =
      name === "robots" || name === own ? refusalIn(attribute(tag, "content"), own) : null;
    if (said) return `meta robots: ${said}`;
  }
  return null;
}

/** `noindex, otherbot: none`: an agent's name holds for all words after it. */
function refusalIn(directives: string | null, own: string): string | null {
  let forUs = true;
  for (const part of (directives ?? "").toLowerCase().split(",")) {
    const [, agent, word = ""] = /^\s*(?:([a-z_-]+)\s*:)?\s*([a-z-]*)/.exec(part) ?? [];
    if (agent !== undefined && !timed.has(agent)) forUs = agent === own;
    if (forUs && refusing.has(word)) return word;
  }
  return null;
}

/** Directives that have a colon of their own. */
const timed = new Set([
  "unavailable_after",
  "max-snippet",
  "max-image-preview",
  "max-video-preview",
]);

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(
    tag,
  );
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? null;
}
