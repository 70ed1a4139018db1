import assert from "node:assert/strict";
import { eventually } from "../../support/playground.ts";
import type { Message } from "../chat.ts";
import { company, type Desk } from "../desk.ts";

const header = "Firma;Webseite;Ansprechpartner;E-Mail;Notizen";

/** A list as people have them, of companies nobody else asks about; two of its rows are no leads. */
function messyList() {
  const domains = [company(), company()];
  const rows = domains.map((domain) => `"${domain}; Ltd";${domain};Jo Weber;jo@${domain};hi`);
  const lines = ["Messe 2026;;;;", header, ...rows, ";;Ana;ana@gmail.com;", rows[0], ""];
  return { domains, name: `messe-${domains[0]}.csv`, text: lines.join("\r\n") };
}

/** The card of a file, once it says this. */
function sees(desk: Desk, channel: string, name: string, words: RegExp): Promise<Message> {
  return eventually(async () => {
    const all = await desk.messages("rita", channel);
    const found = all.filter(({ author, text }) => author === null && text.includes(name));
    assert.match(found.at(-1)?.text ?? "", words);
    assert.ok(found[0] && found.length === 1, `${name} has ${found.length} cards`);
    return found[0];
  });
}

/** What happens to a list of leads that somebody drops. */
export const files: Record<string, (desk: Desk) => Promise<void>> = {
  async "shows what is in a dropped list before anything is written"(desk) {
    const { domains, ...file } = messyList();

    await desk.drop("rita", "Baton", file);

    const card = await sees(
      desk,
      "Baton",
      file.name,
      /Create 2 · Update 0 · Unchanged 0 · Skipped 2/,
    );
    assert.match(card.text, /Where is this list from\?/);
    assert.match(card.text, /1 without company or domain/);
    assert.deepEqual(card.buttons, ["Import 2", "Change mapping", "Cancel"]);
    for (const domain of domains) {
      await desk.say("rita", "Baton", `/lead show ${domain}`);
      await desk.hears("rita", new RegExp(`I do not know ${domain}`));
    }
  },

  async "imports a list once somebody says where it is from, gives back what it left out, and undoes it"(
    desk,
  ) {
    const { domains, ...file } = messyList();
    await desk.drop("rita", "Baton", file);
    const card = await sees(desk, "Baton", file.name, /Create 2/);

    await desk.press("rita", card, "Import 2");
    const form = await desk.isAsked("rita", "Import");
    const undeclared = await form.send({});
    const again = await desk.isAsked("rita", "Import");
    await again.send({ "Where is this list from?": "Our own website or event" });
    const done = await sees(desk, "Baton", file.name, /Done: 2 in, 2 out/);

    assert.equal(undeclared.length, 1);
    const rejected = await eventually(async () => {
      const given = await desk.files("rita");
      const found = given.find(({ text }) => text.includes("ana@gmail.com"));
      assert.ok(found, "the rejected rows did not come");
      return found;
    });
    assert.match(rejected.text, /reason/);
    for (const domain of domains) {
      await desk.say("rita", "Baton", `/lead show ${domain}`);
      await desk.hears("rita", new RegExp(`jo@${domain}`));
    }

    await desk.press("rita", done, "Undo");
    const sure = await desk.isAsked("rita", "Undo this import?");
    await sure.send({});
    await sees(desk, "Baton", file.name, /Undone/);
  },

  async "forgets a list that was cancelled"(desk) {
    const { domains: _, ...file } = messyList();
    await desk.drop("rita", "Baton", file);
    const card = await sees(desk, "Baton", file.name, /Create 2/);

    await desk.press("rita", card, "Cancel");

    await sees(desk, "Baton", file.name, /Cancelled\. Nothing was written\./);
  },

  async "says what it cannot read, in somebody's own messages"(desk) {
    await desk.drop("adam", "Baton", { name: "photo.png", text: "PNG" });

    await desk.hears("adam", /I cannot read photo\.png\. I take lists of leads as CSV/);
  },

  async "says how a list is handed in, with a page that takes it"(desk) {
    await desk.say("mona", "#leads", "/lead import");

    const card = await desk.hears("mona", /Import a list of leads/);
    const [url = ""] = /http[^"]+\/upload\/[\w-]+/.exec(JSON.stringify(card.source)) ?? [];
    const { domains: _, ...file } = messyList();
    const form = new FormData();
    form.set("file", new File([file.text], file.name));
    const response = await fetch(url, { method: "POST", body: form });

    assert.equal(response.status, 200);
    assert.match(await response.text(), /The file is here/);
    await sees(desk, "#leads", file.name, /Create 2/);
  },

  async "leaves a list alone where nobody means Baton"(desk) {
    const { domains: _, ...file } = messyList();
    const place = desk.surface === "slack" ? "#random" : "#leads"; // channels it hears nothing of

    await desk.drop("ravi", place, file, "look at this");
    await desk.say("ravi", "Baton", "help");
    await desk.hears("ravi", /What I can do|\/lead/);

    const all = await desk.messages("ravi", place);
    const cards = all.filter(({ author, text }) => author === null && text.includes(file.name));
    assert.deepEqual(cards, []);
  },

  async "answers a list that is dropped with a mention: takes it, or says where it can"(desk) {
    const { domains: _, ...file } = messyList();

    await desk.drop("adam", "#leads", file, "@Baton these, please");

    if (desk.surface === "slack") await sees(desk, "#leads", file.name, /Create 2/);
    else await desk.hears("adam", /Teams gives me no files in channels/);
  },
};
