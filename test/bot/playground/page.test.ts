import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { givenPlayground } from "./given.ts";

describe("the playground's page", () => {
  it("escapes what it is given and allows no inline script", async () => {
    await using given = await givenPlayground();

    const response = await fetch(`${given.url}/playground`);

    const html = await response.text();
    assert.match(html, /curl -d &#39;&lt;lead&gt;&#39;/);
    assert.doesNotMatch(html, /<script>|\sstyle=|\son\w+=/);
    const policy = response.headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https:|\*/);
  });

  it("serves every script and style it needs, and the scripts without types", async () => {
    await using given = await givenPlayground();
    const html = await (await fetch(`${given.url}/playground`)).text();
    const wanted = [...html.matchAll(/(?:src|href)="(\/_play\/[^"]+)"/g)].map(([, path]) => path);

    const served = new Map<string, string>();
    for (const path of wanted) {
      if (path === undefined || served.has(path)) continue;
      const response = await fetch(`${given.url}${path}`);
      assert.equal(response.status, 200, path);
      assert.match(response.headers.get("content-type") ?? "", /^text\/(javascript|css)/);
      served.set(path, await response.text());
      const imports = served.get(path)?.matchAll(/^import .* from "([^"]+)"/gm) ?? [];
      for (const [, name = ""] of imports) wanted.push(new URL(name, response.url).pathname);
    }

    assert.ok(served.size > 20);
    assert.doesNotMatch(served.get("/_play/page/main.ts") ?? "", /: Surface|import type/);
  });

  it("serves nothing but its own files", async () => {
    await using given = await givenPlayground();
    const paths = ["tsconfig.json", "nothing.ts", "..%2Fplayground.ts", "%2e%2e/playground.ts"];

    const statuses: number[] = [];
    for (const path of paths) {
      statuses.push((await fetch(`${given.url}/_play/page/${path}`)).status);
    }

    assert.deepEqual(statuses, [404, 404, 404, 404]);
  });

  it("keeps a foreign page away from everything", async () => {
    await using given = await givenPlayground();
    const headers = { origin: "https://evil.example" };
    const paths = [
      "/playground",
      "/_play/state?as=rita",
      "/_play/events",
      "/_play/page/main.ts",
      "/_play/slack/api/auth.test",
      "/_play/teams/v3/conversations/a:rita/members",
    ];

    const statuses = await Promise.all(
      paths.map(async (path) => (await fetch(`${given.url}${path}`, { headers })).status),
    );

    assert.deepEqual(
      statuses,
      paths.map(() => 403),
    );
  });

  it("tells an open page of a change made by another process", async () => {
    await using given = await givenPlayground();
    const stop = new AbortController();
    const events = await fetch(`${given.url}/_play/events`, { signal: stop.signal });
    const reader = events.body?.getReader() ?? assert.fail();
    await reader.read(); // how things stand on arrival

    await given.sql.query("select pg_notify('playground_changed', '')");

    const { value } = await reader.read();
    assert.match(new TextDecoder().decode(value), /^event: changed/);
    stop.abort();
  });
});
