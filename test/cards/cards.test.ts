import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Card } from "../../cards/card.ts";
import { importPreviewCard, nameChoicesCard, suggestCard } from "../../cards/choice-cards.ts";
import { doctorCard } from "../../cards/doctor-card.ts";
import { helpCard } from "../../cards/help-card.ts";
import { homeCard } from "../../cards/home-card.ts";
import { listCard } from "../../cards/list-card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { statsCard } from "../../cards/stats-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { traceCard } from "../../cards/trace-card.ts";
import type { LeadLine } from "../../pipeline/handoff/lead-line.ts";
import { commands } from "../../pipeline/ingest/commands.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks } from "./block-kit-validator.ts";
import { berlin, now } from "./examples.ts";

const leads: LeadLine[] = [
  line({ id: "1", name: "Northwind Traders", label: "A", score: 86, owner: "Rita Rep" }),
  line({ id: "2", name: "Litware", label: "B", score: 71 }),
  line({ id: "3", name: "Mailinator", label: "Drop", rule: "disposable-email" }),
  line({ id: "4", name: "Fabrikam", snoozedUntil: new Date("2026-11-17T08:00:00Z") }),
];

const checks = [
  { name: "Database", ok: true, detail: "PostgreSQL 18", fix: null },
  { name: "Browser", ok: false, detail: "none found", fix: "Set CHROMIUM_PATH." },
];

const cards: Record<string, Card> = {
  help: helpCard(commands),
  mine: listCard("mine", leads, now, berlin),
  queue: listCard("queue", leads, now, berlin),
  "queue-empty": listCard("queue", [], now, berlin, 3),
  "mine-empty": listCard("mine", [], now, berlin),
  stats: statsCard({
    leads: 67,
    labels: { A: 6, B: 10, C: 20, D: 21, none: 10 },
    claimed: 12,
    claimMinutes: 2.25,
    firstCardSeconds: 1.4,
    completeCardSeconds: null,
    researched: 57,
    failures: { robots_disallowed: 3, timeout: 9 },
    outcomes: { meeting: 2, no_answer: 4 },
    usd: 2.68,
  }),
  trace: traceCard(
    { id: "1", name: "Northwind Traders" },
    {
      pool: "Sales",
      rule: "round robin",
      ownerId: "p-rita",
      candidates: [
        { personId: "p-rita", name: "Rita Rep", ok: true, why: "next in turn" },
        { personId: "p-ravi", name: "Ravi Rep", ok: false, why: "at his cap of 20" },
      ],
    },
  ),
  doctor: doctorCard(checks),
  note: noteCard("Nothing is waiting."),
  choices: nameChoicesCard("Acme", ["acme.com", "acme.io"]),
  suggest: suggestCard(["claim", "mine", "why"], "acme.com"),
  preview: importPreviewCard(
    Array.from({ length: 22 }, (_, at) => ({ text: `company${at}.example`, note: null })),
    { batch: "b-1" },
  ),
  home: homeCard(
    {
      name: "Rita Rep",
      next: leads[1] ?? null,
      mine: leads.slice(0, 1),
      waiting: leads.slice(1, 2),
      figures: [{ label: "Claimed", value: "4" }],
      checks,
      samples: true,
    },
    now,
    berlin,
  ),
};

describe("the other cards", () => {
  for (const [name, card] of Object.entries(cards)) {
    it(`are taken by both chats: ${name}`, (t) => {
      assertBlocks(toBlockKit(card).blocks);
      assertAdaptiveCard(toAdaptiveCard(card));
      t.assert.fileSnapshot(toText(card), `test/fixtures/cards/${name}.txt`, {
        serializers: [(value) => String(value)],
      });
    });
  }

  it("say in one sentence that the queue is empty", () => {
    assert.equal(
      cards["queue-empty"]?.summary,
      "Nothing is waiting. The last lead was claimed after 3 minutes.",
    );
  });

  it("show ten of the pasted companies and count the rest", () => {
    const text = toText(cards.preview ?? assert.fail());

    assert.match(text, /company9\.example\n• and 12 more\n\[ Make leads \] \[ Cancel \]/);
    assert.doesNotMatch(text, /company10/);
  });

  it("offer the nearest verbs with what followed the mistyped one", () => {
    const actions = cards.suggest?.parts.find((part) => part.kind === "actions");

    assert.equal(cards.suggest?.summary, "Did you mean `claim`?");
    assert.deepEqual(
      actions?.buttons.map(({ label, args }) => [label, args.text]),
      [
        ["claim", "claim acme.com"],
        ["mine", "mine acme.com"],
        ["why", "why acme.com"],
      ],
    );
  });

  it("help only with what somebody may use", () => {
    const rep = helpCard(commands.filter(({ role }) => role === "rep"));

    const text = toText(rep);

    assert.doesNotMatch(text, /doctor|For managers|assign/);
    assert.match(
      text,
      /What I never do\nsend without a yes · call unknown numbers · buy lists · share scores/,
    );
  });

  it("say what was not measured instead of zero", () => {
    const none = statsCard({
      leads: 0,
      labels: {},
      claimed: 0,
      claimMinutes: null,
      firstCardSeconds: null,
      completeCardSeconds: null,
      researched: 0,
      failures: {},
      outcomes: {},
      usd: 0,
    });

    assert.match(toText(none), /Time to claim: nothing measured yet/);
    assert.match(toText(none), /Cost per lead: nothing measured yet/);
  });
});

function line(different: Partial<LeadLine>): LeadLine {
  return {
    id: "0",
    name: "Somebody",
    label: null,
    score: null,
    owner: null,
    since: new Date("2026-11-12T12:50:00Z"),
    snoozedUntil: null,
    rule: null,
    ...different,
  };
}
