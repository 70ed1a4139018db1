import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  approvalCard,
  outreachNewsCard,
  type Reader,
  reminderCard,
} from "../../cards/approval-card.ts";
import type { Card } from "../../cards/card.ts";
import { draftForm, rejectForm } from "../../cards/draft-form.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toDialog } from "../../cards/to-dialog.ts";
import { toModal } from "../../cards/to-modal.ts";
import { toText } from "../../cards/to-text.ts";
import { mailLimits } from "../../pipeline/outreach/mail.ts";
import type { OutreachState, OutreachView } from "../../pipeline/outreach/outreach-view.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks, assertModal } from "./block-kit-validator.ts";
import { berlin, now } from "./examples.ts";

const clock = { now, timeZone: berlin };
const manager: Reader = { mayApprove: true, mayEdit: true, mailbox: true };
const text = "You have 6 open roles, among them “Data Engineer”";
const mail = {
  from: { name: "Rita Rep", address: "rita.rep@ours.example" },
  to: { name: "Ana Weber", address: "ana.weber@northwind.example" },
  subject: "Your 6 open roles",
  body: `Hello Ana Weber,\n\nthank you for writing to us.\n\n${text}.\n\nRita Rep`,
};

const states: Record<OutreachState, Partial<OutreachView>> = {
  waiting: {},
  approved: { sendsAt: at("13:07") },
  sending: {},
  unknown: {},
  sent: { endedAt: at("13:07") },
  failed: { endedAt: at("13:07"), remark: "asked_to_stop" },
  rejected: { endedAt: at("13:07"), remark: "Too pushy." },
  expired: { endedAt: at("13:07") },
};

describe("the approval card", () => {
  for (const state of Object.keys(states) as OutreachState[]) {
    it(`is taken by both chats and tells where the mail stands: ${state}`, (t) => {
      const card = approvalCard(view({ state, ...states[state] }), manager, clock);

      assertBlocks(toBlockKit(card).blocks);
      assertAdaptiveCard(toAdaptiveCard(card));
      t.assert.fileSnapshot(toText(card), `test/fixtures/cards/outreach-${state}.txt`, {
        serializers: [(value) => String(value)],
      });
    });
  }

  it("hides no word of a mail as long as one may be, in either chat", () => {
    const words = Array.from({ length: 400 }, (_, n) => `w${n}`)
      .join(" ")
      .slice(0, mailLimits.body);
    for (const body of [words, words.replaceAll(" ", "\n\n"), "x".repeat(mailLimits.body)]) {
      const card = approvalCard(view({ mail: { ...mail, body } }), manager, clock);

      const inSlack = JSON.stringify(toBlockKit(card).blocks).replaceAll(/\\n|\s/g, "");
      const inTeams = JSON.stringify(toAdaptiveCard(card).body).replaceAll(/\\n|\s/g, "");
      for (const word of body.split(/\s+/)) {
        assert.ok(word.length > 800 || (inSlack.includes(word) && inTeams.includes(word)), word);
      }
      assert.ok(!/Shortenedtofit|(?<!Reject)…"/.test(inSlack + inTeams));
    }
  });

  it("says what an outside text says, and runs none of it", () => {
    const body = "<!channel> <https://evil.example|x> *bold* [x](https://evil.example)";
    const hostile = view({ mail: { ...mail, body }, company: "<!here>" });

    const slack = JSON.stringify(toBlockKit(approvalCard(hostile, manager, clock)).blocks);
    const teams = JSON.stringify(toAdaptiveCard(approvalCard(hostile, manager, clock)).body);

    assert.doesNotMatch(slack, /<!channel>|<!here>|<https:\/\/evil/);
    assert.doesNotMatch(teams, /\[x\]\(https:\/\/evil/);
  });

  const readers: [what: string, Reader, OutreachView, buttons: string[]][] = [
    ["a manager", manager, view(), ["Approve", "Edit", "Reject…"]],
    ["a manager without a mailbox", { ...manager, mailbox: false }, view(), ["Edit", "Reject…"]],
    ["the author", { ...manager, mayApprove: false }, view(), ["Edit"]],
    ["a colleague", { mayApprove: false, mayEdit: false, mailbox: true }, view(), []],
    ["a manager who may undo", manager, view({ state: "approved" }), ["Undo"]],
    [
      "the author of an approved one",
      { ...manager, mayApprove: false },
      view({ state: "approved" }),
      [],
    ],
  ];
  for (const [what, reader, shown, buttons] of readers) {
    it(`offers what they may do to ${what}`, () => {
      assert.deepEqual(labelsOf(approvalCard(shown, reader, clock)), buttons);
    });
  }

  it("carries the version it shows", () => {
    const [part] = approvalCard(view({ version: 3 }), manager, clock).parts.slice(-1);

    assert.ok(part?.kind === "actions");
    assert.ok(part.buttons.every(({ args }) => args.version === "3"));
  });
});

describe("what else is said about a mail", () => {
  it("is taken by both chats", () => {
    for (const card of [
      reminderCard(view(), clock),
      reminderCard(view({ state: "sent" }), clock),
      outreachNewsCard(view({ state: "rejected", remark: "No." }), clock),
    ]) {
      assertBlocks(toBlockKit(card).blocks);
      assertAdaptiveCard(toAdaptiveCard(card));
    }
    for (const form of [draftForm(view(), mail), rejectForm(view())]) {
      assertModal(toModal(form));
      assertAdaptiveCard(toDialog(form));
    }
  });
});

function view(different: Partial<OutreachView> = {}): OutreachView {
  return {
    id: "2b1f2a52-7c1c-4b1e-9f53-0a3f5f0a8f11",
    leadId: "2b1f2a52-7c1c-4b1e-9f53-0a3f5f0a8f12",
    version: 2,
    revision: 4,
    state: "waiting",
    company: "Northwind",
    mail,
    claims: [{ text, label: "Careers", url: "https://northwind.example/careers", quote: null }],
    basis: {
      kind: "enquiry",
      quote: "Please show us a demo.",
      pageUrl: "https://ours.example/demo",
      at: now,
    },
    author: { personId: "p-rita", name: "Rita Rep" },
    ownYes: false,
    editedBy: null,
    decidedBy: different.state && different.state !== "waiting" ? "Mona" : null,
    decidedAt: at("13:02"),
    sendsAt: null,
    endedAt: null,
    remark: null,
    expiresAt: new Date("2026-11-20T16:00:00Z"),
    ...different,
  };
}

function at(clock: string): Date {
  return new Date(`2026-11-12T${clock}:00Z`);
}

function labelsOf({ parts }: Card): string[] {
  return parts.flatMap((part) =>
    part.kind === "actions" ? part.buttons.map(({ label }) => label) : [],
  );
}
