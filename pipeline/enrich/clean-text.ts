import type { Block, PageDocument } from "./extract/document.ts";
import { toMarkdown } from "./to-markdown.ts";

/** Nobody says what a company is in more words; models are paid by them. */
const MOST_MARKDOWN = 60_000;

/** A page as a person would read it. */
export type CleanText = {
  title: string;
  /** All visible words: every quote of the page's words is found in it. */
  text: string;
  /** What the page is about, without menus, footers, banners and share bars. */
  markdown: string;
};

export function readText(document: PageDocument): CleanText {
  const { title, text, blocks, links } = document;
  return { title, text, markdown: toMarkdown(blocks.filter(isContent), links, MOST_MARKDOWN) };
}

/** A site's head often holds its first promise besides logo and buttons. */
function isContent({ region, tag, links }: Block): boolean {
  if (region === "main") return true;
  return region === "header" && (/^h[1-3]$/.test(tag) || (tag === "p" && links.length === 0));
}
