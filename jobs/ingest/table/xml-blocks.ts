import { damaged } from "./zip.ts";

/** More than the longest row a workbook may have. */
const LONGEST = 4_000_000;

/**
 * Every element of a name in a stream of XML, from its `<` to the end of its content, in pieces as
 * they become complete. The elements are known not to nest.
 */
export async function* blocksOf(
  pieces: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  const start = new RegExp(`<((?:\\w{1,20}:)?)${name}(?=[\\s/>])`, "g");
  let rest = "";
  for await (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true });
    const blocks: string[] = [];
    let unread = Math.max(0, text.lastIndexOf("<")); // a tag may be cut in two
    start.lastIndex = 0;
    for (let found = start.exec(text); found; found = start.exec(text)) {
      const end = endOf(text, found.index, `</${found[1]}${name}>`);
      if (end === undefined) {
        unread = found.index;
        break;
      }
      blocks.push(text.slice(found.index, end));
      start.lastIndex = end;
      unread = Math.max(unread, end);
    }
    rest = text.slice(unread);
    if (rest.length > LONGEST) throw damaged();
    yield blocks;
  }
}

/** Where the content of the element at `at` ends; undefined where the text does first. */
function endOf(text: string, at: number, closing: string): number | undefined {
  const opened = text.indexOf(">", at);
  if (opened < 0) return undefined;
  if (text[opened - 1] === "/") return opened;
  const end = text.indexOf(closing, opened);
  return end < 0 ? undefined : end;
}
