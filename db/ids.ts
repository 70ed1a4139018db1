import { randomUUID } from "node:crypto";

/** A UUID version 7 (RFC 9562 §5.7): random, but rows made one after the other lie side by side in an index. */
export function newId(now: number = Date.now()): string {
  const time = now.toString(16).padStart(12, "0");
  const random = randomUUID().slice(15); // what version 4 and 7 have in common
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random}`;
}

const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return pattern.test(text);
}
