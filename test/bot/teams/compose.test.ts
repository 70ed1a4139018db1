import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Form } from "../../../cards/card.ts";
import { card, given, tenantId } from "../slack/fakes.ts";
import { fakeTeams, invoke, send, teamsDesk } from "./support.ts";

const query = (value: string) =>
  invoke("composeExtension/query", { commandId: "search", parameters: [{ name: "query", value }] });
const link = (more: object = {}) => ({
  ...invoke("composeExtension/queryLink", { url: "https://baton.example/evidence/abc" }),
  ...more,
});

const form: Form = {
  title: "Make this a lead",
  submit: "Make lead",
  verb: "from_message",
  args: { permalink: "https://teams.microsoft.com/l/message/1" },
  parts: [],
  fields: [
    {
      kind: "text",
      name: "company",
      label: "Company",
      hint: null,
      required: true,
      multiline: false,
      maxLength: 100,
      initial: null,
    },
  ],
};

describe("the compose box", () => {
  it("finds leads by what is typed, as small cards with a harmless title", async () => {
    const desk = teamsDesk();

    const response = await send(desk, query("acme"));

    assert.deepEqual(
      given(desk.calls, "search").map(([text]) => text),
      ["acme"],
    );
    assert.partialDeepStrictEqual(await response.json(), {
      composeExtension: {
        type: "result",
        attachments: [
          {
            contentType: "application/vnd.microsoft.card.adaptive",
            preview: { content: { title: "Acme b (A · 86)" } },
          },
        ],
      },
    });
  });

  it("shows one's own leads before anything is typed", async () => {
    const desk = teamsDesk();
    const parameters = [{ name: "initialRun", value: "true" }];

    await send(desk, invoke("composeExtension/query", { commandId: "search", parameters }));

    assert.deepEqual(
      given(desk.calls, "search").map(([text]) => text),
      [""],
    );
  });

  it("says that nothing fits", async () => {
    const response = await send(teamsDesk(), query("nobody"));

    const composeExtension = { type: "message", text: "No lead fits that." };
    assert.deepEqual(await response.json(), { composeExtension });
  });

  it("looks up as often as it is asked", async () => {
    const desk = teamsDesk();

    await send(desk, { ...query("acme"), id: "same" });
    await send(desk, { ...query("acme"), id: "same" });

    assert.equal(given(desk.calls, "search").length, 2);
  });

  it("notes no conversation that Baton may not be in", async () => {
    const desk = teamsDesk();

    await send(desk, query("acme"));

    assert.deepEqual(desk.memory.known, []);
  });
});

describe("a link of ours in a message", () => {
  const channel = { id: "19:leads", conversationType: "channel", tenantId: "entra-1" };
  const colleague = { id: "29:ravi", tenantId: "entra-1", userRole: "user" };
  const rosters: [who: string, members: object[], more: object, outsiders: boolean][] = [
    ["colleagues only", [colleague, colleague], {}, false],
    ["a guest", [colleague, { ...colleague, userRole: "guest" }], {}, true],
    ["another organisation", [colleague, { ...colleague, tenantId: "entra-2" }], {}, true],
    ["people Teams says nothing about", [{ id: "29:who" }], {}, true],
    ["nobody Teams names", [], {}, true],
    ["more people than one page holds", [colleague], { continuationToken: "2" }, true],
  ];
  for (const [who, members, more, outsiders] of rosters) {
    it(`shows ${outsiders ? "less" : "all"} where there are ${who}`, async () => {
      await using teams = await fakeTeams(() => Response.json({ members, ...more }));
      const desk = teamsDesk();

      await send(desk, link({ conversation: channel, serviceUrl: teams.url }));

      const url = "https://baton.example/evidence/abc";
      assert.deepEqual(given(desk.calls, "unfurl"), [[tenantId, url, outsiders]]);
      assert.match(teams.requests[0]?.path ?? "", /\/19%3Aleads\/pagedmembers$/);
    });
  }

  it("shows all in somebody's own chat with Baton, and less between two people it does not know", async () => {
    const desk = teamsDesk();

    await send(desk, link()); // looks like a chat with Baton, and nobody ever spoke to it there
    await send(desk, { type: "message", text: "help" });
    await send(desk, link());

    const shown = given(desk.calls, "unfurl").map(([, , outsiders]) => outsiders);
    assert.deepEqual(shown, [true, false]);
  });

  it("shows less where Teams does not say who is there", async () => {
    await using teams = await fakeTeams(() => new Response(null, { status: 403 }));
    const desk = teamsDesk();

    await send(desk, link({ conversation: channel, serviceUrl: teams.url }));

    assert.deepEqual(
      given(desk.calls, "unfurl").map(([, , outsiders]) => outsiders),
      [true],
    );
  });

  it("shows the lead, and nothing for a foreign link", async () => {
    const desk = teamsDesk();

    const ours = await send(desk, link());
    const foreign = await send(
      desk,
      invoke("composeExtension/queryLink", { url: "https://example.com/" }),
    );

    assert.match(await ours.text(), /"composeExtension":\{"type":"result".*New lead/);
    assert.deepEqual([foreign.status, await foreign.text()], [200, ""]);
  });
});

describe("Make this a lead", () => {
  const messagePayload = {
    body: {
      contentType: "html",
      content: '<p>Ana of acme.com asked<attachment id="1"></attachment></p>',
    },
    from: { user: { displayName: " Ana\u202E Weber " } },
    linkToMessage: "https://teams.microsoft.com/l/message/1",
  };
  const pointed = invoke("composeExtension/fetchTask", { commandId: "make_lead", messagePayload });
  const submit = (typed: object) => {
    const data = { baton: { verb: "from_message", args: form.args }, ...typed };
    return invoke("composeExtension/submitAction", { commandId: "make_lead", data });
  };

  it("opens a form about the message, its author and its link", async () => {
    const desk = teamsDesk({ fromMessage: { kind: "form", form } });

    const response = await send(desk, pointed);

    const [[message] = []] = given(desk.calls, "fromMessage");
    assert.deepEqual(message, {
      text: "<p>Ana of acme.com asked  </p>",
      author: "Ana Weber",
      permalink: messagePayload.linkToMessage,
    });
    assert.partialDeepStrictEqual(await response.json(), {
      task: { type: "continue", value: { title: "Make this a lead" } },
    });
  });

  it("takes what was filled in", async () => {
    const desk = teamsDesk();

    const response = await send(desk, submit({ company: "acme.com" }));

    const submission = { verb: "from_message", args: form.args, values: { company: "acme.com" } };
    assert.deepEqual(
      given(desk.calls, "submit").map(([sent]) => sent),
      [submission],
    );
    assert.deepEqual([response.status, await response.text()], [200, ""]);
  });

  it("asks again with what was typed and what is wrong with it", async () => {
    const desk = teamsDesk({
      submit: { kind: "invalid", errors: { company: "Type a domain." } },
      fromMessage: { kind: "form", form },
    });

    const response = await send(desk, submit({ company: "acme", message: "hello" }));

    const [[message] = []] = given(desk.calls, "fromMessage");
    assert.deepEqual(message, { text: "hello", author: null, permalink: form.args.permalink });
    const shown = JSON.stringify(await response.json());
    assert.match(shown, /Type a domain\..*"value":"acme"/);
  });

  it("says why not, to whoever may not", async () => {
    const no = card("note", "You can look, not act.");
    const desk = teamsDesk({ fromMessage: { kind: "whisper", card: no } });

    await send(desk, pointed);

    assert.deepEqual(
      given(desk.calls, "whisper").map(([said]) => said),
      [no.summary],
    );
  });
});

describe("an invoke of the compose box that cannot be read", () => {
  const broken = [
    invoke("composeExtension/query", { parameters: "x" }),
    invoke("composeExtension/queryLink", { url: 7 }),
    invoke("composeExtension/fetchTask", {}),
    invoke("composeExtension/submitAction", { data: "x" }),
    invoke("fileConsent/invoke", { action: "maybe" }),
  ];
  for (const sent of broken) {
    it(`is answered with 400: ${JSON.stringify(sent)}`, async () => {
      const desk = teamsDesk();

      const response = await send(desk, sent);

      assert.deepEqual([response.status, desk.calls], [400, []]);
    });
  }
});
