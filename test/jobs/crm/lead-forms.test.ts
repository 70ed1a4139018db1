import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, describe, it, type TestContext } from "node:test";
import type { NewDoor } from "../../../db/tenants.ts";
import { pollLeadForms, wakeFormPolls } from "../../../jobs/ingest/poll-lead-forms.ts";
import { testDb } from "../../support/db.ts";
import { queued } from "../../support/queue.ts";
import { testWorld } from "../../support/world.ts";
import { type Answer, openStage, type Stage, startVendor } from "./stage.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

const secret = "secret_of_the_app";
function fixture(name: string) {
  return JSON.parse(readFileSync(`test/fixtures/doors/${name}.json`, "utf8"));
}

const response = fixture("linkedin/response");
const form = fixture("linkedin/form");
const northwind = {
  domain: "northwind.example",
  company: "Northwind Traders",
  email: "ana@northwind.example",
  name: "Ana Weber",
};

type Answering = (request: { path: string; token: string }) => Answer;

/** What each vendor sends, signs and answers. */
const providers = {
  linkedin: {
    door: { kind: "linkedin_lead_sync", secret, access: "token-1" },
    notice: fixture("linkedin/notification"),
    sign: (body: string) => ({
      "x-li-signature": createHmac("sha256", secret).update(`hmacsha256=${body}`).digest("hex"),
    }),
    answer: ({ path }: { path: string }): Answer =>
      path.startsWith("/rest/leadForms/") ? { body: form } : { body: response },
  },
  meta: {
    door: { kind: "meta_lead_ads", secret, access: '{"token":"token-1"}' },
    notice: fixture("meta/leadgen"),
    sign: (body: string) => ({
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    }),
    answer: (): Answer => ({ body: fixture("meta/lead") }),
  },
} as const;

async function open(
  t: TestContext,
  name: keyof typeof providers,
  own: { door?: Partial<NewDoor>; answer?: Answering } = {},
) {
  const { door, answer } = providers[name];
  const vendor = await startVendor(own.answer ?? answer);
  t.after(vendor.close);
  const { url } = vendor;
  const vendors = { ...testWorld(db).vendors, linkedin: url, linkedinLogin: url, meta: url };
  const stage = await openStage(db, { ...door, ...own.door }, { vendors });
  return { stage, vendor };
}

function send(
  stage: Stage,
  name: keyof typeof providers,
  notice: unknown = providers[name].notice,
) {
  const body = JSON.stringify(notice);
  return stage.knock(body, providers[name].sign(body));
}

for (const name of ["linkedin", "meta"] as const) {
  describe(`a lead-ad form of ${name}`, () => {
    it("tells of a lead, which is fetched with its answers", async (t) => {
      const { stage } = await open(t, name);

      const answered = await send(stage, name);
      await stage.takeIn();

      assert.equal(answered.status, 200);
      assert.partialDeepStrictEqual(await stage.leads(), [northwind]);
    });

    it("is one lead however often it is told of", async (t) => {
      const { stage, vendor } = await open(t, name);

      for (let time = 0; time < 5; time += 1) await send(stage, name);
      await stage.takeIn();

      assert.deepEqual([(await stage.arrivals()).length, (await stage.leads()).length], [1, 1]);
      assert.ok(vendor.asked.length <= 2);
    });

    it("keeps what nobody mapped, and where the lead came from", async (t) => {
      const { stage } = await open(t, name);

      await send(stage, name);
      await stage.takeIn();

      const { extra, utm } = await stage.input();
      const [question, answer] = Object.entries(extra)[0] ?? [];
      assert.match(`${question}: ${answer}`, /Team\?: 11 bis 50|nutzen_sie\?: SAP, Excel/);
      assert.deepEqual([utm.medium, utm.campaign !== null], ["lead_form", true]);
    });

    it("leaves test leads alone, and says so", async (t) => {
      const test = { ...response, testLead: true };
      const dummy = {
        field_data: [{ name: "email", values: ["<test lead: dummy data for email>"] }],
      };
      const { stage } = await open(t, name, {
        answer: () => ({ body: name === "linkedin" ? { ...test, form } : dummy }),
      });

      await send(stage, name);
      await stage.takeIn();

      const [arrival] = await stage.arrivals();
      assert.equal(arrival?.status, "settled");
      assert.match(arrival?.detail ?? "", /test lead/i);
      assert.deepEqual(await stage.leads(), []);
    });

    const refused: Record<string, (body: string) => Record<string, string>> = {
      "no signature": () => ({}),
      "a signature of another body": () => providers[name].sign("{}"),
      "half a signature": (body) =>
        Object.fromEntries(
          Object.entries(providers[name].sign(body)).map(([key, value]) => [
            key,
            value.slice(0, 40),
          ]),
        ),
    };
    for (const [what, headers] of Object.entries(refused)) {
      it(`is refused with ${what}`, async (t) => {
        const { stage } = await open(t, name);
        const body = JSON.stringify(providers[name].notice);

        const answered = await stage.knock(body, headers(body));

        assert.equal(answered.status, 401);
        assert.deepEqual(await stage.arrivals(), []);
      });
    }
  });
}

describe("LinkedIn", () => {
  it("is answered when it asks whether the address is ours", async (t) => {
    const { stage } = await open(t, "linkedin", { door: { secret: "li_secret" } });
    const challengeCode = "890e4665-4dfe-4ab1-b689-ed553bceeed0";

    const answered = await stage.app.request(
      `/api/v1/hooks/${stage.id}?challengeCode=${challengeCode}&applicationId=1`,
    );

    const challengeResponse = "837ed67cdcdc9363b4d485f4532e98d3d0c58bdcaa665655377ae30f8a183edc";
    assert.deepEqual(await answered.json(), { challengeCode, challengeResponse });
  });

  it("signs nothing for strangers that could open a door", async (t) => {
    const { stage } = await open(t, "linkedin");

    const answered = await stage.app.request(
      `/api/v1/hooks/${stage.id}?challengeCode=${encodeURIComponent('hmacsha256={"a":1}')}`,
    );

    assert.equal(answered.status, 400);
  });

  it("renews a token that ran out, once for everybody, and remembers it", async (t) => {
    let renewals = 0;
    const access = JSON.stringify({
      ...{ token: "old", refreshToken: "refresh-1", clientId: "id", clientSecret: "secret" },
    });
    const { stage } = await open(t, "linkedin", {
      door: { access },
      answer: ({ path, token }) => {
        if (path.startsWith("/oauth/")) {
          renewals += 1;
          return { body: { access_token: "new", expires_in: 60, refresh_token: "refresh-2" } };
        }
        return token === "new" ? { body: { ...response, form } } : { status: 401, body: {} };
      },
    });
    const { notice } = providers.linkedin;

    for (const id of ["a-1", "b-1", "c-1"]) {
      await send(stage, "linkedin", {
        ...notice,
        leadGenFormResponse: `urn:li:leadGenFormResponse:${id}`,
      });
    }
    await stage.takeIn();

    assert.equal(renewals, 1);
    assert.ok((await stage.arrivals()).every(({ status }) => status !== "failed"));
  });

  it("says that the token is refused when it cannot be renewed either", async (t) => {
    const access = JSON.stringify({
      ...{ token: "old", refreshToken: "gone", clientId: "id", clientSecret: "secret" },
    });
    const { stage } = await open(t, "linkedin", {
      door: { access },
      answer: ({ path }) => ({ status: path.startsWith("/oauth/") ? 400 : 401, body: {} }),
    });

    await send(stage, "linkedin");
    await stage.takeIn();

    const [arrival] = await stage.arrivals();
    assert.equal(arrival?.status, "failed");
    assert.match(arrival?.detail ?? "", /LinkedIn refused the token.*baton door/);
  });

  it("is looked through for leads that no notice told of, from where the last look ended", async (t) => {
    const config = { owner: "urn:li:sponsoredAccount:522529623" };
    const { stage, vendor } = await open(t, "linkedin", {
      door: { config },
      answer: ({ path }) =>
        path.includes("q=owner")
          ? {
              body: {
                elements: [
                  { ...response, form },
                  { ...response, id: "test", testLead: true },
                ],
              },
            }
          : { body: { ...response, form } },
    });
    const look = () => pollLeadForms.run({ tenantId: stage.tenantId, id: stage.id }, stage.world);

    await send(stage, "linkedin");
    await look();
    stage.clock.now = new Date(stage.clock.now.getTime() + 3_600_000);
    await look();
    await stage.takeIn();

    const ranges = vendor.asked.flatMap(
      (path) => /start:(\d+),end:(\d+)/.exec(path)?.slice(1) ?? [],
    );
    assert.equal(Number(ranges[2]), Number(ranges[1]) - 3_600_000, "an hour of overlap");
    assert.deepEqual(
      (await stage.arrivals()).map(({ kind }) => kind).toSorted(),
      ["ignored", "pull"],
      "told of and found are one",
    );
    assert.equal((await stage.leads()).length, 1);
  });

  it("is looked through every quarter of an hour, and not before", async (t) => {
    const { stage } = await open(t, "linkedin", {
      door: { config: { owner: "urn:li:organization:5" } },
      answer: () => ({ body: { elements: [] } }),
    });
    const isQueued = async () => (await queued(db)).includes(`poll_lead_forms:${stage.id}`);
    const after = async (minutes: number) => {
      stage.clock.now = new Date(stage.clock.now.getTime() + minutes * 60_000);
      await wakeFormPolls(stage.world);
      return isQueued();
    };

    const atFirst = await after(0);
    await pollLeadForms.run({ tenantId: stage.tenantId, id: stage.id }, stage.world);
    await db.owner.query("delete from graphile_worker._private_jobs");

    assert.deepEqual([atFirst, await after(14), await after(1)], [true, false, true]);
  });
});

describe("Meta", () => {
  it("is answered its challenge when it knows the token, and not otherwise", async (t) => {
    const { stage } = await open(t, "meta");
    const ask = (token: string, challenge = "1158201444") =>
      stage.app.request(
        `/api/v1/hooks/${stage.id}?hub.mode=subscribe&hub.challenge=${encodeURIComponent(challenge)}&hub.verify_token=${token}`,
      );

    const [right, wrong, odd] = [
      await ask(secret),
      await ask("guess"),
      await ask(secret, "<script>"),
    ];

    assert.deepEqual([right.status, await right.text()], [200, "1158201444"]);
    assert.deepEqual([wrong.status, odd.status], [403, 403]);
  });

  it("never has its token in an address, where it would be logged", async (t) => {
    const { stage, vendor } = await open(t, "meta");

    await send(stage, "meta");
    await stage.takeIn();

    assert.ok(vendor.asked.every((path) => !path.includes("token-1")));
  });

  it("is looked through page by page, for a notice may get lost", async (t) => {
    const lead = fixture("meta/lead");
    const { stage } = await open(t, "meta", {
      door: { config: { pageId: "153125381133", forms: ["909090"] } },
      answer: ({ path }) =>
        path.includes("after=")
          ? { body: { data: [{ ...lead, id: "2" }] } }
          : { body: { data: [lead], paging: { cursors: { after: "c1" }, next: "more" } } },
    });

    await pollLeadForms.run({ tenantId: stage.tenantId, id: stage.id }, stage.world);
    await send(stage, "meta");
    await stage.takeIn();

    assert.equal((await stage.arrivals()).length, 2);
  });
});

describe("a lead form of Google", () => {
  const lead = fixture("google/lead");
  const openGoogle = () =>
    openStage(db, { kind: "google_lead_form", secret: "key_typed_into_google" });

  it("is a whole lead in itself, and its key is kept nowhere", async () => {
    const stage = await openGoogle();

    const answered = await stage.knock(JSON.stringify(lead));
    await stage.knock(JSON.stringify(lead));
    await stage.takeIn();

    assert.deepEqual([answered.status, await answered.text()], [200, "{}"]);
    assert.partialDeepStrictEqual(await stage.leads(), [northwind]);
    assert.deepEqual((await stage.input()).extra, { "Which region are you in?": "Berlin" });
    assert.doesNotMatch(await stage.raw(), /google_key|key_typed/);
  });

  it("is left alone when it is a test, and says so", async () => {
    const stage = await openGoogle();

    await stage.knock(JSON.stringify({ ...lead, is_test: true }));
    await stage.takeIn();

    assert.deepEqual(await stage.leads(), []);
    assert.match((await stage.arrivals())[0]?.detail ?? "", /test lead/i);
  });

  it("asks for what is missing when it names no company", async () => {
    const stage = await openGoogle();
    const column = { column_id: "EMAIL", string_value: "ana.weber@gmail.com" };

    await stage.knock(JSON.stringify({ ...lead, user_column_data: [column] }));
    await stage.takeIn();

    assert.equal((await stage.arrivals())[0]?.status, "needs_info");
  });

  const refused: Record<string, [number, unknown]> = {
    "another key": [401, { ...lead, google_key: "guess" }],
    "no key": [401, { ...lead, google_key: undefined }],
    "a key that is a list": [401, { ...lead, google_key: ["key_typed_into_google"] }],
    "no lead_id": [422, { ...lead, lead_id: undefined }],
    "a list": [401, [lead]],
  };
  for (const [what, [status, body]] of Object.entries(refused)) {
    it(`is answered ${status} with ${what}`, async () => {
      const stage = await openGoogle();

      const answered = await stage.knock(JSON.stringify(body));

      assert.equal(answered.status, status);
      assert.deepEqual(await stage.arrivals(), []);
    });
  }
});
