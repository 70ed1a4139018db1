import assert from "node:assert/strict";
import { eventually } from "../../support/playground.ts";
import { company, type Desk } from "../desk.ts";

/** What people do with a lead that was scored. */
export const work: Record<string, (desk: Desk) => Promise<void>> = {
  async "makes one A card of /lead, with an alert and a message to its owner, and keeps them in step"(
    desk,
  ) {
    const domain = "northwind.example";

    const card = await desk.asked("rita", domain);
    const alert = await desk.sees("mona", "#a-leads", domain, /A · \d+/);
    await desk.sees("rita", "Baton", domain, /Offered to Rita Rep/);
    await desk.press("rita", alert, "Claim");

    for (const channel of ["#leads", "#a-leads", "Baton"]) {
      await desk.sees("rita", channel, domain, /A · \d+[\s\S]*Claimed by Rita Rep/);
    }
    assert.deepEqual(await desk.cards("ravi", "Baton", domain), []);
    const { bucket, score, parts, owner } = await desk.lead(card);
    assert.deepEqual([bucket, owner?.name, owner?.claimed], ["A", "Rita Rep", true]);
    assert.equal(
      parts.reduce((sum, { points }) => sum + points, 0),
      score,
    );
  },

  async "tells who came second that somebody took it"(desk) {
    const { name, card } = await desk.given();
    await desk.say("ravi", "#leads", `/lead show ${name}`);
    const hisCopy = await desk.hears("ravi", new RegExp(name));

    await desk.press("rita", card, "Claim");
    await desk.sees("rita", "#leads", name, /Claimed by Rita Rep/);
    await desk.press("ravi", hisCopy, "Claim");

    await desk.hears("ravi", /Rita Rep took it/);
    assert.equal((await desk.lead(card)).owner?.name, "Rita Rep");
  },

  async "lets one of two win who press at the same moment"(desk) {
    const { name, card } = await desk.given();

    await Promise.allSettled([
      desk.press("rita", card, "Claim"),
      desk.press("ravi", card, "Claim"),
    ]);

    const { text } = await desk.sees("mona", "#leads", name, /Claimed by R\w+ Rep/);
    const { owner } = await desk.lead(card);
    assert.ok(owner?.claimed && text.includes(`Claimed by ${owner.name}`));
  },

  async "leaves reassigning to managers"(desk) {
    const { card } = await desk.given();

    await desk.press("adam", card, "Reassign");
    await (await desk.isAsked("adam", "Reassign")).close();
    await desk.press("ravi", card, "Reassign");

    await desk.hears("ravi", /Reassigning is for managers\. Ask Mona Manager/);
    assert.equal(await desk.dialog("ravi"), null);
  },

  async "hands a lead over when a manager says so, and tells the one who gets it"(desk) {
    const { name, card } = await desk.given();

    await desk.press("mona", card, "Reassign");
    const form = await desk.isAsked("mona", "Reassign");
    const refused = await form.send({ Note: "Speaks Polish" });
    const again = await desk.isAsked("mona", "Reassign");
    const taken = await again.send({ To: "Ravi Rep", Note: "Speaks Polish" });

    assert.deepEqual([refused, taken], [["Choose who should have this lead."], []]);
    await desk.sees("ravi", "#leads", name, /Offered to Ravi Rep/);
    await desk.hears("ravi", /Mona Manager gave you .*: Speaks Polish/);
  },

  async "asks what came of a talk, and shows it on the card"(desk) {
    const domain = company();
    const card = await desk.asked("adam", domain);

    await desk.press("adam", card, "Log outcome");
    const form = await desk.isAsked("adam", "Log outcome");
    const empty = await form.send({ "Why?": "They asked for a demo" });
    const again = await desk.isAsked("adam", "Log outcome");
    const taken = await again.send({
      "What happened?": "Meeting booked",
      "Why?": "They asked for a demo",
    });

    assert.deepEqual([form.submit, empty, taken], ["Save", ["Choose what happened."], []]);
    await desk.sees(
      "rita",
      "#leads",
      domain,
      /Meeting booked by Adam Admin.*They asked for a demo/,
    );
  },

  async "explains a score part by part"(desk) {
    const domain = company();
    const card = await desk.asked("ravi", domain);

    await desk.press("ravi", card, "Why this score");
    const why = await desk.isAsked("ravi", "Why this score");
    await why.close();

    const { parts } = await desk.lead(card);
    assert.ok(parts.length > 2);
    for (const { because } of parts) assert.ok(why.text.includes(because), `${because} is missing`);
    assert.equal(why.submit, null);
  },

  async "puts a lead aside and wakes it"(desk) {
    const { name, card } = await desk.given();

    await desk.press("rita", card, "Snooze");
    const form = await desk.isAsked("rita", "Snooze");
    await form.send({ Until: "In 3 days", "Why?": "Budget meeting first" });
    const asleep = await desk.sees("rita", "#leads", name, /Back on .*Budget meeting first/);
    await desk.press("rita", asleep, "Wake");

    const awake = await eventually(async () => {
      const [now] = await desk.cards("rita", "#leads", name);
      assert.ok(now && !/Back on/.test(now.text));
      return now;
    });
    assert.ok(awake.buttons.includes("Snooze") && !awake.buttons.includes("Wake"));
  },

  async "closes a lead that is not a fit with one press"(desk) {
    const { name, card } = await desk.given();

    await desk.press("rita", card, "Not a fit");

    await desk.sees("mona", "#leads", name, /Not a fit, marked by Rita Rep/);
  },

  async "takes a lead back into the queue"(desk) {
    const { name, card } = await desk.given();
    await desk.press("rita", card, "Claim");
    const mine = await desk.sees("rita", "#leads", name, /Claimed by Rita Rep/);

    await desk.press("rita", mine, "Release");

    const free = await desk.sees("ravi", "#leads", name, /Nobody has it yet/);
    assert.ok(free.buttons.includes("Claim") && !free.buttons.includes("Release"));
  },

  async "keeps both opinions of two colleagues until they take them back"(desk) {
    const { name, card } = await desk.given();

    await desk.react("ravi", card, "👎", true);
    await desk.react("rita", card, "👍", true);
    await desk.sees("mona", "#leads", name, /👎 Ravi Rep · 👍 Rita Rep|👍 Rita Rep · 👎 Ravi Rep/);
    await desk.react("ravi", card, "👎", false);

    const { text } = await eventually(async () => {
      const left = await desk.sees("mona", "#leads", name, /👍 Rita Rep/);
      assert.doesNotMatch(left.text, /Ravi Rep/);
      return left;
    });
    assert.doesNotMatch(text, /👎/);
  },

  async "offers the next lead in Home, to be claimed there"(desk) {
    await desk.asked("rita", company());

    const home = await eventually(async () => {
      const shown = await desk.home("rita");
      assert.match(shown.text, /Next one for you/);
      return shown;
    });
    const claim = home.buttons.find((label) => label.startsWith("Claim "));
    await desk.press("rita", home, claim ?? "Claim");

    await eventually(async () => {
      const { text } = await desk.home("rita");
      assert.ok(text.slice(text.indexOf("My leads")).includes(`${claim}`.replace("Claim ", "")));
    });
  },
};
