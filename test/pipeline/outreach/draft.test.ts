import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Fact } from "../../../pipeline/enrich/fact.ts";
import { claimsIn, promisesIn } from "../../../pipeline/outreach/checks.ts";
import { draftMail, type Known, senderOf } from "../../../pipeline/outreach/draft.ts";

const now = new Date("2026-03-01T09:00:00Z");
const from = { name: "Rita Rep", address: "rita.rep@ours.example" };

describe("a draft", () => {
  it("says what public pages say, each sentence with its proof, and nothing else", () => {
    const { mail, claims } = draftMail(
      known({
        facts: [
          fact("job", { title: "Data Engineer", area: null, place: null, postedAt: null }),
          fact("job", { title: "Data Analyst", area: null, place: null, postedAt: null }),
          fact("funding", { round: "Series B", amount: null, date: null }),
        ],
      }),
    );

    assert.equal(mail.subject, "Your 2 open roles");
    assert.equal(
      mail.body,
      `Hello Ana Weber,

thank you for writing to us.

You have 2 open roles, among them “Data Engineer”. You closed your Series B round.

Would a short call about that help you? Answer with a day that suits you. If you would rather not hear from us, say so and we stop.

Rita Rep`,
    );
    assert.deepEqual(
      claims.map(({ url, quote }) => [url, quote]),
      [
        ["https://acme.example/careers", "the words of job"],
        ["https://acme.example/careers", "the words of funding"],
      ],
    );
  });

  it("claims nothing where no page said anything, and says why it writes", () => {
    const { mail, claims } = draftMail(known({ basis: "consent" }));

    assert.equal(mail.subject, "A question for Acme");
    assert.match(mail.body, /^Hello Ana Weber,\n\nyou agreed that we may write to you\.\n\nWould/);
    assert.deepEqual(claims, []);
  });

  it("leaves out what a colleague told us, old news, and what has no page", () => {
    const funding = fact("funding", { round: "Series B", amount: null, date: null });
    const facts = [
      { ...funding, provider: "person" },
      { ...funding, observedAt: "2025-01-01T00:00:00Z" },
      { ...funding, sourceUrl: null },
    ];

    assert.deepEqual(draftMail(known({ facts })).claims, []);
  });

  it("greets nobody by what is not a name, and repeats no address a page or form slipped in", () => {
    for (const name of [
      "Win at https://evil.example",
      "ana@acme.example",
      "www.evil.example",
      "x".repeat(99),
      "<b>",
    ]) {
      const { mail } = draftMail(known({ to: { name, address: "ana@acme.example" } }));

      assert.match(mail.body, /^Hello,\n/, name);
      assert.equal(mail.to.name, "");
    }
    const facts = [fact("news", { title: "Buy at https://evil.example", date: null })];
    assert.deepEqual(draftMail(known({ facts })).claims, []);
  });

  it("repeats no news that would read like a promise of ours", () => {
    const facts = [fact("news", { title: "Acme raises €142 million", date: null })];

    assert.deepEqual(draftMail(known({ facts })).claims, []);
  });

  it("is the same for the same facts, has at most 120 words and three claims, and promises nothing", () => {
    const text = fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" });
    const made = fc.tuple(fc.constantFrom("job", "news", "changelog", "industry", "funding"), text);

    fc.assert(
      fc.property(fc.array(made, { maxLength: 12 }), text, text, (said, name, company) => {
        const facts = said.map(([kind, words]) => fact(kind, factValue(kind, words)));
        const about = known({ facts, company, to: { name, address: "ana@acme.example" } });

        const { mail, claims } = draftMail(about);

        assert.deepEqual(draftMail(about), { mail, claims });
        assert.ok(mail.body.split(/\s+/).length <= 120);
        assert.ok(claims.length <= 3 && claimsIn(mail.body, claims).length === claims.length);
        assert.ok(!/[\r\n]/.test(mail.subject + mail.to.name));
        assert.ok(claims.every(({ url }) => url === "https://acme.example/careers"));
      }),
    );
    assert.deepEqual(promisesIn(draftMail(known({})).mail.body), []);
  });
});

describe("the sender", () => {
  it("writes from a host of ours that has a name", () => {
    const address = (name: string, url: string) => senderOf(name, url).address;

    assert.equal(address("Rita Rep", "https://baton.ours.com/x"), "rita.rep@baton.ours.com");
    assert.equal(
      address("Jörg Müller-Lüdenscheidt", "http://127.0.0.1:3000"),
      "jorg.muller.ludenscheidt@baton.example",
    );
    assert.equal(address("李雷", "http://localhost:3000"), "sales@baton.example");
  });
});

describe("a promise", () => {
  const promises = [
    ..."You get a 20% discount.|It costs €99 a month.|For 1,200 EUR we do it.|Setup is free of charge.".split(
      "|",
    ),
    ..."We guarantee it.|Your money back.|This offer is binding.|We will deliver it by Friday.|It comes with a warranty.|Only $5!".split(
      "|",
    ),
  ];
  const harmless = [
    ..."You have 6 open roles.|Would a short call help you?|You closed your Series B round.|I read “30 years of Acme” on your site.".split(
      "|",
    ),
    ..."Thank you for writing to us.|Answer with a day that suits you.|Are you free on Tuesday?|You opened an office in 2024.|We build software for carriers.|Your team has 180 people.".split(
      "|",
    ),
  ];
  for (const text of promises)
    it(`is found: ${text}`, () => assert.notDeepEqual(promisesIn(text), []));
  for (const text of harmless) it(`is not: ${text}`, () => assert.deepEqual(promisesIn(text), []));
});

function known(different: Partial<Known>): Known {
  const to = { name: "Ana Weber", address: "ana@acme.example" };
  return { company: "Acme", to, from, basis: "enquiry", facts: [], now, ...different };
}

function fact(name: Fact["name"], value: Fact["value"]): Fact {
  return {
    name,
    value,
    sourceUrl: "https://acme.example/careers",
    quote: `the words of ${name}`,
    observedAt: "2026-02-20T00:00:00Z",
    provider: "page",
    confidence: 1,
  };
}

function factValue(kind: Fact["name"], words: string): Fact["value"] {
  if (kind === "industry") return words;
  if (kind === "funding") return { round: words, amount: null, date: null };
  if (kind === "job") return { title: words, area: null, place: null, postedAt: null };
  return { title: words, date: null };
}
