import { Parser } from "htmlparser2";
import { type Attributes, hiddenSelectors, isHidden } from "./read-hidden.ts";

const MOST_CHARACTERS = 2_000_000;
const MOST_PIECES = 5000;
const MOST_PIECE = 2000;
const MOST_DEPTH = 512;
const FEWEST_LETTERS = 12;
const BITE = 4096;

/** Elements whose text no visitor sees, scripts and styles aside: those speak to browsers. */
const unread = new Set(["template", "noscript", "datalist", "object", "iframe"]);
const code = new Set(["script", "style", "svg", "math", "pre", "code", "textarea"]);
const empty = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);
const spoken = [
  "alt",
  "title",
  "aria-label",
  "aria-description",
  "placeholder",
  "content",
  "data-prompt",
];
const sameColours =
  /(?:^|;)\s*color:\s*(#fff(?:fff)?|white|rgba?\(255,\s*255,\s*255[^)]*\))\s*(?:;|$)/i;

/**
 * What a page says to whoever reads its source and not the page: comments, attributes, structured
 * data, hidden elements, white letters. In stretches short enough to judge.
 */
export function hiddenWords(html: string): string[] {
  const pieces: string[] = [];
  const frames: { name: string; hidden: boolean }[] = [];
  const hiding = new Set<string>();
  let words = "";
  let style = "";

  const keep = (text: string) => {
    for (let at = 0; at < text.length && pieces.length < MOST_PIECES; at += MOST_PIECE) {
      pieces.push(text.slice(at, at + MOST_PIECE));
    }
  };
  const keepLong = (text = "") => {
    if (text.trim().length >= FEWEST_LETTERS) keep(text);
  };
  const flush = () => {
    keepLong(words);
    words = "";
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      for (const key of spoken) keepLong(attributes[key]);
      if (empty.has(name) || frames.length >= MOST_DEPTH) return;
      const before = frames.at(-1)?.hidden ?? false;
      const isData = name === "script" && /json/i.test(attributes.type ?? "");
      const hidden = isData || (!code.has(name) && (before || hides(name, attributes, hiding)));
      if (hidden !== before) flush();
      frames.push({ name, hidden });
      style = "";
    },
    ontext(text) {
      const top = frames.at(-1);
      if (top?.name === "style") style += text;
      else if (top?.hidden) words += text;
    },
    oncomment(text) {
      if (!/^\[(?:if|endif)/i.test(text)) keep(text);
    },
    onclosetag(name) {
      if (frames.at(-1)?.name !== name) return;
      const { hidden } = frames.pop() ?? { hidden: false };
      if (name === "style") for (const found of hiddenSelectors(style)) hiding.add(found);
      if (hidden && !frames.at(-1)?.hidden) flush();
      else if (hidden) words += " ";
    },
  });
  const source = html.slice(0, MOST_CHARACTERS);
  for (let at = 0; at < source.length && pieces.length < MOST_PIECES; at += BITE) {
    parser.write(source.slice(at, at + BITE));
  }
  parser.end();
  flush();
  return pieces;
}

function hides(name: string, attributes: Attributes, hiding: ReadonlySet<string>): boolean {
  return (
    unread.has(name) || isHidden(attributes, hiding) || sameColours.test(attributes.style ?? "")
  );
}
