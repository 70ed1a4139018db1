import { addressParser } from "postal-mime";
import { cleanLine } from "../clean-text.ts";
import { readEmail } from "../email-address.ts";
import { type Correspondent, limits } from "./mail.ts";

const HEADER_CHARACTERS = 100_000;

/** Everybody a header names, e.g. `"Weber, Ana" <ana@northwind.example>, sales@acme.example`. */
export function readAddresses(header: string): Correspondent[] {
  return addressParser(header.slice(0, HEADER_CHARACTERS), { flatten: true })
    .slice(0, limits.correspondents)
    .flatMap((one) => correspondent(one.name, one.address ?? "") ?? []);
}

/** Undefined where the address is none that mail could reach. */
export function correspondent(name: string, address: string): Correspondent | undefined {
  const typed = address.trim().replace(/^mailto:/i, "");
  const email = readEmail(typed)?.email;
  if (!email) return undefined;
  const said = cleanLine(name, 200).replace(/^(['"])(.*)\1$/, "$2");
  const isName = said !== "" && said.toLowerCase() !== typed.toLowerCase();
  return { name: isName ? said : null, address: email.toLowerCase() };
}
