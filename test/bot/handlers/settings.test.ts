import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { handlersOf } from "../../../bot/handlers/handlers.ts";
import { type ChatPort, ChatRefused, type OutgoingFile } from "../../../jobs/world.ts";
import { settingsFromYaml } from "../../../pipeline/ops/settings-yaml.ts";
import { testDb } from "../../support/db.ts";
import { recordingChat } from "../../support/world.ts";
import { openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

describe("settings", () => {
  it("come to an admin as a file that can be applied", async () => {
    const desk = await openDesk(db);
    const files: { userId: string; file: OutgoingFile }[] = [];
    const handlers = withFiles(desk.world, async (_, userId, file) => {
      files.push({ userId, file });
    });

    const answer = await handlers.command(desk.as("Adam", null), "settings");

    const [sent, ...more] = files;
    assert.ok(sent && more.length === 0);
    assert.deepEqual([sent.userId, sent.file.name], ["UAdam", "baton-settings-2026-03-01.yaml"]);
    const { pools = [], people = [] } = settingsFromYaml(sent.file.body.toString());
    assert.deepEqual(
      pools.map(({ name }) => name),
      ["Sales"],
    );
    assert.equal(people.length, 5);
    assert.match(said(answer), /in your messages, as a file/);
  });

  it("are nobody else's", async () => {
    const desk = await openDesk(db);
    const handlers = withFiles(desk.world, () => assert.fail("a file was sent"));

    for (const name of ["Rita", "Mona", "Vera"] as const) {
      const answer = await handlers.command(desk.as(name, null), "settings");
      assert.equal(answer.kind, "whisper");
    }
  });

  it("say so when the chat does not take the file, and the way around", async () => {
    const desk = await openDesk(db);
    const handlers = withFiles(desk.world, () =>
      Promise.reject(new ChatRefused("slack", "missing_scope")),
    );

    const answer = await handlers.command(desk.as("Adam", null), "settings");

    assert.match(said(answer), /missing_scope.*baton settings export/);
  });
});

function withFiles(world: Parameters<typeof handlersOf>[0], sendFile: ChatPort["sendFile"]) {
  const slack = { ...recordingChat("slack").port, sendFile };
  return handlersOf({ ...world, chat: { ...world.chat, slack } });
}
