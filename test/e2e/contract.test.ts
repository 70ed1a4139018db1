import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { surfaces } from "../../pipeline/surface.ts";
import { type Playground, startPlayground } from "../support/playground.ts";
import { commands } from "./contract/commands.ts";
import { doors } from "./contract/doors.ts";
import { files } from "./contract/files.ts";
import { fixData } from "./contract/fix-data.ts";
import { outreach } from "./contract/outreach.ts";
import { troubles } from "./contract/troubles.ts";
import { work } from "./contract/work.ts";
import { type Desk, deskIn } from "./desk.ts";

/* One list of behaviours, run once per chat. What is said here, a person can do in both. */
for (const surface of surfaces) {
  describe(`Baton in ${surface}`, () => {
    let play: Playground;
    let desk: Desk;
    before(async () => {
      play = await startPlayground();
      desk = deskIn(surface, play);
    });
    after(() => play[Symbol.asyncDispose]());

    describe("does", { concurrency: 4 }, () => {
      for (const [behaviour, run] of Object.entries({
        ...work,
        ...troubles,
        ...fixData,
        ...commands,
        ...doors,
        ...files,
        ...outreach,
      })) {
        it(behaviour, () => run(desk));
      }
    });

    it("logged no error all the while", () => {
      assert.deepEqual(play.problems, []);
    });
  });
}
