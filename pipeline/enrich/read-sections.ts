import { siteLabel, squeeze } from "./extract/company.ts";
import type { Block, PageDocument } from "./extract/document.ts";
import { isHeading } from "./extract/page.ts";

const others =
  /^(?:our |meet our |what our |from our )?(?:investors?|backers|backed by|advisors?|testimonials?|reviews|customers?|clients?|partners?|case stud(?:y|ies)|success stories|customer stories|clients? sa(?:y|ying)|references|subprocessors?|sub-processors?|vendors|suppliers|kunden(?:stimmen)?|referenzen|das sagen unsere kunden|investoren|nos clients|t[ée]moignages|ils nous font confiance|clientes|testimonios|klanten|wat klanten zeggen)(?!\p{L})(?: \p{L}+){0,3}\W*$/iu;
const boilerplate = /^(?:about|über|à propos de|acerca de|sobre|over) (?:the )?(.{2,60})$/iu;
const ourselves =
  /^(?:us|uns|our|the (?:company|team|author|role|job|position)|nous|nosotros|ons|me|this)(?!\p{L})/iu;

/**
 * Marks what stands under a heading for others (`Our investors`, `About Fabrikam` in a press release)
 * as said by or of them, up to the next heading that is not deeper.
 */
export function markOthers(document: PageDocument, url: string): PageDocument {
  let until = 0; // the level of the heading whose section is about others; 0 is none
  const blocks = document.blocks.map((block) => {
    const level = levelOf(block);
    if (level > 0) {
      const starts = isForOthers(block.text, url) && block.region === "main";
      if (starts) until = level;
      else if (level <= until) until = 0;
    } else if (block.region === "footer") until = 0;
    return until > 0 ? { ...block, quoted: true } : block;
  });
  return { ...document, blocks };
}

function levelOf({ tag }: Block): number {
  return isHeading(tag) ? Number(tag[1]) : 0;
}

function isForOthers(heading: string, url: string): boolean {
  if (others.test(heading)) return true;
  const about = boilerplate.exec(heading)?.[1] ?? "";
  const named = /^\p{Lu}/u.test(about) && !ourselves.test(about);
  return named && !sameName(about, url);
}

function sameName(name: string, url: string): boolean {
  const [label, plain] = [siteLabel(url), squeeze(name)];
  return plain.includes(label) || label.includes(plain);
}
