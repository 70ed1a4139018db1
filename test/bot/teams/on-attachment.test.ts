import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { teamsManifest } from "../../../bot/teams/manifest.ts";
import { given } from "../slack/fakes.ts";
import { listen } from "../slack/support.ts";
import { send, teamsDesk } from "./support.ts";

const csv = "Firma;Mail\nAcme;ana@acme.example\n";

/** A OneDrive of this machine, whose addresses are their own key. */
async function drive() {
  const asked: string[] = [];
  const app = new Hono();
  app.get("/download.aspx", (c) => {
    asked.push(c.req.header("authorization") ?? "nobody");
    return c.body(csv, 200, { "content-type": "application/octet-stream" });
  });
  app.get("/moved", (c) => c.redirect("/download.aspx"));
  app.get("/metadata", (c) => c.redirect("http://169.254.169.254/latest"));
  app.get("/gone", (c) => c.text("gone", 404));
  app.get("/cut", () => {
    const cut = new ReadableStream({
      pull(stream) {
        stream.enqueue(Buffer.from("Firma"));
        stream.error(new Error("cut"));
      },
    });
    return new Response(cut);
  });
  return { ...(await listen(app)), asked };
}

function attached(downloadUrl: string, name = "leads.csv") {
  const contentType = "application/vnd.microsoft.teams.file.download.info";
  const contentUrl = `https://contoso-my.sharepoint.com/personal/rita/Documents/${name}`;
  return {
    contentType,
    contentUrl,
    name,
    content: { downloadUrl, uniqueId: "u1", fileType: "csv" },
  };
}

const inChannel = {
  conversation: { id: "19:leads", conversationType: "channel", tenantId: "entra-1" },
};

describe("a file in Teams", () => {
  it("may be attached at all, for the app says that it takes files", () => {
    const [bot] = teamsManifest({ appId: "1", url: "https://baton.example.com" }).bots;

    assert.equal(bot?.supportsFiles, true);
  });

  it("is taken in somebody's own chat, as it comes", async () => {
    await using oneDrive = await drive();
    const desk = teamsDesk();
    const attachments = [
      { contentType: "text/html", content: "<p>these, please</p>" },
      attached(`${oneDrive.url}/download.aspx`),
    ];

    await send(desk, { type: "message", text: "these, please", attachments });
    await desk.app.stop();

    assert.deepEqual(oneDrive.asked, ["nobody"]);
    const [[file, request] = []] = given(desk.calls, "file");
    assert.deepEqual(file, { name: "leads.csv", contentType: null, size: null, text: csv });
    assert.partialDeepStrictEqual(request, {
      who: { surface: "teams", userId: "29:rita" },
      place: { channelId: "a:rita", kind: "dm" },
    });
    assert.deepEqual(given(desk.calls, "command"), []);
  });

  it("is fetched after Teams was answered", async () => {
    const answered = Promise.withResolvers<Response>();
    const slow = new Hono().get("/slow", () => answered.promise);
    await using server = await listen(slow);
    const desk = teamsDesk();

    const { status } = await send(desk, {
      type: "message",
      attachments: [attached(`${server.url}/slow`)],
    });
    const before = given(desk.calls, "file").length;
    answered.resolve(new Response(csv));
    await desk.app.stop();

    assert.deepEqual([status, before, given(desk.calls, "file").length], [200, 0, 1]);
  });

  it("is taken once, however often Teams repeats itself", async () => {
    await using oneDrive = await drive();
    const desk = teamsDesk();
    const said = { type: "message", id: "again", attachments: [attached(`${oneDrive.url}/moved`)] };

    await send(desk, said);
    await send(desk, said);
    await desk.app.stop();

    assert.equal(given(desk.calls, "file").length, 1);
  });

  const troubles = [
    { what: "lies where no file may", url: "https://files.evil.example/leads.csv" },
    { what: "lies at a machine of the cloud", url: "http://169.254.169.254/latest" },
    { what: "has an address that is none", url: "leads.csv" },
    { what: "is not there any more", path: "/gone" },
    { what: "leads elsewhere", path: "/metadata" },
    { what: "breaks off", path: "/cut" },
  ];
  for (const { what, url, path } of troubles) {
    it(`that ${what} is told about, and not taken`, async () => {
      await using oneDrive = await drive();
      const desk = teamsDesk();
      const attachments = [attached(url ?? `${oneDrive.url}${path}`)];

      await send(desk, { type: "message", attachments });
      await desk.app.stop();

      assert.deepEqual(given(desk.calls, "file"), []);
      const told = given(desk.calls, "whisper").map(([sentence]) => sentence);
      assert.deepEqual(told, ["Teams did not hand over leads.csv. Drop it again in a moment."]);
    });
  }

  it("that is no list is answered with one sentence", async () => {
    const desk = teamsDesk();
    const attachments = [attached("http://127.0.0.1:9/a", "report.pdf")];

    await send(desk, { type: "message", attachments });
    await desk.app.stop();

    assert.deepEqual(
      given(desk.calls, "whisper").map(([sentence]) => sentence),
      ["I cannot read report.pdf. I take lists of leads as CSV, TSV, TXT or XLSX files."],
    );
  });

  it("that hangs on a mention in a channel asks for the way to hand it in", async () => {
    const desk = teamsDesk();
    const content = '<div><at>Baton</at>&nbsp;<attachment id="2c1e"></attachment></div>';
    const entities = [
      { type: "mention", text: "<at>Baton</at>", mentioned: { id: "28:baton", name: "Baton" } },
    ];
    const said = { type: "message", text: "<at>Baton</at> ", entities };

    await send(desk, {
      ...said,
      ...inChannel,
      attachments: [{ contentType: "text/html", content }],
    });

    assert.deepEqual(given(desk.calls, "command")[0]?.[0], "import");
  });

  for (const attachments of [null, "none", [null, 7, { contentType: 1 }], [{ content: {} }]]) {
    it(`is none where attachments are ${JSON.stringify(attachments)}`, async () => {
      const desk = teamsDesk();

      const { status } = await send(desk, { type: "message", text: "acme.com", attachments });

      assert.deepEqual([status, given(desk.calls, "command")[0]?.[0]], [200, "acme.com"]);
    });
  }
});
