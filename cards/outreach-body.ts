import type { Claim } from "../pipeline/outreach/mail.ts";
import type { Part, Run } from "./card.ts";
import { cardLimits } from "./limits.ts";

/**
 * A mail's text with its claims linked to what proves them. Nothing is left out, or somebody would
 * approve what they have not seen: long texts become several parts.
 */
export function mailBody(body: string, claims: readonly Claim[]): Part[] {
  return inPieces(body.trim()).map((piece) => ({ kind: "text", line: linked(piece, claims) }));
}

/** Cut between paragraphs where that is possible, else between words. */
function inPieces(text: string): string[] {
  if (text.length <= cardLimits.text) return text === "" ? [] : [text];
  const head = text.slice(0, cardLimits.text);
  const gaps = [head.lastIndexOf("\n\n"), head.search(/\s\S*$/), cardLimits.text];
  const at = gaps.find((gap) => gap > 0) ?? cardLimits.text;
  return [text.slice(0, at).trimEnd(), ...inPieces(text.slice(at).trimStart())];
}

function linked(text: string, claims: readonly Claim[]): Run[] {
  const [claim, ...rest] = claims;
  if (!claim) return text === "" ? [] : [text];
  const at = text.indexOf(claim.text);
  if (at < 0) return linked(text, rest);
  return [
    ...linked(text.slice(0, at), rest),
    { kind: "link", text: claim.text, url: claim.url },
    ...linked(text.slice(at + claim.text.length), rest),
  ];
}
