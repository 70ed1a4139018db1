import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeText } from "../../../jobs/enrich/fetch-text.ts";

describe("a page's text", () => {
  const umlaut = { utf8: [0xc3, 0xbc], latin1: [0xfc], utf16: [0xfc, 0x00] };
  const ascii = (text: string) => [...Buffer.from(text, "latin1")];
  const meta = (name: string) => ascii(`<meta charset="${name}">`);

  const cases: [string, number[], string, string][] = [
    ["is UTF-8 when nothing is said", umlaut.utf8, "text/html", "ü"],
    ["is Windows-1252 when nothing is said and it is not UTF-8", umlaut.latin1, "", "ü"],
    ["has the header's charset", umlaut.latin1, "text/html; charset=ISO-8859-1", "ü"],
    ["has the header's charset, quoted", umlaut.latin1, 'text/html;charset="latin1"', "ü"],
    [
      "has the header's charset rather than the page's",
      [...meta("utf-8"), ...umlaut.latin1],
      "text/html; charset=latin1",
      '<meta charset="utf-8">ü',
    ],
    [
      "has the page's charset",
      [...meta("windows-1251"), 0xdf],
      "text/html",
      '<meta charset="windows-1251">Я',
    ],
    [
      "has the charset of an old page",
      [
        ...ascii('<META http-equiv=Content-Type content="text/html; charset=shift_jis">'),
        0x83,
        0x65,
      ],
      "text/html",
      '<META http-equiv=Content-Type content="text/html; charset=shift_jis">テ',
    ],
    [
      "obeys its byte order mark before its header",
      [0xef, 0xbb, 0xbf, ...umlaut.utf8],
      "text/html; charset=latin1",
      "ü",
    ],
    ["may be UTF-16 by its mark", [0xff, 0xfe, ...umlaut.utf16], "text/html", "ü"],
    ["may be UTF-16 the other way round", [0xfe, 0xff, 0x00, 0xfc], "text/html", "ü"],
    [
      "is not UTF-16 only because it claims so in ASCII",
      [...meta("utf-16"), ...umlaut.utf8],
      "",
      '<meta charset="utf-16">ü',
    ],
    ["ignores charsets nobody knows", umlaut.utf8, "text/html; charset=klingon", "ü"],
    ["shows what cannot be decoded as such", umlaut.latin1, "text/html; charset=utf-8", "\uFFFD"],
    ["may be empty", [], "text/html", ""],
  ];

  for (const [name, bytes, contentType, expected] of cases) {
    it(name, () => {
      assert.equal(decodeText(Uint8Array.from(bytes), contentType), expected);
    });
  }

  it("does not read a charset far down the page", () => {
    const bytes = Uint8Array.from([...ascii(" ".repeat(1_024)), ...meta("windows-1251"), 0xfc]);

    assert.match(decodeText(bytes, "text/html"), /ü$/);
  });
});
