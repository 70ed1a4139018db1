import type { Attributes } from "../read-hidden.ts";

/** A `notice` lies over the page or beside it: cookie banners, pop-ups, share bars. */
export type Region = "main" | "nav" | "header" | "footer" | "notice";

/** A heading, paragraph, list item, cell or button: text that stands by itself. */
export type Block = {
  tag: string;
  text: string;
  /** Where its text starts in the document's text. */
  start: number;
  region: Region;
  /** Blocks of one list item, table row, article or box carry the same number. */
  item: number;
  /** The links around and in it, as indexes into the document's links. */
  links: number[];
  /** From a `<time datetime>` in it. */
  datetime: string | null;
  /** Somebody else speaks: a blockquote, testimonial or review. */
  quoted: boolean;
};

type Link = { url: string; text: string; region: Region; raw: string };

/** A tag that says something without words, with its source as proof. */
type Tag = { name: string; attributes: Attributes; raw: string };

/** A page taken apart once, for every extractor to look at. */
export type PageDocument = {
  html: string;
  /** What a visitor can read: the blocks' texts, one space between them. */
  text: string;
  /** Where markup cuts the text: readers disagree whether a space is there, so no quote crosses one. */
  seams: number[];
  blocks: Block[];
  links: Link[];
  /** Scripts, styles, images, frames, metas, forms, and whatever carries a protected address. */
  tags: Tag[];
  inlineScripts: string[];
  jsonLd: string[];
  title: string;
  noscript: string;
  /** It has the empty box that a script fills. */
  appRoot: boolean;
};
