import assert from "node:assert/strict";
import { eventually } from "../../support/playground.ts";
import type { Message } from "../chat.ts";
import { company, type Desk, sendForm } from "../desk.ts";

/** Mail to a lead: nothing leaves without a reason on record and somebody's yes. */
export const outreach: Record<string, (desk: Desk) => Promise<void>> = {
  async "sends a draft once a manager said yes to it, and the cards say so"(desk) {
    const { domain, approval } = await drafted(desk);

    assert.match(approval.text, /Approve e-mail to Ana Weber[\s\S]*From[\s\S]*Rita Rep/);
    assert.match(approval.text, /Consent[\s\S]*asked to be answered on ours\.example/);
    assert.deepEqual(approval.buttons, ["Approve", "Edit", "Reject…"]);
    assert.deepEqual(await mailsTo(desk, domain), []);
    await desk.press("mona", approval, "Approve");

    await desk.sees("mona", "Baton", domain, /Approved by Mona Manager · sent/);
    await desk.sees("rita", "#leads", domain, /E-mail sent/);
    const [mail, ...more] = await mailsTo(desk, domain);
    assert.equal(more.length, 0);
    assert.match(mail?.body ?? "", /^Hello Ana Weber,[\s\S]*Rita Rep$/);
  },

  async "says why nobody may write to somebody who never asked"(desk) {
    const domain = company();
    const card = await desk.asked("rita", domain);

    await desk.press("rita", card, "No permission to write yet");

    await desk.hears("rita", /No e-mail address is known/);
  },

  async "takes no yes to words that were changed meanwhile"(desk) {
    const { domain, approval } = await drafted(desk);

    await desk.press("mona", approval, "Edit");
    const form = await desk.isAsked("mona", "Edit e-mail");
    const empty = await form.send({ Subject: " ", Text: "Shall we talk?" });
    const again = await desk.isAsked("mona", "Edit e-mail");
    const taken = await again.send({ Subject: "Your message", Text: "Shall we talk?" });
    const second = await desk.sees("mona", "Baton", domain, /draft 2[\s\S]*Shall we talk\?/);
    await desk.pressAsSeen("mona", approval, "Approve");
    await desk.hears("mona", /This draft was changed meanwhile\. Here is draft 2/);
    const before = await mailsTo(desk, domain);
    await desk.press("mona", second, "Approve");

    assert.deepEqual([empty.length, taken, before], [1, [], []]);
    await desk.sees("mona", "Baton", domain, /Approved by Mona Manager · sent/);
    const [mail] = await mailsTo(desk, domain);
    assert.deepEqual([mail?.subject, mail?.body], ["Your message", "Shall we talk?"]);
  },

  async "tells the author a no, and why"(desk) {
    const { domain, approval } = await drafted(desk);

    await desk.press("mona", approval, "Reject…");
    const form = await desk.isAsked("mona", "Reject e-mail");
    await form.send({ "Why?": `Too pushy for ${domain}.` });

    await desk.hears("rita", new RegExp(`Rejected by Mona Manager: Too pushy for ${domain}`));
    await desk.sees("rita", "#leads", domain, /E-mail rejected/);
    assert.deepEqual(await mailsTo(desk, domain), []);
  },

  async "leaves approving to those who may, and lists what waits in their Home"(desk) {
    const { approval } = await drafted(desk);
    const name = /e-mail to Ana Weber, (.*?)(?: · |\n)/.exec(approval.text)?.[1] ?? "";

    const home = await eventually(async () => {
      const shown = await desk.home("adam");
      assert.ok(shown.text.includes("My approvals") && shown.text.includes(name));
      return shown;
    });
    await desk.press("adam", home, `Show e-mail to ${name}`);

    await desk.hears("adam", new RegExp(`Approve e-mail to Ana Weber, ${name}`));
    assert.ok(!(await desk.home("rita")).text.includes("My approvals"));
  },
};

/** A lead that came by form and asked for an answer, and what Mona is asked about Rita's mail to it. */
export async function drafted(desk: Desk): Promise<{ domain: string; approval: Message }> {
  const domain = company();
  await sendForm(desk.play, {
    company: domain,
    url: domain,
    email: `ana@${domain}`,
    name: "Ana Weber",
    title: "Head of Operations",
    source: "website",
    budget: 20_000,
    free_text: "Please call me about a demo this month. We run logistics.",
    page_url: "https://ours.example/contact",
  });
  const card = await eventually(async () => {
    const seen = await desk.sees("rita", "#leads", domain, /Starting point/);
    assert.ok(seen.buttons.includes("Draft outreach"));
    return seen;
  });
  await desk.press("rita", card, "Draft outreach");
  await desk.hears("rita", /Mona Manager is asked for a yes/);
  const approval = await desk.sees("mona", "Baton", domain, /Approve e-mail to Ana Weber/);
  return { domain, approval };
}

async function mailsTo({ play }: Desk, domain: string) {
  const { mail } = await play.state("mona");
  return mail.filter(({ to }) => to.includes(domain));
}
