import { Parser } from "htmlparser2";

/**
 * Whether a page holds a quote literally, in its mark-up or in its text with a space for each tag.
 * It shares nothing with the reader it judges but the parser.
 */
export function holdsQuote(html: string): (quote: string) => boolean {
  const parts: string[] = [];
  const tag = () => void parts.push(" ");
  const parser = new Parser({
    ontext: (text) => void parts.push(text),
    onopentag: tag,
    onclosetag: tag,
  });
  parser.end(html);
  const places = [parts.join(""), html].map(evenly);
  return (quote) => places.some((place) => place.includes(evenly(quote)));
}

function evenly(text: string): string {
  return text.split(/\s+/).join(" ").trim();
}
