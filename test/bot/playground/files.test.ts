import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { givenPlayground } from "./given.ts";

type Given = Awaited<ReturnType<typeof givenPlayground>>;

const csv = "Firma;Mail\nAcme;ana@acme.example\n";

/** Drops a file as Rita, as the page does. */
async function drop(given: Given, surface: string, channelId: string, text = "", bytes = csv) {
  const about = new URLSearchParams({ as: "rita", surface, channelId, name: "leads.csv", text });
  const headers = { "content-type": "text/csv" };
  const init = { method: "POST", headers, body: bytes };
  const response = await fetch(`${given.url}/_play/file?${about}`, init);
  return {
    status: response.status,
    ...((await response.json()) as { ok: boolean; error?: string }),
  };
}

const events = ({ heard }: Given) => heard.map(({ body }) => JSON.parse(body).event);
const activities = ({ heard }: Given) => heard.map(({ body }) => JSON.parse(body));

describe("a file in the pretend Slack", () => {
  const places = [
    { place: "one's own messages", channelId: "DRITA", text: "", told: ["message", "file_shared"] },
    { place: "a channel", channelId: "CLEADS", text: "hm", told: ["file_shared"] },
    {
      place: "a channel, with a mention",
      channelId: "CLEADS",
      text: "@Baton these",
      told: ["app_mention", "file_shared"],
    },
    { place: "a channel that Baton is not in", channelId: "CRANDOM", text: "", told: [] },
  ];
  for (const { place, channelId, text, told } of places) {
    it(`dropped in ${place} is told as Slack tells it`, async () => {
      await using given = await givenPlayground();

      const done = await drop(given, "slack", channelId, text);

      const types = events(given).map(({ type }) => type);
      assert.deepEqual([done.ok, types], [true, told]);
    });
  }

  it("is seen by everybody, and given to whoever brings the bot's token", async () => {
    await using given = await givenPlayground();
    await drop(given, "slack", "DRITA");
    const [message] = events(given);
    const [file] = message.files;

    const bare = await fetch(file.url_private_download);
    const authorization = `Bearer ${given.play.slack.botToken}`;
    const full = await fetch(file.url_private_download, { headers: { authorization } });
    const info = await given.slack.files.info({ file: file.id });

    assert.deepEqual([message.subtype, message.channel_type], ["file_share", "im"]);
    assert.match(bare.headers.get("content-type") ?? "", /^text\/html/);
    assert.equal(await full.text(), csv);
    assert.deepEqual([info.file?.name, info.file?.size], ["leads.csv", csv.length]);
    const [seen] = await given.sees("rita", "slack", "Baton");
    assert.deepEqual(seen?.files, [{ id: file.id, title: "leads.csv" }]);
  });

  const refused = [
    { what: "empty", bytes: "", says: /leads\.csv is empty/ },
    { what: "too large", bytes: "a".repeat(20 * 1024 * 1024 + 1), says: /at most 20 MB/ },
  ];
  for (const { what, bytes, says } of refused) {
    it(`is not taken when it is ${what}`, async () => {
      await using given = await givenPlayground();

      const { ok, error } = await drop(given, "slack", "CLEADS", "", bytes);

      assert.equal(ok, false);
      assert.match(error ?? "", says);
      assert.deepEqual(given.heard, []);
    });
  }

  it("goes nowhere that its person is not", async () => {
    await using given = await givenPlayground();

    const { ok, error } = await drop(given, "slack", "DRAVI");

    assert.deepEqual([ok, error], [false, "There is no such channel."]);
  });
});

describe("a file in the pretend Teams", () => {
  it("reaches the bot in somebody's own chat, with an address that is its key", async () => {
    await using given = await givenPlayground();

    await drop(given, "teams", "a:rita", "these");

    const [{ attachments, text }] = activities(given);
    const [file] = attachments;
    assert.equal(text, "these");
    assert.equal(file.contentType, "application/vnd.microsoft.teams.file.download.info");
    assert.deepEqual([file.name, file.content.fileType], ["leads.csv", "csv"]);
    assert.equal(await (await fetch(file.content.downloadUrl)).text(), csv);
  });

  it("is kept from the bot in a channel, which learns of it with a mention", async () => {
    await using given = await givenPlayground();
    const channel = "19:leads@thread.tacv2";

    await drop(given, "teams", channel, "look");
    await drop(given, "teams", channel, "@Baton look");

    const [said, ...more] = activities(given);
    assert.deepEqual(more, []);
    assert.match(said.attachments[0].content, /<attachment id="/);
    assert.doesNotMatch(JSON.stringify(said), /downloadUrl/);
    assert.equal((await given.sees("ravi", "teams", "#leads")).length, 2);
  });

  for (const action of ["accept", "decline"]) {
    it(`that Baton offers can be answered with ${action}`, async () => {
      await using given = await givenPlayground();
      const content = {
        description: "Rejected rows",
        sizeInBytes: 3,
        acceptContext: { kept: "yes" },
        declineContext: { kept: "no" },
      };
      const contentType = "application/vnd.microsoft.teams.card.file.consent";
      const offer = { type: "message", attachments: [{ contentType, name: "out.csv", content }] };
      const path = `${given.play.teams.serviceUrl}/v3/conversations/a%3Arita/activities`;
      await fetch(path, { method: "POST", body: JSON.stringify(offer) });
      const [seen] = await given.sees("rita", "teams", "Baton");

      const at = { channelId: "a:rita", messageId: seen?.id };
      const done = await given.gesture("rita", "teams_consent", { ...at, action });

      const [{ name, value }] = activities(given);
      assert.deepEqual(seen?.offers, [{ name: "out.csv", title: "Rejected rows" }]);
      assert.deepEqual([done.ok, name, value.action], [true, "fileConsent/invoke", action]);
      assert.equal(value.context.kept, action === "accept" ? "yes" : "no");
      if (action === "decline") return assert.equal(value.uploadInfo, undefined);
      const put = await fetch(value.uploadInfo.uploadUrl, { method: "PUT", body: "a,b" });
      const kept = await fetch(`${given.url}/_play/files/${value.uploadInfo.uniqueId}`);
      assert.deepEqual([put.status, await kept.text()], [201, "a,b"]);
    });
  }
});
