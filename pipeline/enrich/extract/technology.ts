import type { Fact } from "../fact.ts";
import { technologies } from "../technologies.ts";
import { type Page, proven } from "./page.ts";

type Proof = { quote: string; provider: "page" | "header" };
type Resource = { host: string; url: string; proof: Proof };

/** Products the page or its headers give away, each with the tag or header as proof. */
export function technology(page: Page): Fact[] {
  const evidence = gather(page);
  return technologies.flatMap(({ name, category, modern, signs }) => {
    const proof = signs.map(({ kind, value }) => prove(kind, value, evidence)).find(Boolean);
    return proof ? [proven(page, "tech", { name, category, modern }, proof, 0.9)] : [];
  });
}

type Evidence = {
  resources: Resource[];
  links: Resource[];
  headers: [name: string, value: string][];
  scripts: string[];
  tags: Page["document"]["tags"];
};

const MOST_SCRIPT = 50_000;

function gather({ document, headers, url }: Page): Evidence {
  const lowered = Object.entries(headers).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value,
  ]);
  const policy = lowered.find(([name]) => name === "content-security-policy");
  const allowed = policy?.[1].match(/[\w-]+(?:\.[\w-]+)+/g) ?? [];
  const quote = policy ? `${policy[0]}: ${policy[1]}` : "";
  const loaded = document.tags.flatMap(({ name, attributes, raw }): Resource[] => {
    const address = attributes.src ?? (name === "link" ? attributes.href : attributes.action);
    const target = address ? URL.parse(address, url) : null;
    if (!target) return [];
    return [
      {
        host: target.hostname,
        url: target.href,
        proof: { quote: around(raw, address), provider: "page" },
      },
    ];
  });
  return {
    resources: [
      ...loaded,
      ...allowed.map(
        (host): Resource => ({
          host,
          url: "",
          proof: { quote: around(quote, host), provider: "header" },
        }),
      ),
    ],
    links: document.links.map(({ url, raw }) => ({
      host: URL.parse(url)?.hostname ?? "",
      url,
      proof: { quote: raw, provider: "page" },
    })),
    headers: lowered,
    scripts: document.inlineScripts.map((script) => script.slice(0, MOST_SCRIPT)),
    tags: document.tags,
  };
}

function prove(kind: string, value: string, evidence: Evidence): Proof | undefined {
  const { resources, links, scripts } = evidence;
  switch (kind) {
    case "host": {
      const found = resources.find(({ host }) => isUnder(host, value));
      return found?.proof ?? scriptProof(scripts, `//${value}`);
    }
    case "path":
      return resources.find(({ url }) => url.includes(value))?.proof;
    case "link":
      return links.find(({ host }) => isUnder(host, value))?.proof;
    case "script":
      return scriptProof(scripts, value);
    case "generator":
      return tagProof(
        evidence,
        ({ attributes }) =>
          attributes.name?.toLowerCase() === "generator" &&
          (attributes.content ?? "").startsWith(value),
      );
    case "markup":
      return tagProof(evidence, ({ raw }) => raw.includes(value));
    case "cookie":
      return headerProof(evidence, "set-cookie", (cookies) =>
        cookies.split(/,\s*|\n/).some((cookie) => cookie.startsWith(value)),
      );
    default: {
      const [name = "", part = ""] = value.split("=");
      return headerProof(evidence, name, (text) => text.toLowerCase().includes(part.toLowerCase()));
    }
  }
}

function isUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function scriptProof(scripts: string[], part: string): Proof | undefined {
  const script = scripts.find((text) => text.includes(part));
  if (!script) return undefined;
  const from = Math.max(0, script.indexOf(part) - 40);
  return { quote: script.slice(from, from + 40 + part.length + 60), provider: "page" };
}

function tagProof(
  { tags }: Evidence,
  fits: (tag: Page["document"]["tags"][number]) => boolean,
): Proof | undefined {
  const tag = tags.find(fits);
  return tag && { quote: tag.raw, provider: "page" };
}

function headerProof(
  { headers }: Evidence,
  name: string,
  fits: (value: string) => boolean,
): Proof | undefined {
  const header = headers.find(([key, value]) => key === name && fits(value));
  return header && { quote: header.join(": ").slice(0, 300), provider: "header" };
}

/** The part of a long tag or header that matters, within the limit of a quote. */
function around(text: string, part = ""): string {
  const at = text.indexOf(part);
  return text.length <= 300 ? text : text.slice(Math.max(0, at - 60), Math.max(0, at - 60) + 300);
}
