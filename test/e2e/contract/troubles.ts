import assert from "node:assert/strict";
import { eventually } from "../../support/playground.ts";
import { company, type Desk, sendForm } from "../desk.ts";

/** Leads that do not go the straight way. */
export const troubles: Record<string, (desk: Desk) => Promise<void>> = {
  async "drops a mailbox that is nobody's, with the rule, until somebody says it is wrong"(desk) {
    const domain = company();

    await desk.say("rita", "#leads", `/lead info@${domain}`);
    const dropped = await desk.sees("rita", "#leads", domain, /Not researched: .*Rule: role-email/);
    await desk.press("rita", dropped, "It's wrong");

    assert.match(dropped.text, /Drop/);
    await desk.sees("rita", "#leads", domain, /Starting point/);
  },

  async "drops a disposable address, with the rule"(desk) {
    await desk.say("ravi", "#leads", "/lead jo@mailinator.com");

    const rule = /Not researched: disposable e-mail address.*Rule: disposable-email/;
    await desk.sees("ravi", "#leads", "mailinator.com", rule);
  },

  async "respects a site that does not want to be read, and scores without it"(desk) {
    await desk.say("rita", "#leads", "/lead quiet.example");

    const words = /The site asks not to be read \(robots\.txt\)/;
    const card = await desk.sees("rita", "#leads", "quiet.example", words);
    assert.match(card.text, /[BCD] · \d+/);
    assert.ok(card.buttons.includes("Fill by hand"));
  },

  async "gives a silent site up, tries again when asked, and scores what a colleague knows"(desk) {
    const domain = "slow.example";

    await desk.say("ravi", "#leads", `/lead ${domain}`);
    const failed = await desk.sees(
      "ravi",
      "#leads",
      domain,
      /Could not read slow\.example .*2 tries/,
    );
    assert.deepEqual(failed.buttons.slice(0, 2), ["Retry", "Fill by hand"]);
    await desk.press("ravi", failed, "Fill by hand");
    const form = await desk.isAsked("ravi", "Fill by hand");
    const refused = await form.send({ Country: "Atlantis" });
    const again = await desk.isAsked("ravi", "Fill by hand");
    const taken = await again.send({ Industry: "Logistics", Employees: "180", Country: "Germany" });

    assert.deepEqual([refused.length, taken], [1, []]);
    await desk.sees("ravi", "#leads", domain, /[ABCD] · \d+[\s\S]*Starting point/);
  },

  async "reads a site again when asked"(desk) {
    const domain = "broken.example";
    await desk.say("adam", "#leads", `/lead ${domain}`);
    const failed = await desk.sees(
      "adam",
      "#leads",
      domain,
      /Could not read broken\.example .*1 try/,
    );

    await desk.press("adam", failed, "Retry");

    await desk.sees("adam", "#leads", domain, /Could not read broken\.example .*2 tries/);
  },

  async "calls nobody and turns nothing around, whatever is typed"(desk) {
    await desk.say("mona", "#leads", "/lead <!channel> \u202Egpj.moc *x* _y_ <script>");

    const said = await desk.hears("mona", /script/);
    const sent = JSON.stringify(said.source);
    assert.doesNotMatch(sent, /<!channel>|\u202E/);
  },

  async "calls nobody and turns nothing around on a card"(desk) {
    const domain = company();
    const lead = { company: "<!channel> <at>all</at> \u202Eevil", name: "*Jo* Weber" };
    await sendForm(desk.play, { ...lead, url: `https://${domain}`, source: "website" });

    const card = await desk.sees("rita", "#leads", domain, /Starting point/);
    const sent = JSON.stringify([card.source.blocks, card.source.cards]);
    assert.doesNotMatch(sent, /<!channel>|<at>|\u202E|(?<!\\)\*Jo/);
  },

  async "shows where a lead stands to who presses a button that is too old"(desk) {
    const { name, card } = await desk.given();
    await desk.say("mona", "#leads", `/lead show ${name}`);
    const old = await desk.hears("mona", new RegExp(`${name}[\\s\\S]*Could not read`));
    await desk.press("rita", card, "Not a fit");
    await desk.sees("rita", "#leads", name, /Not a fit, marked by Rita Rep/);

    await desk.press("mona", old, "Claim");

    await desk.hears("mona", /This lead is closed/);
    const { owner } = await eventually(() => desk.lead(card));
    assert.equal(owner?.claimed ?? false, false);
  },
};
