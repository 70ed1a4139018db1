import { TableRefused } from "./table.ts";

const advice = "Save it as CSV or XLSX and send that.";

/** Older Office files and encrypted new ones begin alike; only encrypted ones name their package. */
const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const encryptedPackage = Buffer.from("EncryptedPackage", "utf16le");

/** Whether a file is a workbook, by its first bytes and not by its name. Throws where it is neither that nor text. */
export function isWorkbook(head: Buffer, name: string): boolean {
  if (head.length === 0) throw new TableRefused("The file is empty.");
  if (head.subarray(0, 4).equals(Buffer.from("PK\x03\x04"))) return true;
  if (head.subarray(0, 8).equals(compound)) {
    throw new TableRefused(
      head.includes(encryptedPackage)
        ? `The workbook is protected with a password. Remove it, then send the file again.`
        : `${called(name)} is a workbook of an old Excel. ${advice}`,
    );
  }
  if (!isText(head)) throw new TableRefused(`${called(name)} is not a table. ${advice}`);
  return false;
}

/** Throws where a text is not made of rows: a web page that calls itself .xls, JSON, XML. */
export function refuseOtherText(text: string, name: string): void {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start === "") throw new TableRefused("The file is empty.");
  if (/^[\s,;|"]*$/.test(start)) throw new TableRefused("The file has no rows.");
  if (/^<(?:!doctype|!--|\?xml|html|head|body|meta|style|table|div)/i.test(start)) {
    throw new TableRefused(`${called(name)} is a web page or XML inside. ${advice}`);
  }
  if (/^(?:\{\s*"|\[\s*[[{])/.test(start)) {
    throw new TableRefused(`${called(name)} is JSON. ${advice}`);
  }
}

/** Text has hardly any control characters; zero bytes may be half of UTF-16 and are not counted. */
function isText(head: Buffer): boolean {
  if (head.subarray(0, 5).toString("latin1") === "%PDF-") return false;
  const sample = head.subarray(0, 65_536);
  const controls = sample.filter((byte) => byte < 32 && byte !== 0 && !isSpace(byte)).length;
  const zeros = sample.filter((byte) => byte === 0).length;
  return controls <= sample.length / 50 && zeros <= sample.length * 0.6;
}

function isSpace(byte: number): boolean {
  return byte >= 9 && byte <= 13;
}

function called(name: string): string {
  return name === "" ? "The file" : name;
}
