import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { unpick } from "../../../../pipeline/ingest/mail/forwarded.ts";
import { blankMail, type Mail } from "../../../../pipeline/ingest/mail/mail.ts";
import { newWords } from "../../../../pipeline/ingest/mail/new-words.ts";
import { readMime } from "../../../../pipeline/ingest/mail/read-mime.ts";
import { forwards } from "../../../fixtures/mail/forwards.ts";

const rita = { name: "Rita Rep", address: "rita@acme.example" };
const ana = { name: "Ana Weber", address: "ana.weber@northwind.example" };
const words = "Hello,\nwhat would 40 seats cost us a year?\n\nAna Weber\nNorthwind Traders";
const isOurs = (domain: string) => domain === "acme.example";

function mail(own: Partial<Mail>): Mail {
  return { ...blankMail, from: rita, ...own };
}

describe("a forwarded mail", () => {
  for (const { name, subject, above } of forwards) {
    it(`is unpicked as ${name} writes it`, () => {
      const quoted = above.endsWith("> ") ? words.replaceAll("\n", "\n> ") : words;
      const text = `FYI, this is for you.\n\nRita\n\n${above}${above.endsWith("\n\n") || above.endsWith("> ") ? "" : "\n\n"}${quoted}`;

      const { mail: original, by } = unpick(mail({ subject, text }), () => false);

      assert.deepEqual(original.from, ana);
      assert.equal(original.subject, "Price for 40 seats");
      assert.equal(original.text, words);
      assert.deepEqual(by, [rita]);
    });
  }

  it("is unpicked from an attached message", async () => {
    const inner = `From: Ana Weber <${ana.address}>\r\nSubject: Price\r\nDate: Mon, 2 Mar 2026 09:14:05 +0100\r\n\r\n${words}`;
    const outer = `From: ${rita.address}\r\nSubject: see attached\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nFor you.\r\n--b\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n${inner}\r\n--b--\r\n`;

    const { mail: original, by } = unpick(await readMime(Buffer.from(outer)), isOurs);

    assert.deepEqual(original.from, ana);
    assert.equal(original.date, "2026-03-02T08:14:05.000Z");
    assert.deepEqual(
      by.map(({ address }) => address),
      [rita.address],
    );
  });

  it("is unpicked through several hands", () => {
    const inner = `From: Ana Weber <${ana.address}>\nSent: Monday, March 2, 2026 9:14 AM\nTo: x\nSubject: Price\n\n${words}`;
    const middle = `---------- Forwarded message ---------\nFrom: Mona <mona@acme.example>\nDate: today\nSubject: FW: Price\nTo: rita\n\nRita, yours?\n\n${inner}`;

    const { mail: original, by } = unpick(
      mail({ subject: "Fwd: FW: Price", text: middle }),
      isOurs,
    );

    assert.deepEqual(original.from, ana);
    assert.deepEqual(
      by.map(({ address }) => address),
      [rita.address, "mona@acme.example"],
    );
  });

  it("is known by a colleague's hand where no subject says so", () => {
    const text = `Please call her.\n\nFrom: Ana Weber <${ana.address}>\nSent: today\nTo: rita\nSubject: Price\n\n${words}`;

    const own = unpick(mail({ subject: "New one", text }), isOurs);
    const foreign = unpick(mail({ subject: "New one", text }), () => false);
    const answer = unpick(mail({ subject: "Re: Price", text }), isOurs);

    assert.deepEqual(own.mail.from, ana);
    assert.deepEqual([foreign.by, answer.by], [[], []]);
  });

  it("keeps a sender without an address nameless rather than guessing", () => {
    const text = "From: Ana Weber\nSent: Monday\nTo: Rita\nSubject: Price\n\nCall me.";

    const { mail: original } = unpick(mail({ subject: "FW: Price", text }), isOurs);

    assert.equal(original.from, null);
    assert.equal(original.text, "Call me.");
  });
});

describe("new words", () => {
  const quotes: Record<string, string> = {
    English: "On Mon, 2 Mar 2026 at 09:14, Rita Rep <rita@acme.example> wrote:",
    "English over two lines": "On Mon, 2 Mar 2026 at 09:14, Rita Rep\n<rita@acme.example> wrote:",
    German: "Am Mo., 2. März 2026 um 09:14 Uhr schrieb Rita Rep <rita@acme.example>:",
    French: "Le lun. 2 mars 2026 à 09:14, Rita Rep <rita@acme.example> a écrit :",
    Spanish: "El lun, 2 mar 2026 a las 9:14, Rita Rep (<rita@acme.example>) escribió:",
    Italian: "Il giorno lun 2 mar 2026 alle ore 09:14 Rita Rep <rita@acme.example> ha scritto:",
    Portuguese: "Em seg., 2 de mar. de 2026 às 09:14, Rita Rep <rita@acme.example> escreveu:",
    Dutch: "Op ma 2 mrt 2026 om 09:14 schreef Rita Rep <rita@acme.example>:",
    Hungarian: "Rita Rep <rita@acme.example> ezt írta (időpont: 2026. márc. 2., H, 9:14):",
    Polish: "W dniu 2.03.2026 o 09:14, Rita Rep pisze:",
    "Outlook's head": "From: Rita Rep <rita@acme.example>\nSent: Monday\nTo: Ana\nSubject: Price",
    "Outlook's rule": "-----Ursprüngliche Nachricht-----\nVon: Rita",
  };
  for (const [language, above] of Object.entries(quotes)) {
    it(`are those above the answered mail: ${language}`, () => {
      assert.equal(
        newWords(`Yes, please.\n\nAna\n\n${above}\n> Shall I call?\n> Rita`),
        "Yes, please.\n\nAna",
      );
    });
  }

  it("are all of them where nothing was answered", () => {
    assert.equal(
      newWords("On Monday we start.\nFrom: Berlin to Hamburg."),
      "On Monday we start.\nFrom: Berlin to Hamburg.",
    );
  });
});
