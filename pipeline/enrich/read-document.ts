import { Parser } from "htmlparser2";
import type { PageDocument, Region } from "./extract/document.ts";
import { type Attributes, hiddenSelectors, isHidden } from "./read-hidden.ts";
import { isNotice } from "./read-notice.ts";

/** Longer pages are read up to here and deeper ones until they get too deep: nobody writes either by hand. */
const MOST_CHARACTERS = 2_000_000;
const MOST_TEXT = 400_000;
const MOST_DEPTH = 512;
const MOST_BLOCKS = 20_000;
const MOST_TAGS = 3000;
const MOST_LINKS = 5000;
/** The parser searches its stack at each closing tag; small bites keep that stack near {@link MOST_DEPTH}. */
const BITE = 4096;

const set = (names: string) => new Set(names.split(" "));
const unread = set(
  "script style noscript template svg iframe object canvas title select datalist textarea video audio math dialog",
);
const boxes = set(
  "address article aside body dd details dialog div dl fieldset figure footer form header li main nav ol section table tbody tr ul",
);
const leaves = set(
  "blockquote br button caption dt figcaption h1 h2 h3 h4 h5 h6 hr label legend p pre summary td th",
);
const items = set("li article tr details");
const telling = set("html script link img iframe meta form source");
const rootIds =
  /^(?:root|app|__next|__nuxt|___gatsby|svelte|main-app|ember-app|react-root|app-root|q-app)$/i;
/** Zero-width, bidirectional and tag characters: nobody sees them, and some hide orders in them. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;
/** Private marks in collected text: a tag stood here; something unread stood here. */
const TAG = "\ue000";
const GAP = "\ue001";

type Frame = {
  name: string;
  hidden: boolean;
  region: Region;
  item: number;
  /** It is one list item, row, article or link, whatever boxes are inside. */
  fixed: boolean;
  link: number | null;
  quoted: boolean;
};

const outside: Frame = {
  name: "p",
  hidden: false,
  region: "main",
  item: 0,
  fixed: false,
  link: null,
  quoted: false,
};

/** Takes HTML apart, front to back, without ever throwing: broken and hostile pages give what could be read. */
export function readDocument(html: string, url: string): PageDocument {
  const source = html.slice(0, MOST_CHARACTERS);
  const builder = documentBuilder(source, url);
  const parser = new Parser({
    onopentag: (name, attributes) =>
      builder.open(name, attributes, source.slice(parser.startIndex, parser.endIndex + 1)),
    ontext: builder.write,
    onclosetag: builder.close,
  });

  for (let at = 0; at < source.length && !builder.full(); at += BITE) {
    parser.write(source.slice(at, at + BITE));
  }
  if (!builder.full()) parser.end();
  return builder.finish();
}

function documentBuilder(html: string, url: string) {
  const document: PageDocument = {
    ...{ html, text: "", seams: [], blocks: [], links: [], tags: [], inlineScripts: [] },
    ...{ jsonLd: [], title: "", noscript: "", appRoot: false },
  };
  const frames: Frame[] = [];
  const top = () => frames.at(-1) ?? outside;
  const hiding = new Set<string>();
  const text: string[] = [];
  let length = 0;
  let words = "";
  let links: number[] = [];
  let datetime: string | null = null;
  let captured = "";
  let isJsonLd = false;
  let lastItem = 0;
  let base = url;

  /** Ends the block in hand, if it has any text. */
  function flush(): void {
    const pieces = tidy(words);
    const clean = pieces.map((piece) => piece.text).join("");
    if (!clean) {
      words = words.includes(GAP) ? GAP : "";
      return;
    }
    if (length > 0) length += 1;
    const { region, item, link, quoted } = top();
    const tag = frames.findLast(({ name }) => leaves.has(name) || boxes.has(name))?.name ?? "p";
    const around = link === null ? links : [...new Set([link, ...links])];
    document.blocks.push({
      tag,
      text: clean,
      start: length,
      region,
      item,
      links: around,
      datetime,
      quoted,
    });
    for (const piece of pieces) {
      if (piece.seam) document.seams.push(length);
      length += piece.text.length;
    }
    text.push(clean);
    words = "";
    links = [];
    datetime = null;
  }

  function openLink(attributes: Attributes, region: Region, raw: string): number | null {
    const target = resolve(attributes.href, base);
    if (!target || document.links.length >= MOST_LINKS) return null;
    const label = attributes["aria-label"] ?? attributes.title ?? "";
    document.links.push({ url: target, text: label && `${label}${GAP}`, region, raw });
    links.push(document.links.length - 1);
    return document.links.length - 1;
  }

  /** Remembers what an element says by itself, before anybody reads what is in it. */
  function note(name: string, attributes: Attributes, raw: string): void {
    const { href, datetime: day = null, type = "" } = attributes;
    if (name === "base") base = resolve(href, url) ?? base;
    else if (name === "time") datetime = day;
    else if (name === "script") isJsonLd = /ld\+json/i.test(type);
    document.appRoot ||= rootIds.test(attributes.id ?? name) || "ng-version" in attributes;
    const tells = telling.has(name) || "data-cfemail" in attributes;
    if (tells && document.tags.length < MOST_TAGS) document.tags.push({ name, attributes, raw });
    if (unread.has(name)) captured = "";
  }

  function frameFor(name: string, attributes: Attributes, raw: string, region: Region): Frame {
    const parent = top();
    const hidden = parent.hidden || unread.has(name) || isHidden(attributes, hiding);
    const link = name === "a" && !hidden ? openLink(attributes, region, raw) : parent.link;
    const entry = items.has(name) || (name === "a" && !parent.fixed);
    const item = entry || (boxes.has(name) && !parent.fixed) ? ++lastItem : parent.item;
    const quoted = parent.quoted || speaksForOthers(name, attributes);
    return { name, hidden, region, item, fixed: entry || parent.fixed, link, quoted };
  }

  /** Keeps what was inside an element nobody reads but us. */
  function keep(name: string): void {
    if (name === "script" && isJsonLd) document.jsonLd.push(captured);
    else if (name === "script" && captured) document.inlineScripts.push(captured);
    else if (name === "style") for (const found of hiddenSelectors(captured)) hiding.add(found);
    else if (name === "title") document.title ||= captured.replace(/\s+/g, " ").trim();
  }

  return {
    full: () =>
      frames.length > MOST_DEPTH || length > MOST_TEXT || document.blocks.length > MOST_BLOCKS,

    open(name: string, attributes: Attributes, raw: string): void {
      const region = regionOf(name, attributes, frames) ?? top().region;
      if (apart(name, region)) flush();
      note(name, attributes, raw);
      const frame = frameFor(name, attributes, raw, region);
      words += frame.hidden ? GAP : TAG;
      frames.push(frame);
    },

    write(part: string): void {
      const { hidden, link } = top();
      if (hidden) {
        captured += part;
        if (frames.some(({ name }) => name === "noscript")) document.noscript += part;
        return;
      }
      const shown = part.replaceAll(TAG, " ").replaceAll(GAP, " ");
      words += shown;
      const target = link === null ? undefined : document.links[link];
      if (target && target.text.length < 400) target.text += shown;
    },

    close(name: string): void {
      if (apart(name, top().region)) flush();
      words += top().hidden ? GAP : TAG;
      keep(name);
      frames.pop();
    },

    finish(): PageDocument {
      flush();
      for (const link of document.links) link.text = linkText(link.text);
      return { ...document, text: text.join(" ") };
    },
  };
}

/** The visible text, cut where something stood between: no space inside a piece is ours. */
function tidy(words: string): { text: string; seam: boolean }[] {
  const even = words
    .slice(0, MOST_TEXT)
    .replace(invisible, "")
    .replace(/[\s\ue000\ue001]+/g, (run) => {
      if (run.includes(GAP)) return /\s/.test(run) ? ` ${GAP}` : GAP;
      return /\s/.test(run) ? " " : TAG;
    });
  const startsAfterGap = /^ ?\ue001/.test(even);
  const trimmed = even.replace(/^[ \ue000\ue001]+|[ \ue000\ue001]+$/g, "");
  return trimmed
    .split(/[\ue000\ue001]/)
    .map((text, at) => ({ text, seam: at > 0 || startsAfterGap }));
}

/** A link's own words; its label where it has none, as on icons. */
function linkText(text: string): string {
  const [label = "", words] = text.includes(GAP) ? text.split(GAP) : ["", text];
  const clean = (words ?? "").replace(invisible, "").replace(/\s+/g, " ").trim();
  return (clean || label.replace(/\s+/g, " ").trim()).slice(0, 200);
}

/** Links in menus stand by themselves; in running text they do not. */
function apart(name: string, region: Region): boolean {
  return leaves.has(name) || boxes.has(name) || (name === "a" && region !== "main");
}

function regionOf(
  name: string,
  attributes: Attributes,
  frames: readonly Frame[],
): Region | undefined {
  const names = `${attributes.id ?? ""} ${attributes.class ?? ""} ${attributes.role ?? ""}`;
  if (isNotice(name, names)) return "notice";
  if (name === "footer" || /(?:^|\s)(?:site-|page-)?footer(?:\s|$)|contentinfo/i.test(names)) {
    return frames.some((frame) => frame.name === "article") ? undefined : "footer";
  }
  if (name === "nav" || /(?:^|\s)(?:nav|navbar|navigation|menu|main-menu)(?:\s|$)/i.test(names)) {
    return "nav";
  }
  const inContent = frames.some((frame) => frame.name === "main" || frame.name === "article");
  return name === "header" && !inContent ? "header" : undefined;
}

function speaksForOthers(name: string, attributes: Attributes): boolean {
  return name === "blockquote" || /testimonial|review|case-stud/i.test(attributes.class ?? "");
}

function resolve(href: string | undefined, base: string): string | undefined {
  if (!href) return undefined;
  const url = URL.parse(href.trim(), base)?.href;
  return url && url.length <= 2000 ? url : undefined;
}
