import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { surfaces } from "../../pipeline/surface.ts";
import { eventually, startPlayground } from "../support/playground.ts";
import { drafted } from "./contract/outreach.ts";
import { deskIn } from "./desk.ts";

/* What nobody answers, with the days of waiting shrunk to moments. */
for (const surface of surfaces) {
  describe(`a mail in ${surface} that nobody answers`, () => {
    it("is asked about again, then of somebody else, then never, and is not sent", async () => {
      await using play = await startPlayground({
        approvalRemindMs: 200,
        approvalEscalateMs: 400,
        approvalExpireMs: 6_000,
      });
      const desk = deskIn(surface, play);

      const { domain } = await drafted(desk);

      await desk.hears("mona", /Still waiting for your yes|needs nothing from you any more/);
      await desk.sees("adam", "Baton", domain, /Approve e-mail to Ana Weber/);
      const [mona, adam] = await eventually(async () => [
        await desk.sees("mona", "Baton", domain, /Nobody answered\. Expired .*, unsent\./),
        await desk.sees("adam", "Baton", domain, /Nobody answered\. Expired .*, unsent\./),
      ]);
      await desk.hears("rita", /Your e-mail to .*Nobody answered/);
      assert.deepEqual([mona?.buttons, adam?.buttons], [[], []]);
      const { mail } = await play.state("mona");
      assert.deepEqual([mail, play.problems], [[], []]);
    });
  });
}
