import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { blankLead } from "../../../pipeline/ingest/blank-lead.ts";
import type { LeadInput } from "../../../pipeline/ingest/lead-input.ts";
import { states } from "../../../pipeline/lifecycle.ts";
import {
  type Given,
  permissionToWrite,
  readBasis,
  type Standing,
} from "../../../pipeline/outreach/consent.ts";

const now = new Date("2026-03-01T09:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe("a form's consent field", () => {
  const said: [text: string, kind: "consent" | "refused" | undefined][] = [
    ["true", "consent"],
    ["yes", "consent"],
    ["on", "consent"],
    ["Opted in", "consent"],
    ["I agree to be contacted by e-mail about my request", "consent"],
    ["You may contact me", "consent"],
    ["Ich bin einverstanden, per E-Mail kontaktiert zu werden", "consent"],
    ["Ich stimme der Verarbeitung zu und willige in den Kontakt ein", "consent"],
    ["J’accepte d’être recontacté", "consent"],
    ["false", "refused"],
    ["0", "refused"],
    ["No", "refused"],
    ["opt-out", "refused"],
    ["I do not agree", "refused"],
    ["Ich bin nicht einverstanden", "refused"],
    ["I agree, but never by e-mail", "refused"],
    ["newsletter-form-7", undefined],
    ["privacy policy v2", undefined],
  ];
  for (const [consent, kind] of said) {
    it(`${kind ?? "nothing"}: ${consent}`, () => {
      const stated = readBasis("intake", form({ consent }));

      assert.equal(stated?.kind, kind);
    });
  }

  it("counts from a form only, and only where there is an address", () => {
    for (const channel of ["slack_command", "teams_command", "slack_message"]) {
      assert.equal(readBasis(channel, form({ consent: "true" })), null);
    }
    assert.equal(readBasis("intake", form({ consent: "true", email: null })), null);
  });
});

describe("an enquiry", () => {
  it("is one when somebody asks to be answered, in their language", () => {
    for (const freeText of [
      "Please call me about a demo.",
      "Could you send me your price list?",
      "Bitte rufen Sie mich zurück.",
      "Contactez-moi, s'il vous plaît.",
      "Looking forward to hearing from you",
    ]) {
      const stated = readBasis("intake", form({ freeText }));

      assert.deepEqual(stated, { kind: "enquiry", quote: freeText }, freeText);
    }
  });

  it("is none when they only tell something, or say no beside it", () => {
    assert.equal(readBasis("intake", form({ freeText: "We build ships in Gdańsk." })), null);
    assert.equal(readBasis("intake", form({})), null);
    const both = form({ freeText: "Please call me.", consent: "false" });
    assert.deepEqual(readBasis("intake", both), { kind: "refused" });
  });

  it("is heard by every door at which people speak for themselves, and by no other", () => {
    const asks = form({ freeText: "Please call me about a demo." });
    const kindAt = (channel: string) => readBasis(channel, asks)?.kind;

    for (const channel of [
      ...["form", "wpforms", "gravity_forms", "typeform", "tally", "webflow", "mail"],
      ...["google_lead_form", "meta_lead_ads", "linkedin_lead_sync"],
    ]) {
      assert.equal(kindAt(channel), "enquiry", channel);
    }
    for (const channel of ["csv", "hubspot", "salesforce", "linkedin_import", "gmail"]) {
      assert.equal(kindAt(channel), undefined, channel);
    }
  });

  it("is made by a mail whatever it says, and by none that somebody else passed on", () => {
    const words = form({ freeText: "We build ships in Gdańsk." });

    assert.equal(readBasis("mail", words)?.kind, "enquiry");
    const passedOn = { ...words, extra: { passed_on_by: "rita@acme.example" } };
    assert.equal(readBasis("mail", passedOn), null);
    assert.equal(readBasis("mail", form({ freeText: "Hi", consent: "no" }))?.kind, "refused");
    assert.equal(readBasis("mail", form({})), null);
  });

  it("is quoted without its end where it is long", () => {
    const stated = readBasis("intake", form({ freeText: `Please call me. ${"é".repeat(900)}` }));

    assert.ok(stated?.kind === "enquiry" && stated.quote.length === 300);
  });
});

describe("permission to write", () => {
  const cases: Record<string, [Partial<Standing>, string]> = {
    "on a consent": [{ given: [given("consent")] }, "consent"],
    "on an old consent": [{ given: [given("consent", 900)] }, "consent"],
    "on a consent that was used": [{ given: [given("consent", 1, { used: true })] }, "consent"],
    "on an enquiry": [{ given: [given("enquiry")] }, "enquiry"],
    "on the consent of those who also asked": [
      { given: [given("enquiry"), given("consent", 5)] },
      "consent",
    ],
    "on a new enquiry after an answered one": [
      { given: [given("enquiry", 1), given("enquiry", 9, { used: true })] },
      "enquiry",
    ],
    "without any": [{}, "no_basis"],
    "on an enquiry that was answered": [
      { given: [given("enquiry", 1, { used: true })] },
      "answered",
    ],
    "on an enquiry of last year": [{ given: [given("enquiry", 31)] }, "too_late"],
    "on a consent that was withdrawn": [
      { given: [given("consent", 9, { withdrawnAt: daysAgo(1) })] },
      "withdrawn",
    ],
    "to nobody's address": [{ given: [given("consent")], hasAddress: false }, "no_address"],
    "to a closed lead": [{ given: [given("consent")], closed: true }, "closed"],
    "to a customer": [{ given: [given("consent")], known: true }, "known"],
    "to whoever asked not to be": [
      { given: [given("consent")], suppressed: true, closed: true },
      "asked_to_stop",
    ],
  };
  for (const [what, [standing, expected]] of Object.entries(cases)) {
    it(`${what}: ${expected}`, () => {
      const verdict = permissionToWrite({ ...nobody, ...standing });

      assert.equal("refusal" in verdict ? verdict.refusal : verdict.basis.basis, expected);
    });
  }

  it("is there in four states of a lead and in no other", () => {
    const open = states.filter(
      (state) => "basis" in permissionToWrite({ ...nobody, state, given: [given("consent")] }),
    );

    assert.deepEqual(open, ["ASSIGNED", "OUTREACH_ACTIVE", "QUALIFIED", "HANDED_OFF"]);
  });
});

const nobody: Standing = {
  state: "ASSIGNED",
  closed: false,
  known: false,
  hasAddress: true,
  suppressed: false,
  given: [],
  now,
};

function given(basis: Given["basis"], days = 1, own: Partial<Given> = {}): Given {
  return {
    id: `${basis} ${days}`,
    basis,
    at: daysAgo(days),
    withdrawnAt: null,
    used: false,
    ...own,
  };
}

function form(said: Partial<LeadInput>): LeadInput {
  return { ...blankLead("website"), email: "ana@acme.example", ...said };
}
