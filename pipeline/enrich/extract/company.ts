import type { Fact } from "../fact.ts";
import { textOf } from "../read-json-ld.ts";
import { type Page, proven, said, structured } from "./page.ts";

const organisations = new Set(
  "Organization Corporation LocalBusiness SoftwareCompany ProfessionalService Company Brand OnlineBusiness NGO EducationalOrganization MedicalOrganization".split(
    " ",
  ),
);

/** The nodes of the page's structured data that describe its own organisation, not a partner's or employer's. */
export function ownOrganisations(page: Page) {
  const label = siteLabel(page.url);
  const all = page.things.filter(({ types }) => types.some((type) => organisations.has(type)));
  const own = all.filter(({ properties }) => {
    const says = `${textOf(properties.name) ?? ""} ${textOf(properties.url) ?? ""}`;
    return squeeze(says).includes(label);
  });
  return own.length > 0 || all.length > 1 ? own : all;
}

/** What the company calls itself, and how it introduces itself on its front page. */
export function companyName(page: Page): Fact[] {
  for (const thing of ownOrganisations(page)) {
    const name = textOf(thing.properties.name);
    if (!name || name.length > 120) continue;
    return [structured(page, "company_name", ownPart(page, name) ?? name, thing, name)];
  }
  const named = page.document.tags.find(({ attributes }) => attributes.property === "og:site_name");
  const site = named?.attributes.content?.trim();
  if (named && site && site.length <= 120 && !site.includes("://")) {
    const own = ownPart(page, site) ?? site;
    return [proven(page, "company_name", own, { quote: named.raw, provider: "page" }, 0.85)];
  }

  const { title } = page.document;
  const own = ownPart(page, title);
  if (!own) return [];
  return [proven(page, "company_name", own, { quote: title, provider: "page" }, 0.7)];
}

/** `Northwind` of `Freight planning | Northwind`: the part that the domain repeats. */
function ownPart(page: Page, title: string): string | undefined {
  const label = siteLabel(page.url);
  const parts = title.split(/\s*[|–—·•]\s+|\s*[-:]\s+/).map((part) => part.trim());
  const own = parts.find((part) => part.length <= 50 && squeeze(part).includes(label));
  return own?.replace(/^(?:jobs|careers|life|contact|about|team)(?: at)? /i, "");
}

export function headline(page: Page): Fact[] {
  if (page.kind !== "landing") return [];
  const { blocks } = page.document;
  const block =
    blocks.find(({ tag, text }) => tag === "h1" && text.length >= 8) ??
    blocks.find(({ tag, text, region }) => tag === "h2" && region !== "footer" && text.length >= 8);
  if (!block) return [];
  const span = { start: block.start, end: block.start + block.text.length };
  return [said(page, "headline", block.text.slice(0, 200), span, 0.9)];
}

/** `northwind` of `https://www.northwind.example/about`: what a company's own name usually contains. */
export function siteLabel(url: string): string {
  const host = URL.parse(url)?.hostname ?? "";
  const labels = host.split(".").filter((label) => label !== "www");
  return squeeze(labels.at(-2) ?? labels[0] ?? "");
}

/** Letters and digits only, so that `North Wind` and `northwind` are the same. */
export function squeeze(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
