import assert from "node:assert/strict";
import { eventually } from "../../support/playground.ts";
import { company, type Desk } from "../desk.ts";

/** How leads get in by chat. */
export const doors: Record<string, (desk: Desk) => Promise<void>> = {
  async "makes three cards of three companies at once"(desk) {
    const domains = [company(), company(), company()];

    await desk.say("rita", "#leads", `/lead ${domains.join(", ")}`);

    for (const domain of domains) await desk.sees("ravi", "#leads", domain, /pages? read|Starting/);
  },

  async "shows five companies before it makes five leads"(desk) {
    const domains = [company(), company(), company(), company(), company()];

    await desk.say("mona", "#leads", `/lead ${domains.join(" ")}`);
    const preview = await desk.hears("mona", /5 companies/);
    const before = await Promise.all(domains.map((one) => desk.cards("mona", "#leads", one)));
    await desk.press("mona", preview, "Make leads");

    assert.ok(domains.every((domain) => preview.text.includes(domain)));
    assert.deepEqual(before.flat(), []);
    for (const domain of domains) await desk.sees("mona", "#leads", domain, /pages? read|Starting/);
  },

  async "forgets a preview that was cancelled"(desk) {
    const domains = [company(), company(), company(), company()];

    await desk.say("adam", "#leads", `/lead ${domains.join("\n")}`);
    const preview = await desk.hears("adam", /4 companies/);
    await desk.press("adam", preview, "Cancel");

    await desk.hears("adam", /Cancelled\. Nothing was added\./);
    assert.deepEqual(await desk.cards("adam", "#leads", domains[0] ?? ""), []);
  },

  async "asks for the domain of a name it does not know"(desk) {
    await desk.say("rita", "#leads", "/lead Zebulon Holdings");

    const said = await desk.hears("rita", /Zebulon Holdings/);
    assert.match(said.text, /Type its domain/);
  },

  async "asks which company a known name means, and takes the answer by button"(desk) {
    const domain = "litware.example";
    await desk.asked("mona", domain);

    await desk.say("mona", "#leads", "/lead Litware");
    const choice = await desk.hears("mona", /Which Litware\?/);
    await desk.press("mona", choice, domain);

    await desk.hears("mona", /Already here: C · \d+/);
  },

  async "says who has a company that is already here, and shows its card"(desk) {
    const domain = "fabrikam.example";
    await desk.asked("rita", domain);

    await desk.say("ravi", "#leads", `/lead https://www.${domain}/about?utm_source=x`);
    const said = await desk.hears("ravi", /Already here/);
    await desk.press("ravi", said, "Show card");

    await desk.hears("ravi", new RegExp(domain));
    assert.equal((await desk.cards("ravi", "#leads", domain)).length, 1);
  },

  async "answers in the conversation it was asked in"(desk) {
    const domain = company();

    await desk.say("ravi", "Baton", `lead ${domain}`);

    await desk.sees("ravi", "Baton", domain, /pages? read|Starting/);
    assert.deepEqual(await desk.cards("ravi", "#leads", domain), []);
  },

  async "hears its name in a channel"(desk) {
    const domain = company();

    await desk.say("ravi", "#leads", `@Baton lead ${domain}`);

    await desk.sees("ravi", "#leads", domain, /pages? read|Starting/);
  },

  async "answers privately and by direct message where it is not in the channel"(desk) {
    // Teams has no such place: a bot hears nothing in a team that it was not added to.
    if (desk.surface === "teams") return;
    const domain = company();

    await desk.say("ravi", "#random", `/lead ${domain}`);

    const said = await desk.hears("ravi", /I am not in this channel/);
    await desk.sees("ravi", "Baton", domain, /pages? read|Starting/);
    const { messages } = await eventually(() => desk.play.channel("ravi", "slack", "#random"));
    assert.ok(messages.some(({ id, onlyYou }) => id === said.id && onlyYou));
    assert.ok(messages.every(({ onlyYou }) => onlyYou));
  },
};
