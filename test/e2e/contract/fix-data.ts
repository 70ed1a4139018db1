import assert from "node:assert/strict";
import { company, type Desk } from "../desk.ts";

/** What colleagues know better than pages do. */
export const fixData: Record<string, (desk: Desk) => Promise<void>> = {
  async "corrects what pages say, beside what they say, and takes it back again"(desk) {
    const domain = company();
    await desk.asked("rita", domain);
    const scored = await desk.sees("rita", "#leads", domain, /Offered to|Nobody has it/); // read to the end

    await desk.press("rita", scored, "Fix data");
    const form = await desk.isAsked("rita", "Fix data");
    const refused = await form.send({ Employees: "a few" });
    const again = await desk.isAsked("rita", "Fix data");
    const taken = await again.send({ Employees: "4321", City: "Bremen" });

    assert.deepEqual([refused.length, taken], [1, []]);
    const fixed = await desk.sees("rita", "#leads", domain, /Bremen[\s\S]*4,321 people/);
    await desk.press("rita", fixed, "Fix data");
    const back = await desk.isAsked("rita", "Fix data");
    assert.deepEqual(await back.send({ "Use what pages say again": "All corrections" }), []);
    const card = await desk.sees(
      "rita",
      "#leads",
      domain,
      /^(?![\s\S]*4,321)[\s\S]*Starting point/,
    );
    assert.doesNotMatch(card.text, /Bremen/);
  },

  async "tells how research goes, and that it is not all"(desk) {
    await desk.asked("rita", company());

    await desk.say("mona", "Baton", "/lead stats enrich");

    const { text } = await desk.hears("mona", /Research, the last 30 days/);
    assert.match(text, /\d+ of \d+ \(\d+ %\), (above|below) the 67 % to beat/);
  },
};
