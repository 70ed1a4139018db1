import { suspicious } from "../../ingest/suspicious.ts";
import { givesOrders } from "../orders.ts";

/** Orders are short; a long text is judged piece by piece, each with a little of the one before. */
const PIECE = 600;
const OVERLAP = 200;

/** Whether a text, or some part of it, speaks to programs instead of to people. No model is given such a text. */
export function speaksToPrograms(text: string): boolean {
  if (suspicious(text).length > 0) return true;
  for (let at = 0; at < text.length; at += PIECE - OVERLAP) {
    if (givesOrders(text.slice(at, at + PIECE))) return true;
  }
  return false;
}
