import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import type { Form } from "../../../cards/card.ts";
import { decodeForm } from "../../../cards/codec.ts";
import { toDialog } from "../../../cards/to-dialog.ts";
import { toModal } from "../../../cards/to-modal.ts";
import { saveSetting } from "../../../db/settings.ts";
import { readResearchSettings } from "../../../jobs/playbook.ts";
import { defaultResearchSettings } from "../../../pipeline/enrich/research-settings.ts";
import { assertAdaptiveCard } from "../../cards/adaptive-card-validator.ts";
import { assertModal } from "../../cards/block-kit-validator.ts";
import { testDb } from "../../support/db.ts";
import { type Desk, openDesk, said } from "./desk.ts";

const db = await testDb();
after(() => db[Symbol.asyncDispose]());

async function openForm(desk: Desk): Promise<Form> {
  const answer = await desk.handlers.command(desk.as("Adam", null), "settings research");
  assert.ok(answer.kind === "form");
  return answer.form;
}

/** What the form would send if nobody touched it, with these changes. */
async function send(desk: Desk, changes: Record<string, string> = {}) {
  const { verb, args, fields } = await openForm(desk);
  const values: Record<string, string> = {};
  for (const field of fields) values[field.name] = String(field.initial ?? "");
  Object.assign(values, changes);
  return desk.handlers.submit(desk.as("Adam", null), { verb, args, values });
}

const stored = (desk: Desk) => db.inTenant(desk.tenantId, readResearchSettings);

async function versions({ tenantId }: Desk) {
  const { rows } = await db.inTenant(tenantId, ({ client }) =>
    client.query<{ version: number; actor: string }>(
      "select version, actor from setting where key = 'research' order by version",
    ),
  );
  return rows;
}

describe("the settings of research", () => {
  it("open as a form that both chats take", async () => {
    const form = await openForm(await openDesk(db));

    const modal = toModal(form);
    assertModal(modal);
    assertAdaptiveCard(toDialog(form));
    assert.equal(decodeForm(modal.private_metadata)?.verb, "research_settings");
    const hint = form.fields.find(({ name }) => name === "googleNews")?.hint;
    assert.match(hint ?? "", /personal use only/);
  });

  it("are kept as a version with who wrote it", async () => {
    const desk = await openDesk(db);

    const answer = await send(desk, {
      allow: "https://www.Acme.com/about, acme.io\nshop.example.co.uk",
      deny: "rival.com;rival.com",
      pages: "3",
      freshDays: "0",
      googleNews: "on",
      linkedin: "on",
      perLead: "0,10",
      perDay: "$2.50",
      perMonth: "",
    });

    assert.match(said(answer), /^Saved\./);
    assert.deepEqual(await stored(desk), {
      ...defaultResearchSettings,
      allow: ["acme.com", "acme.io", "example.co.uk"],
      deny: ["rival.com"],
      pages: 3,
      freshDays: 0,
      googleNews: true,
      linkedin: true,
      budget: { ...defaultResearchSettings.budget, perLead: 0.1, perDay: 2.5, perMonth: null },
    });
    assert.deepEqual(await versions(desk), [{ version: 1, actor: desk.ids.Adam }]);
  });

  it("are not written again when nothing was changed", async () => {
    const desk = await openDesk(db);
    await send(desk, { deny: "rival.com" });

    const answer = await send(desk);

    assert.match(said(answer), /like that already/);
    assert.equal((await versions(desk)).length, 1);
    assert.deepEqual((await stored(desk)).deny, ["rival.com"]);
  });

  const wrong: Record<string, [values: Record<string, string>, problems: Record<string, RegExp>]> =
    {
      "name what is no domain": [
        { allow: "acme.com nonsense", deny: "localhost" },
        { allow: /^nonsense is not a domain\./, deny: /^localhost is not a domain\./ },
      ],
      "want whole numbers in range": [
        { pages: "9", freshDays: "1.5" },
        { pages: /from 1 to 8/, freshDays: /from 0 to 90/ },
      ],
      "want no number left out": [
        { pages: "", freshDays: "" },
        { pages: /from 1 to 8/, freshDays: /from 0 to 90/ },
      ],
      "want amounts": [
        { perLead: "cheap", perDay: "-1", perMonth: "1e9" },
        { perLead: /US dollars/, perDay: /US dollars/, perMonth: /US dollars/ },
      ],
    };
  for (const [what, [values, problems]] of Object.entries(wrong)) {
    it(`${what}, and keep nothing`, async () => {
      const desk = await openDesk(db);

      const answer = await send(desk, values);

      assert.ok(answer.kind === "invalid");
      assert.deepEqual(Object.keys(answer.errors).sort(), Object.keys(problems).sort());
      for (const [field, problem] of Object.entries(problems)) {
        assert.match(answer.errors[field] ?? "", problem);
      }
      assert.deepEqual(await versions(desk), []);
    });
  }

  it("leave a list alone that is too long for a form, and say where it is", async () => {
    const desk = await openDesk(db);
    const deny = Array.from({ length: 300 }, (_, n) => `rival-${n}.com`);
    const before = { ...defaultResearchSettings, deny };
    await db.inTenant(desk.tenantId, (tx) => saveSetting(tx, "research", before, "test"));

    const form = await openForm(desk);
    await send(desk, { pages: "2" });

    assert.ok(!form.fields.some(({ name }) => name === "deny"));
    assert.match(JSON.stringify(form.parts), /300 domains, too many for a form/);
    assert.deepEqual(await stored(desk), { ...before, pages: 2 });
  });

  it("are an admin's alone", async () => {
    const desk = await openDesk(db);
    const { verb, args } = await openForm(desk);

    for (const name of ["Rita", "Mona", "Vera"] as const) {
      const values = { pages: "1", freshDays: "1", googleNews: "on", linkedin: "on" };
      const asked = await desk.handlers.command(desk.as(name, null), "settings research");
      const sent = await desk.handlers.submit(desk.as(name, null), { verb, args, values });
      assert.deepEqual([asked.kind, sent.kind], ["whisper", "whisper"]);
    }
    assert.deepEqual(await versions(desk), []);
  });
});
