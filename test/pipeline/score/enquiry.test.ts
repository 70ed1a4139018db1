import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { isDecisionMaker } from "../../../pipeline/score/seniority.ts";
import { blankUtm, person, playbook } from "./examples.ts";
import { isUnknown, said } from "./said.ts";

type Case = [about: string, lead: Partial<LeadInput>, says: string | null];

const own = playbook({ competitors: ["Rivalsoft"] });

const cases: Case[] = [
  [
    "use_case",
    { freeText: "We need a routing and Tourenplanung tool" },
    "+8 Wants what you offer: tourenplanung",
  ],
  ["use_case", { productInterest: "Forecasting" }, "+8 Wants what you offer: forecasting"],
  ["use_case", { freeText: "We are planning-free" }, "+8 Wants what you offer: planning"],
  ["use_case", { freeText: "Explanation wanted" }, null],
  [
    "complexity",
    { freeText: "It must run On  Premises" },
    "-4 Asks for more than you offer: on premises",
  ],
  ["blocker", { freeText: "Leider kein Budget dieses Jahr" }, "-6 Names an obstacle: kein budget"],
  ["competitor", { freeText: "We also look at Rivalsoft." }, "+2 Compares you with: Rivalsoft"],
  ["competitor", { freeText: "We also look at Rivalsoftware." }, null],

  ["budget", { budget: 12_000 }, "+8 Budget in your band: 12,000"],
  ["budget", { budget: 5_000 }, "+8 Budget in your band: 5,000"],
  ["budget", { budget: 4_999 }, "-5 Budget below your deals: 4,999"],
  ["budget", { budget: 500_001 }, null],

  ["urgency", { freeText: "We need it ASAP" }, "+8 Wants it soon: “ASAP”"],
  [
    "urgency",
    { freeText: "Bitte innerhalb von 3 Wochen" },
    "+8 Wants it soon: “innerhalb von 3 Wochen”",
  ],
  [
    "urgency",
    { freeText: "Il nous le faut dans deux mois" },
    "+4 Has a date in mind: “dans deux mois”",
  ],
  ["urgency", { freeText: "Para este trimestre" }, "+4 Has a date in mind: “este trimestre”"],
  ["urgency", { freeText: "Not urgent at all, in 3 months" }, null],
  ["urgency", { freeText: "We opened in 1998" }, null],

  [
    "enquiry",
    { freeText: "Könnten Sie uns ein Angebot schicken?" },
    "+6 Asked for a demo or an offer",
  ],
  ["enquiry", { freeText: "How do you store data?" }, "+3 Wrote to you first"],
  ["enquiry", { freeText: "We offer SEO" }, "+3 Wrote to you first"],
  ["enquiry", { freeText: "met them at the fair", source: "slack" }, null],

  ["referral", { source: "Partner" }, "+5 Came by recommendation"],
  ["referral", { source: "preferred-list" }, null],
  ["referral", { freeText: "You were empfohlen von Tom" }, "+5 Came by recommendation"],
  ["referral", { utm: { ...blankUtm, source: "google", medium: "referral" } }, null],

  ["email_pattern", { email: "ana@northwind.example" }, "+1 Writes from the company's own address"],
  [
    "email_pattern",
    { email: "ana@mail.northwind.example" },
    "+1 Writes from the company's own address",
  ],
  ["email_pattern", { email: "ana@notnorthwind.example" }, null],
  [
    "email_pattern",
    { email: "a@gmail.com", flags: ["free_mail"] },
    "-3 Writes from a free mail address",
  ],

  [
    "decision_maker",
    { name: "Ana Weber", title: "CEO" },
    "+6 You talk to a decision maker: Ana Weber, CEO",
  ],
  [
    "decision_maker",
    { title: "Geschäftsführerin" },
    "+6 You talk to a decision maker: Geschäftsführerin",
  ],
  ["decision_maker", { title: "Assistant to the CEO" }, null],

  [
    ...(["contact_complete", { email: "a@b.example", name: "Ana", title: "CEO" }] as const),
    "+2 Complete contact: name, e-mail, title",
  ],
  ["contact_complete", { email: "a@b.example", name: "Ana" }, null],
  ["contact_complete", { name: "Ana", title: "CEO" }, null],
];

describe("what the lead told us", () => {
  for (const [about, lead, says] of cases) {
    it(`counts for ${about}, given ${Object.values(lead).map(String).join(", ")}: ${says ?? "nothing"}`, () => {
      assert.equal(said(about, { lead, playbook: own }), says);
    });
  }

  for (const freeText of [
    ...[
      "As a student I have a question",
      "Questions for my Master-Thesis",
      "Anbei mein Lebenslauf",
    ],
    ...[
      "Je suis etudiante à Lyon",
      "Ich schreibe meine Masterarbeit",
      "Busco empleo",
      "Bewerbung als Fahrer",
    ],
    ...[
      "We sell backlinks",
      "Our SEO services help you",
      "May we write a guest post?",
      "Gastbeitrag gesucht",
    ],
  ]) {
    it(`tells that nobody buys who writes: ${freeText}`, () => {
      assert.match(
        said("not_a_buyer", { lead: { freeText } }) ?? "",
        /^-20 Not a buyer, in their own/,
      );
    });
  }

  for (const freeText of [
    ...[
      "We run student housing in nine cities",
      "Our students plan their courses",
      "Our thesis is simple",
    ],
    ...["We apply for a grant", "Employment platform", "A seoul based company"],
  ]) {
    it(`does not take for a student or a vendor who writes: ${freeText}`, () => {
      assert.equal(said("not_a_buyer", { lead: { freeText } }), null);
    });
  }

  it("believes a title that says student", () => {
    assert.equal(
      said("not_a_buyer", { lead: { title: "PhD student" } }),
      "-20 Not a buyer: PhD student",
    );
    assert.equal(said("not_a_buyer", { lead: { title: "Director of Student Services" } }), null);
  });

  it("is unknown as long as the lead said nothing", () => {
    const silent = [
      "use_case",
      "budget",
      "not_a_buyer",
      "urgency",
      "enquiry",
      "competitor",
      "blocker",
    ];

    assert.ok(silent.every((name) => isUnknown(name, {})));
    assert.ok(!isUnknown("use_case", { lead: { freeText: "Hello" } }));
    assert.ok(isUnknown("urgency", { lead: { freeText: "Hello" } }));
  });

  it("takes a decision maker of the team page for less than one who writes", () => {
    const facts = [person("Jo Lim", "Planner"), person("Ana Weber", "Head of Operations")];

    assert.equal(
      said("decision_maker", { facts }),
      "+1 Decision maker named: Ana Weber, Head of Operations",
    );
    assert.equal(said("decision_maker", { facts, lead: { title: "Planner" } }), null);
  });
});

describe("a decision maker", () => {
  const yes = [
    ...[
      "CEO & Co-founder",
      "Head of Purchasing",
      "VP Sales",
      "Owner",
      "Managing Partner",
      "Inhaberin",
    ],
    ...[
      "Leiter Vertrieb",
      "Abteilungsleiterin",
      "Directeur général",
      "Gérante",
      "Direttore",
      "ügyvezető",
    ],
  ];
  for (const title of yes) {
    it(`may be ${title}`, () => assert.ok(isDecisionMaker(title)));
  }

  const no = [
    ...[
      "Product Owner",
      "Head Chef",
      "Assistant to the Managing Director",
      "Projektleiter",
      "Planner",
    ],
    ...["Former CEO", "Art Director", "Headhunter", "Cooperation Manager", null],
  ];
  for (const title of no) {
    it(`is not ${title}`, () => assert.ok(!isDecisionMaker(title)));
  }
});
