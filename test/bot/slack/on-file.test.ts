import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Hono } from "hono";
import { isFileUrl } from "../../../bot/slack/files.ts";
import { type Calls, given } from "./fakes.ts";
import { event, gesture, listen, send, slackDesk } from "./support.ts";

const json = "application/json";
const csv = "Firma;Mail\nAcme;ana@acme.example\n";
const signIn = "<!doctype html><title>Sign in | Slack</title>";

/** A Slack that holds files, and gives them to whoever brings the bot's token. */
async function fileHost(refusal?: string) {
  const calls: Calls = [];
  const app = new Hono();
  app.post("/api/files.info", async (c) => {
    calls.push(["files.info", (await c.req.formData()).get("file")]);
    if (refusal) return c.json({ ok: false, error: refusal });
    return c.json({ ok: true, file: file(`${url}/files/leads.csv`) });
  });
  app.post("/api/:method", (c) => c.json({ ok: true, user: { team_id: "T2" } }));
  app.get("/files/:name", (c) => {
    calls.push(["get", c.req.param("name"), c.req.header("authorization")]);
    if (c.req.header("authorization") !== "Bearer xoxb-1") return c.redirect("/sign-in");
    return c.body(csv, 200, { "content-type": "text/csv" });
  });
  app.get("/no-scope/:name", (c) => c.redirect("/sign-in"));
  app.get("/sign-in", (c) => c.html(signIn));
  app.get("/moved/:name", (c) => c.redirect(`/files/${c.req.param("name")}`));
  app.get("/elsewhere", (c) => c.redirect("http://127.0.0.2:9/leads.csv"));
  app.get("/gone", (c) => c.text("gone", 410));
  app.get("/round", (c) => c.redirect("/round"));
  app.get("/silent", () => new Promise<Response>(() => {}));
  app.get("/stalls", () => {
    const stalls = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from("Firma")) });
    return new Response(stalls, { headers: { "content-type": "text/csv" } });
  });
  const { url, [Symbol.asyncDispose]: close } = await listen(app);
  return { url, apiUrl: `${url}/api/`, calls, [Symbol.asyncDispose]: close };
}

function file(url: string, more: object = {}) {
  const about = { id: "F1", name: "leads.csv", mimetype: "text/csv", size: csv.length };
  return { ...about, mode: "hosted", url_private_download: url, ...more };
}

function shared(files: object[], more: object = {}) {
  const said = { type: "message", subtype: "file_share", user: "U1", text: "", ts: "1.1", files };
  return { ...said, channel: "D1", channel_type: "im", ...more };
}

/** Slack's word that a file turned up in a channel. */
const drop = { type: "file_shared", file_id: "F1", user_id: "U1", channel_id: "CLEADS" };

const takenFile = { name: "leads.csv", contentType: "text/csv", size: csv.length, text: csv };

describe("a file in Slack", () => {
  it("is taken in somebody's own messages, with our token, as it comes", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);

    await gesture(desk, event(shared([file(`${slack.url}/files/leads.csv`)])), json);

    assert.deepEqual(slack.calls, [["get", "leads.csv", "Bearer xoxb-1"]]);
    const [[taken, request] = []] = given(desk.calls, "file");
    assert.deepEqual(taken, takenFile);
    assert.partialDeepStrictEqual(request, {
      who: { surface: "slack", userId: "U1", personId: "person-U1" },
      place: { channelId: "D1", kind: "dm", messageId: null },
    });
  });

  it("is acknowledged before it is downloaded", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);

    const response = await send(desk, event(shared([file(`${slack.url}/silent`)])), json);

    assert.equal(response.status, 200);
    assert.deepEqual(given(desk.calls, "file"), []);
  });

  it("is taken in a channel when Baton is mentioned with it", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const files = [file(`${slack.url}/files/leads.csv`)];
    const mention = {
      type: "app_mention",
      user: "U1",
      channel: "C1",
      text: "<@UBOT> these",
      files,
    };

    await gesture(desk, event(mention), json);

    assert.deepEqual(given(desk.calls, "file")[0]?.[0], takenFile);
    assert.deepEqual(given(desk.calls, "command"), []);
  });

  it("is taken in a leads channel though nobody mentions Baton", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);

    await gesture(desk, event(drop), json);

    assert.deepEqual(slack.calls[0], ["files.info", "F1"]);
    assert.deepEqual(given(desk.calls, "file")[0]?.[0], takenFile);
  });

  it("is left alone in any other channel, without a word and without a look", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const place = { channel: "C1", channel_type: "channel" };

    await gesture(desk, event({ ...drop, channel_id: "C1" }), json);
    await gesture(desk, event(shared([file(`${slack.url}/files/a.csv`)], place), "Ev2"), json);

    assert.deepEqual([slack.calls, desk.calls], [[], []]);
  });

  it("is not taken again for another event about the same drop, or the same event again", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const files = [file(`${slack.url}/files/leads.csv`)];
    const said = { user: "U1", channel: "CLEADS", text: "<@UBOT>", files };

    await gesture(desk, event({ type: "app_mention", ...said }, "Ev1"), json);
    await gesture(desk, event({ type: "app_mention", ...said }, "Ev1"), json);
    await gesture(desk, event(drop, "Ev2"), json);
    await gesture(desk, event(shared(files, { ...said, channel_type: "channel" }), "Ev3"), json);

    assert.equal(given(desk.calls, "file").length, 1);
  });

  it("is asked about where the event says its id only", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const bare = { id: "F1", file_access: "check_file_info", created: 0 };

    await gesture(desk, event(shared([bare])), json);

    assert.deepEqual(given(slack.calls, "files.info"), [["F1"]]);
    assert.equal(given(desk.calls, "file").length, 1);
  });

  it("is not fetched from an origin that is not Slack's", async () => {
    await using slack = await fileHost();
    await using other = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);

    await gesture(desk, event(shared([file(`${other.url}/files/leads.csv`)])), json);

    assert.deepEqual(other.calls, []);
    assert.match(String(given(desk.calls, "whisper")[0]?.[0]), /did not hand over leads\.csv/);
  });

  it("of our own is none that somebody dropped", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const files = [file(`${slack.url}/files/leads.csv`)];

    await gesture(desk, event({ ...drop, user_id: "UBOT" }), json);
    await gesture(desk, event(shared(files, { user: "UBOT" }), "Ev2"), json);

    assert.deepEqual(desk.calls, []);
  });

  it("of another organisation is refused", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const raw = event(shared([file(`${slack.url}/files/leads.csv`)]), "Ev1", {
      is_ext_shared_channel: true,
    });

    await gesture(desk, raw, json);

    assert.deepEqual(given(desk.calls, "file"), []);
    assert.deepEqual(given(slack.calls, "get"), []);
  });

  it("that is no list is answered with one sentence, and with none where Baton is not meant", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const picture = file(`${slack.url}/files/a.png`, { name: "a.png", mimetype: "image/png" });
    const inLeads = { channel: "CLEADS", channel_type: "channel" };

    await gesture(desk, event(shared([picture])), json);
    await gesture(desk, event(shared([{ ...picture, id: "F2" }], inLeads), "Ev2"), json);

    const told = given(desk.calls, "whisper").map(([sentence]) => sentence);
    assert.deepEqual(told, [
      "I cannot read a.png. I take lists of leads as CSV, TSV, TXT or XLSX files.",
    ]);
    assert.deepEqual(slack.calls, []);
  });

  it("that is a picture beside a question leaves the question", async () => {
    const desk = slackDesk();
    const files = [file("https://files.slack.com/a.png", { name: "a.png", mimetype: "image/png" })];
    const said = {
      type: "app_mention",
      user: "U1",
      channel: "C1",
      text: "<@UBOT> acme.com",
      files,
    };

    await gesture(desk, event(said), json);

    assert.deepEqual(given(desk.calls, "command")[0]?.[0], "acme.com");
  });

  it("comes alone or with others, five at most", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);
    const six = [1, 2, 3, 4, 5, 6].map((n) =>
      file(`${slack.url}/files/${n}.csv`, { id: `F${n}`, name: `${n}.csv` }),
    );

    await gesture(desk, event(shared(six)), json);

    assert.equal(given(desk.calls, "file").length, 5);
    assert.match(String(given(desk.calls, "whisper")[0]?.[0]), /first 5 files/);
  });

  const troubles = [
    { what: "Slack shows its sign-in page", path: "/no-scope/leads.csv", says: /files:read/ },
    { what: "it moved elsewhere", path: "/elsewhere", says: /did not hand over leads\.csv/ },
    { what: "Slack has it no more", path: "/gone", says: /did not hand over leads\.csv/ },
    { what: "it is moved about in circles", path: "/round", says: /did not hand over leads\.csv/ },
    { what: "Slack falls silent", path: "/silent", says: /did not hand over leads\.csv/ },
    { what: "Slack stops half-way", path: "/stalls", says: /did not hand over leads\.csv/ },
  ];
  for (const { what, path, says } of troubles) {
    it(`is told about when ${what}`, async () => {
      await using slack = await fileHost();
      const desk = slackDesk({}, slack.apiUrl, "T1", null, 150);

      await gesture(desk, event(shared([file(`${slack.url}${path}`)])), json);

      assert.deepEqual(given(desk.calls, "file"), []);
      const told = given(desk.calls, "whisper").map(([sentence]) => String(sentence));
      assert.equal(told.length, 1);
      assert.match(told[0] ?? "", says);
      assert.doesNotMatch(JSON.stringify(desk.lines), /xoxb-1/);
    });
  }

  it("is followed to another place of Slack's", async () => {
    await using slack = await fileHost();
    const desk = slackDesk({}, slack.apiUrl);

    await gesture(desk, event(shared([file(`${slack.url}/moved/leads.csv`)])), json);

    assert.deepEqual(given(desk.calls, "file")[0]?.[0], takenFile);
  });

  const unreadable = [
    { what: "was deleted", file: { id: "F1", mode: "tombstone" }, says: /was deleted/ },
    {
      what: "lies at another service",
      file: file("https://drive.example/x", { is_external: true }),
      says: /only a link to another service/,
    },
  ];
  for (const { what, file: dropped, says } of unreadable) {
    it(`that ${what} is answered with what to do`, async () => {
      const desk = slackDesk();

      await gesture(desk, event(shared([dropped])), json);

      assert.match(String(given(desk.calls, "whisper")[0]?.[0]), says);
    });
  }

  it("that Slack will not tell about names the missing scope", async () => {
    await using slack = await fileHost("missing_scope");
    const desk = slackDesk({}, slack.apiUrl);

    await gesture(desk, event(drop), json);

    assert.match(String(given(desk.calls, "whisper")[0]?.[0]), /files:read/);
  });
});

describe("our token", () => {
  const slack = isFileUrl("https://slack.com/api/");
  const yes = [
    "https://files.slack.com/files-pri/T1-F1/download/leads.csv",
    "https://contoso.slack.com/files-pri/T1-F1/leads.csv",
    "https://slack-files.com/T1-F1-0",
  ];
  const no = [
    "http://files.slack.com/files-pri/T1-F1/leads.csv",
    "https://files.slack.com:8443/x",
    "https://u:p@files.slack.com/x",
    "https://files.slack.com.evil.example/x",
    "https://evilslack.com/x",
    "https://slack.com.evil.example/",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "",
  ];
  for (const url of yes) it(`may go to ${url}`, () => assert.ok(slack(url)));
  for (const url of no) it(`goes nowhere near ${url || "nothing"}`, () => assert.ok(!slack(url)));

  it("goes to a stand-in of Slack at its own origin only", () => {
    const standIn = isFileUrl("http://127.0.0.1:4003/api/");

    assert.deepEqual(
      ["http://127.0.0.1:4003/f/1", "http://127.0.0.1:4004/f/1", "http://localhost:4003/f/1"].map(
        standIn,
      ),
      [true, false, false],
    );
  });
});
