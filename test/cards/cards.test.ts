import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Card } from "../../cards/card.ts";
import { importPreviewCard, nameChoicesCard, suggestCard } from "../../cards/choice-cards.ts";
import { doctorCard } from "../../cards/doctor-card.ts";
import { doorsCard } from "../../cards/doors-card.ts";
import { helpCard } from "../../cards/help-card.ts";
import { homeCard } from "../../cards/home-card.ts";
import { listCard, queueCard } from "../../cards/list-card.ts";
import { needsInfoCard } from "../../cards/needs-info-card.ts";
import { noteCard } from "../../cards/note-card.ts";
import { sourceStatsCard } from "../../cards/source-stats-card.ts";
import { spamSummaryCard } from "../../cards/spam-summary-card.ts";
import { statsCard } from "../../cards/stats-card.ts";
import { toAdaptiveCard } from "../../cards/to-adaptive-card.ts";
import { toBlockKit } from "../../cards/to-block-kit.ts";
import { toText } from "../../cards/to-text.ts";
import { traceCard } from "../../cards/trace-card.ts";
import type { LeadLine } from "../../pipeline/handoff/lead-line.ts";
import { blankLead } from "../../pipeline/ingest/blank-lead.ts";
import { commands } from "../../pipeline/ingest/commands.ts";
import { assertAdaptiveCard } from "./adaptive-card-validator.ts";
import { assertBlocks } from "./block-kit-validator.ts";
import { berlin, now } from "./examples.ts";

const leads: LeadLine[] = [
  line({ id: "1", name: "Northwind", label: "A", score: 86, owner: "Rita Rep", claimed: true }),
  line({ id: "2", name: "Litware", label: "B", score: 71, owner: "Ravi Rep" }),
  line({ id: "3", name: "Mailinator", label: "Drop", rule: "disposable-email" }),
  line({ id: "4", name: "Fabrikam", snoozedUntil: new Date("2026-11-17T08:00:00Z") }),
];

const unread = ["Slow", "Gone", "Quiet", "Late"].map((name, at) =>
  line({ id: `u${at}`, name, failure: "no answer in 10 s" }),
);
const clock = { now, timeZone: berlin };

const touched = { owner: "Rita Rep", claimed: true, touchedAt: new Date("2026-11-10T08:00:00Z") };
const mine = [
  line({ id: "m1", name: "Fabrikam", snoozedUntil: new Date("2026-11-12T14:00:00Z") }),
  line({ id: "m2", name: "Litware", label: "B", score: 71, owner: "Rita Rep" }),
  line({ id: "m3", name: "Contoso", label: "A", score: 90, ...touched }),
  line({ id: "m4", name: "Tailspin", label: "C", score: 44, ...touched, touchedAt: null }),
  line({ id: "m5", name: "Wingtip", label: "C", score: 41, ...touched }),
];

const quiet = {
  taken: 41,
  repeated: 2,
  refused: 0,
  failed: 0,
  lastTakenAt: new Date("2026-11-12T13:02:00Z"),
  lastRefusedAt: null,
  lastRefusal: null,
};
const doors = [
  {
    id: "door_abc",
    name: "Website form",
    kind: "wpforms",
    createdAt: new Date("2026-01-12T13:02:00Z"),
    rotatedAt: null,
    today: quiet,
    week: { ...quiet, taken: 212 },
  },
  {
    id: "door_def",
    name: "HubSpot",
    kind: "hubspot",
    createdAt: new Date("2026-11-11T13:02:00Z"),
    rotatedAt: new Date("2026-11-12T13:02:00Z"),
    today: { ...quiet, taken: 0 },
    week: {
      ...quiet,
      refused: 3,
      lastTakenAt: null,
      lastRefusedAt: new Date("2026-11-12T13:02:00Z"),
      lastRefusal: "X-Signature does not match the body.",
    },
  },
];

const unfinished = {
  id: "0198c0de-0000-7000-8000-00000000beef",
  revision: 1,
  state: "open" as const,
  decidedBy: null,
  decidedAt: null,
  waits: true,
  door: "“Website form”",
  input: {
    ...blankLead("Website form"),
    name: "Tom Rivers",
    email: "tom.rivers@gmail.com",
    freeText: "<!channel> *Please* <https://evil.example|call> me.",
    extra: { "How did you hear of us?": "At a fair" },
    flags: ["suspicious_text", "free_mail"],
  },
};

const checks = [
  { name: "Database", ok: true, detail: "PostgreSQL 18", fix: null },
  { name: "Browser", ok: false, detail: "none found", fix: "Set CHROMIUM_PATH." },
];

const cards: Record<string, Card> = {
  help: helpCard(commands),
  mine: listCard("mine", leads, clock),
  dropped: listCard("dropped", leads.slice(2, 3), clock),
  queue: queueCard({ waiting: leads.slice(0, 2), unread }, clock),
  "queue-empty": queueCard({ waiting: [], unread: [] }, clock, 3),
  "mine-empty": listCard("mine", [], clock),
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
  doors: doorsCard(doors, clock),
  "doors-none": doorsCard([], clock),
  "needs-info": needsInfoCard(unfinished, clock),
  "needs-info-done": needsInfoCard(
    {
      ...unfinished,
      revision: 2,
      state: "completed",
      waits: false,
      decidedBy: "Rita Rep",
      decidedAt: clock.now,
      input: { ...unfinished.input, company: "Northwind Traders" },
    },
    clock,
  ),
  spam: spamSummaryCard(
    {
      id: "0198c0de-0000-7000-8000-00000000feed",
      revision: 200,
      door: "Website form",
      day: "2026-11-12",
      counts: { honeypot: 180, repeated: 20 },
      released: 2,
      releasedBy: "Mona Manager",
      releasedAt: clock.now,
    },
    clock.now,
    clock.timeZone,
  ),
  sources: sourceStatsCard([
    { field: "source", value: "website", leads: 12, values: 1 },
    { field: "page", value: "acme.example/demo", leads: 7, values: 9 },
    { field: "utm_source", value: "newsletter", leads: 5, values: 1 },
  ]),
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
      mine: { leads: mine, total: 23, page: 1 },
      approvals: [
        {
          id: "d-1",
          company: "Litware",
          author: "Rita Rep",
          since: new Date("2026-11-12T12:50:00Z"),
        },
      ],
      week: { claimed: 4, touchMinutes: 14.2, meetings: 1 },
      stuck: [
        { name: "Ravi Rep", offers: 3, since: new Date("2026-11-11T08:00:00Z") },
        { name: "Rita Rep", offers: 1, since: new Date("2026-11-12T12:50:00Z") },
      ],
      waiting: leads.slice(1, 2),
      meter: null,
      checks,
      doors: doors.slice(0, 1),
      samples: true,
    },
    clock,
  ),
  "home-viewer": homeCard(
    {
      name: "Vera",
      next: "never",
      mine: { leads: [], total: 0, page: 0 },
      approvals: [],
      week: null,
      stuck: [],
      waiting: [],
      meter: null,
      checks: [],
      doors: [],
      samples: false,
    },
    clock,
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

  it("count what needs somebody in plain grammar", () => {
    const ill = checks.slice(1);

    assert.equal(doctorCard(ill).summary, "1 of 1 check needs you.");
    assert.equal(doctorCard([...ill, ...ill]).summary, "2 of 2 checks need you.");
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
    const rep = helpCard(commands.filter(({ needs }) => needs === null || needs === "work"));

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
    claimed: false,
    touchedAt: null,
    snoozedUntil: null,
    rule: null,
    failure: null,
    ...different,
  };
}
