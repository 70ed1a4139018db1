import assert from "node:assert/strict";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { baton } from "./baton.ts";

const page = '<meta name="generator" content="Hugo 0.124"><p>We replaced WordPress.</p>';

/** Runs with these headers in a file. */
async function techWith(headers: string, ...more: string[]) {
  await using folder = await mkdtempDisposable(join(tmpdir(), "baton-tech-"));
  const file = join(folder.path, "headers.txt");
  await writeFile(file, headers);
  return await baton(["tech", "-", "--headers", file, ...more], {}, page);
}

describe("baton tech", () => {
  it("names what a page runs on, and what shows it", async () => {
    const { code, out, err } = await baton(["tech", "-", "--json"], {}, page);

    const evidence = '<meta name="generator" content="Hugo 0.124">';
    const technologies = [{ name: "Hugo", category: "static site generator", evidence }];
    assert.deepEqual([code, err, JSON.parse(out)], [0, "", { technologies }]);
  });

  it("reads raw headers: a status line first, every Set-Cookie, the last of several answers", async () => {
    const headers = [
      "HTTP/1.1 301 Moved\r\nServer: Apache\r\nLocation: https://www.acme.example/\r\n\r\n",
      "HTTP/2 200\r\nserver: nginx\r\nset-cookie: a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT\r\n",
      "set-cookie: csrftoken=2; Path=/\r\n\r\n",
    ];

    const { out } = await techWith(headers.join(""), "--json");

    const found: { technologies: { name: string; evidence: string }[] } = JSON.parse(out);
    assert.deepEqual(
      found.technologies.map(({ name, evidence }) => [name, evidence]),
      [
        ["Hugo", '<meta name="generator" content="Hugo 0.124">'],
        ["Django", "set-cookie: csrftoken=2; Path=/"],
        ["nginx", "server: nginx"],
      ],
    );
  });

  it("prints lines for people, and says so where a page gives nothing away", async () => {
    const [some, none] = await Promise.all([
      baton(["tech", "-"], {}, page),
      baton(["tech", "-"], {}, "<p>Bread</p>"),
    ]);

    assert.match(some.out, /^Hugo \(static site generator\)\n/);
    assert.equal(none.out, "- gives no technology away.\n");
  });

  it("names the line of a headers file that is none", async () => {
    const { code, out, err } = await techWith("Server: nginx\nnot a header\n");

    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /headers\.txt: line 2 is no header\. Write it as Name: value\.\n$/);
  });

  it("answers wrong use with 2", async () => {
    const wrong = [["tech"], ["tech", "-", "--url", "acme"]];

    const codes = await Promise.all(wrong.map(async (args) => (await baton(args)).code));

    assert.deepEqual(codes, [2, 2]);
  });
});
