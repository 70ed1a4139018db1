import assert from "node:assert/strict";
import { company, type Desk } from "../desk.ts";

/** What can follow `/lead` besides a company. All answers are for the asker alone. */
export const commands: Record<string, (desk: Desk) => Promise<void>> = {
  async "helps with what the asker may do"(desk) {
    await desk.say("rita", "#leads", "/lead help");
    await desk.say("adam", "#leads", "/lead help");

    const rep = await desk.hears("rita", /What you can ask/);
    const admin = await desk.hears("adam", /What you can ask/);
    assert.match(rep.text, /What I never do[\s\S]*send without a yes/);
    assert.match(rep.text, /\/lead claim acme\.com/);
    assert.doesNotMatch(rep.text, /\/lead doctor/);
    assert.match(admin.text, /\/lead doctor/);
  },

  async "lists what waits, to be claimed there, and what is mine"(desk) {
    await desk.asked("rita", company());

    await desk.say("mona", "Baton", "/lead queue");
    const queue = await desk.hears("mona", /^Queue/);
    const claim = queue.buttons.find((label) => label.startsWith("Claim ")) ?? "Claim";
    await desk.press("mona", queue, claim);
    await desk.hears("mona", /is yours|Claimed by Mona Manager/);
    await desk.say("mona", "Baton", "/lead mine");

    const mine = await desk.hears("mona", /^My leads/);
    assert.ok(mine.text.includes(claim.replace("Claim ", "")));
  },

  async "claims, snoozes, releases and assigns by command too"(desk) {
    const domain = company();
    await desk.asked("ravi", domain);

    await desk.say("ravi", "#leads", `/lead claim ${domain}`);
    await desk.sees("ravi", "#leads", domain, /Claimed by Ravi Rep/);
    await desk.say("ravi", "#leads", `/lead snooze ${domain} 3d budget meeting first`);
    await desk.sees("ravi", "#leads", domain, /Back on .*budget meeting first/);
    await desk.say("ravi", "#leads", `/lead release ${domain}`);
    await desk.hears("ravi", /is back in the queue/);
    await desk.say("mona", "#leads", `/lead assign Rita ${domain}`);

    await desk.hears("rita", /Mona Manager gave you/);
    const [card] = await desk.cards("rita", "#leads", domain);
    assert.ok(card);
    assert.equal((await desk.lead(card)).owner?.name, "Rita Rep");
  },

  async "counts, traces, shows and explains"(desk) {
    await desk.say("mona", "Baton", "/lead stats");
    await desk.hears("mona", /Numbers[\s\S]*Leads/);
    await desk.say("mona", "Baton", "/lead show contoso.example");
    await desk.hears("mona", /contoso\.example[\s\S]*Starting point/);
    await desk.say("mona", "Baton", "/lead trace contoso.example");
    await desk.hears("mona", /Contoso went to/);
    await desk.say("mona", "Baton", "/lead why contoso.example");

    if (desk.surface === "slack") await (await desk.isAsked("mona", "Why this score")).close();
    else await desk.hears("mona", /Why this score: one more press, please/);
  },

  async "lists what a rule dropped"(desk) {
    const domain = company();
    await desk.say("mona", "#leads", `/lead sales@${domain}`);
    await desk.sees("mona", "#leads", domain, /Rule: role-email/);

    await desk.say("mona", "#leads", "/lead dropped");

    await desk.hears("mona", /Dropped/);
  },

  async "examines itself"(desk) {
    await desk.say("adam", "#leads", "/lead doctor");

    await desk.hears("adam", /All \d+ checks pass\.|\d+ of \d+ checks needs? you\./);
  },

  async "guesses the verb that was meant"(desk) {
    await desk.say("adam", "#leads", "/lead cliam");
    const guess = await desk.hears("adam", /Did you mean claim\?/);
    await desk.press("adam", guess, "claim");

    assert.equal(guess.buttons.length, 3);
    await desk.hears("adam", /Which company\? For example: \/lead claim acme\.com/);
  },

  async "says what it does not know"(desk) {
    await desk.say("adam", "#leads", "/lead show nowhere.example");

    await desk.hears("adam", /I do not know nowhere\.example yet/);
  },
};
