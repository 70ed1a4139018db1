import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { risks } from "../../../pipeline/score/risks.ts";
import { country, fact, known, people } from "./examples.ts";

type Given = Parameters<typeof known>[0];

const facts = [people(20)];
const noMail = fact("mail_domain", { accepts: false, host: null }, { provider: "dns" });
const cases: [given: Given, flags: [rule: string, text: string][]][] = [
  [{ facts }, []],
  [{ facts, lead: { email: "ana@northwind.example" } }, []],
  [{ facts, lead: { email: "ana@mail.northwind.example" } }, []],
  [
    { facts, lead: { email: "ana@gmail.com", flags: ["free_mail"] } },
    [["free-mail", "Sender uses a free mail address"]],
  ],
  [
    { facts, lead: { email: "x@mailinator.com", flags: ["disposable_mail"] } },
    [["disposable-mail", "Sender uses a disposable mail address"]],
  ],
  [
    { facts, lead: { email: "info@northwind.example", flags: ["role_mail"] } },
    [["role-mail", "The address is a mailbox, not a person"]],
  ],
  [
    { facts, lead: { flags: ["suspicious_text"] } },
    [["suspicious-text", "Suspicious text, shown as data"]],
  ],
  [
    { facts, lead: { email: "ana@notnorthwind.example" } },
    [
      [
        "domain-mismatch",
        "The e-mail is from notnorthwind.example, the company is northwind.example",
      ],
    ],
  ],
  [{ facts, lead: { domain: null, email: "ana@acme.com" } }, []],
  [
    { facts: [...facts, noMail], lead: { email: "ana@northwind.example" } },
    [["undeliverable", "Undeliverable: northwind.example takes no mail"]],
  ],
  [{ facts: [...facts, noMail], lead: { email: "ana@mail.northwind.example" } }, []],
  [{ facts: [...facts, noMail] }, []],
  [{ facts: [...facts, fact("mail_domain", { accepts: true, host: "mx.northwind.example" })] }, []],
  [
    { facts: [...facts, fact("suspicious_text", { kind: "hidden" })] },
    [["orders-to-programs", "A page of theirs gives orders to AI tools; they were ignored"]],
  ],
  [
    { facts: [fact("mail_domain", { accepts: true, host: "x" }, { provider: "dns" })] },
    [["no-evidence", "Nothing public could be read"]],
  ],
  [
    { facts: [country("IR")] },
    [["sanction-country", "Its country is Iran, which you do not serve"]],
  ],
  [{ facts: [country("DE")], lead: { country: "IR" } }, []],
  [{}, [["no-evidence", "Nothing public could be read"]]],
  [{ lead: { domain: null } }, [["no-evidence", "No website is known"]]],
];

describe("risk flags", () => {
  for (const [given, flags] of cases) {
    const names = flags.map(([rule]) => rule).join(", ") || "none";

    it(`of ${JSON.stringify(given?.lead ?? {})} with ${given?.facts?.length ?? 0} facts: ${names}`, () => {
      const found = risks(known(given));

      assert.deepEqual(
        found.map(({ rule, text }) => [rule, text]),
        flags,
      );
    });
  }
});
