import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { listen } from "../slack/support.ts";
import { fakeTeams, invoke, send, teamsDesk } from "./support.ts";

const file = {
  name: "out.csv",
  title: "Left out",
  contentType: "text/csv",
  body: Buffer.from("line,reason\n"),
};

/** A OneDrive of this machine. */
async function oneDrive(status = 201) {
  const puts: { range: string | undefined; body: string }[] = [];
  const app = new Hono().put("/up", async (c) => {
    puts.push({ range: c.req.header("content-range"), body: await c.req.text() });
    return new Response(null, { status });
  });
  return { ...(await listen(app)), puts };
}

/** Presses a button of the card that offers a file, as whoever it was sent by. */
function choose(kept: string, action: "accept" | "decline", uploadUrl: string, more: object) {
  const uploadInfo = {
    contentUrl: "https://contoso-my.sharepoint.com/out.csv",
    name: "out.csv",
    uploadUrl,
    uniqueId: "u1",
    fileType: "csv",
  };
  const value = { type: "fileUpload", action, context: { kept }, uploadInfo };
  return { ...invoke("fileConsent/invoke", value), ...more };
}

describe("a file for one person", () => {
  it("lands in their OneDrive once they allow it, and they see where", async () => {
    await using teams = await fakeTeams();
    await using drive = await oneDrive();
    const desk = teamsDesk();
    const kept = await desk.memory.keepFile("tenant-1", "29:rita", file);

    const there = { serviceUrl: teams.url };
    const response = await send(desk, choose(kept, "accept", `${drive.url}/up`, there));

    assert.deepEqual([response.status, await response.text()], [200, ""]);
    assert.deepEqual(drive.puts, [{ range: "bytes 0-11/12", body: "line,reason\n" }]);
    const [shown, gone] = teams.requests;
    assert.partialDeepStrictEqual(shown?.body, {
      attachments: [
        {
          contentType: "application/vnd.microsoft.teams.card.file.info",
          contentUrl: "https://contoso-my.sharepoint.com/out.csv",
          content: { uniqueId: "u1", fileType: "csv" },
        },
      ],
    });
    assert.deepEqual([gone?.method, gone?.path.endsWith("/m1")], ["DELETE", true]);
    assert.equal(desk.memory.files.size, 0);
  });

  it("is forgotten when they decline", async () => {
    await using teams = await fakeTeams();
    const desk = teamsDesk();
    const kept = await desk.memory.keepFile("tenant-1", "29:rita", file);

    await send(desk, choose(kept, "decline", "", { serviceUrl: teams.url }));

    assert.match(JSON.stringify(teams.requests[0]?.body), /keep the file to myself/);
    assert.equal(desk.memory.files.size, 0);
  });

  it("is nobody else's to take", async () => {
    await using teams = await fakeTeams();
    await using drive = await oneDrive();
    const desk = teamsDesk();
    const kept = await desk.memory.keepFile("tenant-1", "29:mona", file);

    await send(desk, choose(kept, "accept", `${drive.url}/up`, { serviceUrl: teams.url }));

    assert.deepEqual(drive.puts, []);
    assert.match(JSON.stringify(teams.requests[0]?.body), /not kept any more/);
  });

  it("goes to no address that is not a place for files", async () => {
    await using teams = await fakeTeams();
    const desk = teamsDesk();
    const kept = await desk.memory.keepFile("tenant-1", "29:rita", file);

    const away = "http://169.254.169.254/up";
    await send(desk, choose(kept, "accept", away, { serviceUrl: teams.url }));

    assert.match(JSON.stringify(teams.requests[0]?.body), /named no place/);
    assert.equal(desk.memory.files.size, 1);
  });

  it("stays kept when the upload fails", async () => {
    await using teams = await fakeTeams();
    await using drive = await oneDrive(507);
    const desk = teamsDesk();
    const kept = await desk.memory.keepFile("tenant-1", "29:rita", file);

    await send(desk, choose(kept, "accept", `${drive.url}/up`, { serviceUrl: teams.url }));

    assert.match(JSON.stringify(teams.requests[0]?.body), /did not take the file/);
    assert.equal(desk.memory.files.size, 1);
  });
});
