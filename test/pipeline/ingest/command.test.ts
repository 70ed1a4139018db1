import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Command, parseCommand } from "../../../pipeline/ingest/command.ts";
import { commands, verbs } from "../../../pipeline/ingest/commands.ts";

const acme = { kind: "domain", domain: "acme.com", website: null };
const northwind = { kind: "name", name: "Northwind Traders" };

const cases: [typed: string, command: unknown][] = [
  ["", { kind: "help" }],
  [" \u200B\n", { kind: "help" }],
  ["help", { kind: "help" }],
  ["HELP me", { kind: "help" }],
  ["/lead", { kind: "help" }],
  ["acme.com", { kind: "subject", subject: acme }],
  ["lead acme.com", { kind: "subject", subject: acme }],
  ["<at>Baton</at> lead acme.com", { kind: "subject", subject: acme }],
  ["<@U0BATON> show acme.com", { kind: "show", subject: acme }],
  ["add acme.com", { kind: "subject", subject: acme }],
  ["Northwind Traders", { kind: "subject", subject: northwind }],
  ["show.com", { kind: "subject", subject: { kind: "domain", domain: "show.com", website: null } }],
  ["show acme.com", { kind: "show", subject: acme }],
  ["Show\tACME.com", { kind: "show", subject: acme }],
  ["show <http://acme.com|acme.com>", { kind: "show", subject: acme }],
  ["show Northwind Traders", { kind: "show", subject: northwind }],
  ["why acme.com", { kind: "why", subject: acme }],
  ["trace acme.com", { kind: "trace", subject: acme }],
  ["claim acme.com", { kind: "claim", subject: acme }],
  ["release acme.com", { kind: "release", subject: acme }],
  ["mine", { kind: "mine" }],
  ["queue", { kind: "queue" }],
  ["dropped", { kind: "dropped" }],
  ["doctor", { kind: "doctor" }],
  ["stats", { kind: "stats", topic: null }],
  ["stats Enrich", { kind: "stats", topic: "enrich" }],
  [
    "snooze acme.com 3d",
    { kind: "snooze", subject: acme, until: { kind: "in", days: 3 }, reason: null },
  ],
  [
    "snooze acme.com tomorrow budget meeting first",
    {
      kind: "snooze",
      subject: acme,
      until: { kind: "in", days: 1 },
      reason: "budget meeting first",
    },
  ],
  [
    "snooze acme.com 2026-12-01",
    { kind: "snooze", subject: acme, until: { kind: "date", date: "2026-12-01" }, reason: null },
  ],
  [
    "snooze Northwind Traders mon",
    { kind: "snooze", subject: northwind, until: { kind: "weekday", weekday: 1 }, reason: null },
  ],
  [
    "snooze acme.com 2w",
    { kind: "snooze", subject: acme, until: { kind: "in", days: 14 }, reason: null },
  ],
  [
    "assign <@U123|rita> acme.com",
    { kind: "assign", subject: acme, to: { kind: "id", id: "U123", name: "rita" } },
  ],
  [
    "assign acme.com <@U123>",
    { kind: "assign", subject: acme, to: { kind: "id", id: "U123", name: null } },
  ],
  [
    "assign <http://acme.com|acme.com> to <@W9>",
    { kind: "assign", subject: acme, to: { kind: "id", id: "W9", name: null } },
  ],
  [
    "assign <at>Rita Rep</at> acme.com",
    { kind: "assign", subject: acme, to: { kind: "name", name: "Rita Rep" } },
  ],
  [
    "assign Rita Rep acme.com",
    { kind: "assign", subject: acme, to: { kind: "name", name: "Rita Rep" } },
  ],
  [
    "assign acme.com to @Rita",
    { kind: "assign", subject: acme, to: { kind: "name", name: "Rita" } },
  ],
  [
    "assign <@U123> Northwind Traders",
    { kind: "assign", subject: northwind, to: { kind: "id", id: "U123", name: null } },
  ],
  ["cliam", { kind: "suggest", typed: "cliam", nearest: ["claim", "list", "mine"] }],
];

describe("a command", () => {
  for (const [typed, command] of cases) {
    it(`reads ${JSON.stringify(typed)}`, () => {
      assert.deepEqual(parseCommand(typed), command);
    });
  }

  const missing: [typed: string, verb: string, why: RegExp][] = [
    ["show", "show", /Which company\? For example: \/lead show acme\.com/],
    ["claim", "claim", /\/lead claim acme\.com/],
    ["claim 10.0.0.1", "claim", /IP address/],
    ["why acme.com, beta.io", "why", /One company at a time/],
    ["add", "add", /\/lead acme\.com/],
    ["assign", "assign", /\/lead assign @Rita acme\.com/],
    ["assign acme.com", "assign", /\/lead assign/],
    ["assign <@U1>", "assign", /\/lead assign/],
    ["assign Rita", "assign", /\/lead assign/],
    ["snooze", "snooze", /\/lead snooze/],
    ["snooze acme.com", "snooze", /Until when/],
    ["snooze acme.com 2026-02-30", "snooze", /Until when/],
    ["snooze acme.com 900d", "snooze", /Until when/],
    ["snooze tomorrow", "snooze", /Until when/],
  ];

  for (const [typed, verb, why] of missing) {
    it(`says what is missing in ${JSON.stringify(typed)}`, () => {
      const command = parseCommand(typed);

      assert.deepEqual([command.kind, "verb" in command && command.verb], ["usage", verb]);
      assert.match(command.kind === "usage" ? command.why : "", why);
    });
  }

  const slips = [
    "cliam",
    "shwo",
    "Clam",
    "snoze",
    "asign",
    "assgin",
    "realease",
    "quue",
    "hlep",
    "docter",
    "stast",
  ];

  for (const typed of slips) {
    it(`takes ${typed} for a slip of the finger and offers three verbs`, () => {
      const command = parseCommand(typed);

      assert.equal(command.kind === "suggest" && command.nearest.length, 3);
    });
  }

  for (const typed of [
    "acme",
    "Dell",
    "ADT",
    "SAP",
    "IBM",
    "Contoso",
    "Fabrikam",
    "claim.io",
    "Cliam Systems",
  ]) {
    it(`takes ${typed} for a company`, () => {
      assert.equal(parseCommand(typed).kind, "subject");
    });
  }

  it("suggests the nearest verb first", () => {
    const nearest = (typed: string) => {
      const command = parseCommand(typed);
      return command.kind === "suggest" ? command.nearest[0] : command.kind;
    };

    assert.deepEqual(["relase", "snozee", "tarce", "wyh"].map(nearest), [
      "release",
      "snooze",
      "trace",
      "why",
    ]);
  });

  it("knows what each verb of the help is for, and its own examples", () => {
    assert.deepEqual(
      commands.map(({ verb }) => verb),
      [...verbs],
    );
    for (const { verb, example, help } of commands) {
      assert.equal(parseCommand(example).kind, verb === "add" ? "subject" : verb);
      assert.match(help, /^[A-Z].*\.$/);
    }
  });

  it("notices what is hidden in a pasted text", () => {
    const command = parseCommand("Ana Weber\nNorthwind GmbH\nana@northwind.example\nhel\u200Blo");
    const subject = command.kind === "subject" ? command.subject : null;

    assert.deepEqual(subject?.kind === "text" && subject.lead.flags, ["suspicious_text"]);
  });

  it("answers 40,000 characters with a sentence", () => {
    for (const piece of [
      "x",
      "<",
      "acme.com ",
      "assign <@U1> ",
      "lead ",
      "\u200B",
      "<at>",
      "snooze a 3d ",
    ]) {
      const command = parseCommand(piece.repeat(Math.ceil(40_000 / piece.length)));

      assert.match(refusal(command), /characters/);
    }
  });

  it("never throws, whatever is typed", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc
        .tuple(
          fc.constantFrom(...verbs, "lead", "<@U1>"),
          fc.string({ unit: "grapheme", maxLength: 60 }),
        )
        .map((words) => words.join(" ")),
    );

    fc.assert(
      fc.property(typed, (typed) => {
        const command = parseCommand(typed);
        if (command.kind === "usage") assert.match(command.why, /\.$/);
      }),
      { numRuns: 500 },
    );
  });
});

function refusal(command: Command): string {
  return command.kind === "subject" && command.subject.kind === "none"
    ? command.subject.why
    : command.kind;
}
