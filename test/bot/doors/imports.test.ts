import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { after, beforeEach, describe, it } from "node:test";
import type { Hono } from "hono";
import { importsDoor } from "../../../bot/doors/imports.ts";
import { saveSetting } from "../../../db/settings.ts";
import { openDoor } from "../../../db/tenants.ts";
import { testDb } from "../../support/db.ts";
import { givenPerson, givenTenant } from "../../support/given.ts";
import { eventually } from "../../support/playground.ts";
import { workOff } from "../../support/queue.ts";
import { emptyWeb, recordingChat, testNow, testWorld } from "../../support/world.ts";
import { listen } from "../slack/support.ts";

const path = "/api/v1/leads/import";
const linkedin = "/api/v1/leads/linkedin-import";
const csv = "Company,Website,E-mail\nAcme,https://acme.example,ana@acme.example\n,,x@gmail.com\n";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

type Scene = {
  tenantId: string;
  door: Awaited<ReturnType<typeof openDoor>>;
  app: Hono;
  world: ReturnType<typeof testWorld>;
  slack: ReturnType<typeof recordingChat>;
};
let scene: Scene;

beforeEach(async () => {
  const tenantId = await givenTenant(db);
  const slack = recordingChat("slack");
  const world = testWorld(db, { chat: { slack: slack.port, teams: null }, web: emptyWeb });
  const door = await openDoor(db, tenantId, "lists");
  scene = { tenantId, door, app: importsDoor(world), world, slack };
});

describe("a list that another program sends", () => {
  const forms = {
    "as it is": () => ({ body: csv, headers: { "content-type": "text/csv" } }),
    "in a form": () => ({ body: formOf(csv) }),
    "signed by a door's secret": () => ({ body: csv, headers: signed(csv) }),
  };
  for (const [how, init] of Object.entries(forms)) {
    it(`is taken ${how}, and read later`, async () => {
      const { status, body, location } = await post(path, init());

      const { id, number, links } = body;
      const self = `/api/v1/leads/imports/${id}`;
      assert.deepEqual([status, number, location, links], [202, 1, self, { self }]);
      assert.equal(body.status, "reading");
    });
  }

  it("is told about in numbers and reasons, and makes no lead", async () => {
    const { body } = await post(path, { body: csv, headers: { "content-type": "text/csv" } });
    await workOff(scene.world);

    const told = await get(`/api/v1/leads/imports/${body.id}`);

    assert.equal(told.status, 200);
    assert.partialDeepStrictEqual(told.body, {
      ...{ id: body.id, number: 1, state: "waiting", rows_read: 2 },
      counts: { create: 1, skipped: 1 },
      reasons: [{ reason: "no_company", count: 1, lines: [3] }],
    });
    assert.equal(await count("lead"), 0);
    assert.equal(await count("source_event"), 0);
  });

  it("asks for a yes in the leads channel", async () => {
    const channels = { leads: "CLEADS", aLeads: null };
    await db.inTenant(scene.tenantId, (tx) => saveSetting(tx, "channels.slack", channels, "test"));

    await post(path, { body: csv, headers: { "content-type": "text/csv" } });
    await workOff(scene.world);

    assert.deepEqual([...new Set(scene.slack.sent.map(({ to }) => to))], ["CLEADS"]);
    const words = JSON.stringify(scene.slack.sent.at(-1)?.card);
    assert.match(words, /Create 1 · Update 0 · Unchanged 0 · Skipped 1/);
    assert.match(words, /Where is this list from\?/);
  });

  it("asks somebody who may decide, where there is no such channel", async () => {
    await givenPerson(db, scene.tenantId, "Mona", "manager");

    await post(path, { body: csv, headers: { "content-type": "text/csv" } });
    await workOff(scene.world);

    assert.deepEqual([...new Set(scene.slack.sent.map(({ to }) => to))], ["dm:UMona"]);
  });

  it("keeps what its sender declares", async () => {
    const said = "?file_name=partners.csv&declaration=partner&purpose=partner";

    const { body } = await post(`${path}${said}`, { body: csv });

    const told = await get(`/api/v1/leads/imports/${body.id}`);
    assert.partialDeepStrictEqual(told.body, { declaration: "partner", purpose: "partner" });
  });

  const refused = [
    { what: "is empty", at: path, init: { body: "" }, field: "file", fix: /The body is empty/ },
    {
      what: "is no table",
      at: `${path}?file_name=report.pdf`,
      init: { body: "%PDF" },
      field: "file",
      fix: /CSV, TSV, TXT or XLSX/,
    },
    {
      what: "is for nothing we know",
      at: `${path}?purpose=spam`,
      init: { body: csv },
      field: "purpose",
      fix: /leads, customer, open_deal, partner, competitor/,
    },
    {
      what: "was bought",
      at: `${path}?declaration=bought`,
      init: { body: csv },
      field: "declaration",
      fix: /Bought lists are not imported/,
    },
    {
      what: "is from nowhere we know",
      at: `${path}?declaration=found`,
      init: { body: csv },
      field: "declaration",
      fix: /website_or_event/,
    },
    {
      what: "is a form without a file",
      at: path,
      init: { body: formOf(null) },
      field: "file",
      fix: /field named file/,
    },
    {
      what: "is a form that breaks off",
      at: path,
      init: {
        body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nFirma',
        headers: { "content-type": "multipart/form-data; boundary=x" },
      },
      field: "file",
      fix: /form cannot be read/,
    },
    {
      what: "is JSON that is no rows",
      at: linkedin,
      init: { body: '{"rows":"all"}', headers: { "content-type": "application/json" } },
      field: "rows",
      fix: /"First Name"/,
    },
    {
      what: "is no JSON",
      at: linkedin,
      init: { body: "{", headers: { "content-type": "application/json" } },
      field: "rows",
      fix: /text\/csv/,
    },
  ];
  for (const { what, at, init, field, fix } of refused) {
    it(`that ${what} is refused with the field and the fix`, async () => {
      const { status, body } = await post(at, init);

      assert.equal(status, 422);
      assert.deepEqual(
        body.errors.map((error) => error.field),
        [field],
      );
      assert.match(body.errors[0]?.message ?? "", fix);
      assert.equal(await count("lead_import"), 0);
    });
  }

  it("that is too large is refused while it comes, and leaves nothing", async () => {
    await db.inTenant(scene.tenantId, (tx) => saveSetting(tx, "files", { mostMb: 1 }, "test"));
    const large = Buffer.alloc(1024 * 1024 + 1, "a,b\n");

    const announced = await post(path, { body: large });
    const inForm = await post(path, { body: formOf(large.toString()) });

    for (const { status, body } of [announced, inForm]) {
      assert.equal(status, 413);
      assert.match(body.error, /larger than 1 MB/);
    }
    assert.equal(await count("lead_import"), 0);
    assert.equal(await count("import_chunk"), 0);
  });

  const strangers: Record<string, () => Record<string, string>> = {
    "a bearer that opens nothing": () => ({ authorization: "Bearer baton_0000000000000000" }),
    "no credential": () => ({ authorization: "" }),
    "a signature of other bytes": () => signed(`${csv} `),
  };
  for (const [what, headers] of Object.entries(strangers)) {
    it(`is not taken from whoever brings ${what}`, async () => {
      const { status } = await post(path, { body: csv, headers: headers() });

      assert.deepEqual([status, await count("lead_import")], [401, 0]);
    });
  }

  it("is nobody else's to look at", async () => {
    const { body } = await post(path, { body: csv });
    const other = await openDoor(db, await givenTenant(db), "other");

    const headers = { authorization: `Bearer ${other.bearer}` };
    const theirs = await get(`/api/v1/leads/imports/${body.id}`, headers);
    const none = await get("/api/v1/leads/imports/1");

    assert.deepEqual([theirs.status, none.status], [404, 404]);
  });
});

describe("a list whose sender is gone half-way", () => {
  const begun = `Company,Website\n${"Acme,https://acme.example\n".repeat(60_000)}`;
  const part = 'content-disposition: form-data; name="file"; filename="leads.csv"';
  const bodies = {
    "as it is": { type: "text/csv", body: begun },
    "in a form": {
      type: "multipart/form-data; boundary=x",
      body: `--x\r\n${part}\r\n\r\n${begun}`,
    },
  };
  for (const [how, { type, body }] of Object.entries(bodies)) {
    it(`leaves nothing, sent ${how}`, async () => {
      await using server = await listen(scene.app);
      const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
      const lines = [
        ...[`POST ${path} HTTP/1.1`, "Host: x", `Authorization: Bearer ${scene.door.bearer}`],
        ...[`Content-Type: ${type}`, "Content-Length: 9000000", "", ""],
      ];
      socket.write(lines.join("\r\n"));
      socket.write(body);
      await eventually(async () => assert.equal(await count("lead_import"), 1));

      socket.destroy();

      await eventually(async () => assert.equal(await count("lead_import"), 0));
      assert.equal(await count("import_chunk"), 0);
    });
  }
});

describe("a LinkedIn export", () => {
  const rows = [
    {
      ...{ "First Name": "Ana", "Last Name": "Weber", "Email Address": "ana@acme.example" },
      ...{ Company: "Acme", Position: 'Head of "Ops", EMEA', URL: "https://linkedin.com/in/ana" },
    },
    { "First Name": "Bo", "Last Name": null, Company: "Beta, Inc", Website: "beta.example" },
  ];
  const connections = [
    "Notes:",
    '"When exporting your connection data, you may notice that some addresses are missing."',
    "",
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "Ana,Weber,https://www.linkedin.com/in/ana,ana@acme.example,Acme,Head of Ops,12 Mar 2024",
  ].join("\n");
  const json = { "content-type": "application/json" };
  const shapes = {
    "rows in an object": { body: JSON.stringify({ rows }), headers: json, create: 2 },
    "an array": { body: JSON.stringify(rows), headers: json, create: 2 },
    "the CSV file": { body: connections, headers: { "content-type": "text/csv" }, create: 1 },
    "the CSV file in a form": { body: formOf(connections), create: 1 },
  };
  for (const at of [linkedin, "/api/leads/linkedin-import"]) {
    for (const [what, { create, ...init }] of Object.entries(shapes)) {
      it(`goes the way of every list, as ${what} at ${at}`, async () => {
        const { status, body } = await post(at, init);
        await workOff(scene.world);

        const told = await get(`/api/v1/leads/imports/${body.id}`);
        assert.equal(status, 202);
        assert.partialDeepStrictEqual(told.body, { state: "waiting", counts: { create } });
      });
    }
  }
});

function formOf(text: string | null): FormData {
  const form = new FormData();
  if (text !== null) form.set("file", new File([text], "leads.csv", { type: "text/csv" }));
  else form.set("declaration", "partner");
  return form;
}

function signed(bytes: string): Record<string, string> {
  const { id, secret } = scene.door;
  const at = String(testNow.getTime() / 1000);
  const mac = createHmac("sha256", secret).update(`${at}.${bytes}`).digest("hex");
  return { "x-baton-key": id, "x-timestamp": at, "x-signature": `v1=${mac}` };
}

type Init = { body: string | Uint8Array<ArrayBuffer> | FormData; headers?: Record<string, string> };
/** Whatever an answer may say. */
type Told = {
  id: string;
  number: number;
  status: string;
  links: object;
  error: string;
  errors: { field: string; message: string }[];
};

async function post(at: string, { body, headers = {} }: Init) {
  const who = "x-baton-key" in headers ? {} : { authorization: `Bearer ${scene.door.bearer}` };
  const init = { method: "POST", body, headers: { ...who, ...headers } };
  const response = await scene.app.request(at, init);
  const location = response.headers.get("location");
  return { status: response.status, location, body: (await response.json()) as Told };
}

async function get(at: string, headers: Record<string, string> = {}) {
  const who = { authorization: `Bearer ${scene.door.bearer}` };
  const response = await scene.app.request(at, { headers: { ...who, ...headers } });
  return { status: response.status, body: (await response.json()) as Told };
}

async function count(table: "lead" | "source_event" | "lead_import" | "import_chunk") {
  const { rows } = await db.inTenant(scene.tenantId, (tx) =>
    tx.client.query<{ n: number }>(`select count(*)::int as n from ${table}`),
  );
  return rows[0]?.n;
}
