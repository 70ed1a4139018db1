import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settingsDiff } from "../../../pipeline/ops/settings-diff.ts";
import { settingsFromYaml, settingsToYaml } from "../../../pipeline/ops/settings-yaml.ts";
import { defaultPlaybook } from "../../../pipeline/score/playbook.ts";

const rita = { name: "Rita Rep", role: "rep" as const, slack: "U1", teams: null };

describe("a settings file", () => {
  it("comes back as it went out, whatever its names are", () => {
    const name = `Zoë: "x" # - {y} \u2028 ${"long ".repeat(15)}`.trim();
    const settings = {
      timeZone: "Europe/Berlin",
      people: [rita, { ...rita, name: "no", slack: null, teams: "29:1a" }],
      pools: [{ name, members: [{ person: "no", cap: null, paused: true }] }],
      channels: { slack: { leads: "C1", aLeads: null } },
      fallback: { email: "desk@acme.example", afterFailures: 3 },
      scoring: defaultPlaybook,
    };

    const yaml = settingsToYaml(settings, "Acme\n- evil: true");

    assert.deepEqual(settingsFromYaml(yaml), settings);
    assert.match(yaml, /^# Settings of Acme - evil: true\. Change/);
    assert.match(yaml, /^ {2}size_bands:$/m);
  });

  it("may hold a part of the settings, or nothing", () => {
    assert.deepEqual(settingsFromYaml("time_zone: UTC"), { timeZone: "UTC" });
    assert.deepEqual(settingsFromYaml("# nothing yet\n"), {});
  });

  const wrong: [what: string, yaml: string, says: RegExp][] = [
    ["words of mails kept too long", "mail: {days: 31}", /mail\.days/],
    ["an unknown setting", "time_zone: UTC\ncolour: red", /line 2, colour: there is no such/],
    [
      "one inside",
      "pools:\n- name: A\n  members:\n  - person: Rita\n    caps: 3",
      /line 5, pools\[0\]\.members\[0\]\.caps: there is no such/,
    ],
    [
      "one deep inside",
      "scoring:\n  thresholds: {a: 80, b: 60, c: 40, d: 20}",
      /line 2, scoring\.thresholds\.d: there/,
    ],
    ["a name in another spelling", "timeZone: UTC", /write it time_zone/],
    [
      "a wrong kind of value",
      "pools:\n- name: A\n  members:\n  - person: R\n    cap: many",
      /line 5, pools\[0\]\.members\[0\]\.cap: .*expected/,
    ],
    [
      "a missing value",
      "people:\n- name: Rita\n- name: Ravi\n  role: rep",
      /line 2, people\[0\]\.role: /,
    ],
    ["a role nobody has", "people:\n- name: R\n  role: boss", /line 3, people\[0\]\.role: .*"rep"/],
    [
      "a time zone nobody lives in",
      "time_zone: Mars/Base",
      /line 1, time_zone: use a name of the IANA/,
    ],
    [
      "thresholds upside down",
      "scoring:\n  thresholds: {a: 10, b: 60, c: 70}",
      /line 2, scoring\.thresholds: A begins above B/,
    ],
    [
      "a webhook that leads elsewhere",
      "webhooks:\n  slack: https://example.com/services/a/b/c",
      /line 2, webhooks\.slack: use an incoming webhook/,
    ],
    ["a list instead of settings", "- a\n- b", /line 1, the file: /],
    ["no YAML", "pools: [", /at line 1/],
    ["a name twice", "time_zone: UTC\ntime_zone: UTC", /unique at line 2/],
    ["two documents", "a: 1\n---\nb: 2", /documents/],
    ["a prototype", "__proto__: {polluted: true}", /there is no such setting/],
    ["too much", "x".repeat(600_000), /too long/],
  ];
  for (const [what, yaml, says] of wrong) {
    it(`with ${what} is refused, and says where`, () => {
      assert.throws(() => settingsFromYaml(yaml), says);
      assert.ok(!("polluted" in {}));
    });
  }

  it("that explodes when it is read is refused", () => {
    const laughs = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef", "fg", "gh"]) {
      laughs.push(`${to}: &${to} [${`*${from}, `.repeat(10)}]`);
    }

    assert.throws(() => settingsFromYaml(laughs.join("\n")), /repeats itself too often/);
  });
});

describe("the difference of two settings", () => {
  it("is one line for each value, by its path", () => {
    const member = { person: "Rita Rep", cap: 25, paused: false };
    const before = {
      timeZone: "UTC",
      people: [rita],
      pools: [{ name: "Everyone", members: [member, { ...member, person: "Ravi" }] }],
      scoring: { stack: ["Slack", "Stripe"], base: 40 },
    };
    const after = {
      timeZone: "Europe/Berlin",
      people: [{ ...rita, role: "manager" as const }],
      pools: [
        {
          name: "Everyone",
          members: [
            { ...member, person: "Ravi" },
            { ...member, cap: null },
          ],
        },
      ],
      scoring: { stack: ["Stripe", "Segment"], base: 40 },
    };

    assert.deepEqual(settingsDiff(before, after), [
      "timeZone: UTC → Europe/Berlin",
      "people.Rita Rep.role: rep → manager",
      "pools.Everyone.members.order: Rita Rep, Ravi → Ravi, Rita Rep",
      "pools.Everyone.members.Rita Rep.cap: 25 → none",
      "scoring.stack: +Segment, −Slack",
    ]);
    assert.deepEqual(settingsDiff(before, before), []);
  });
});
