import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fetchPage, type Limits, pageCaps } from "../../../jobs/enrich/fetch.ts";
import type { Web } from "../../../jobs/world.ts";
import { isPublicAddress } from "../../../pipeline/enrich/addresses.ts";
import { openStage, outside } from "./stage.ts";

const limits: Limits = {
  ...pageCaps,
  userAgent: "Baton/1.0 (+https://baton.example/bot)",
  timeoutMs: 5_000,
  accept: "page",
  admit: async () => null,
};

/** The stage's web with the rule of production: only its public server stands in for the Internet. */
function guarded(web: Web): Web {
  return { ...web, isPublic: (address) => address === outside || isPublicAddress(address) };
}

/** Ways to write an address that is nobody's on the public Internet. */
const literals: Record<string, string[]> = {
  "this host": [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.0.0.1.",
    "127.255.255.254",
    "0.0.0.0",
    "0",
    "0.0.0.0.",
  ],
  "this host, in one number": [
    "2130706433",
    "0x7f000001",
    "017700000001",
    "0X7F000001",
    "00000000000017700000001",
  ],
  "this host, in other numbers": [
    "0x7f.0.0.1",
    "0177.0.0.1",
    "0x7f.1",
    "0177.1",
    "127.0x0.0.01",
    "0x7f.0x00.0x00.0x01",
  ],
  "this host, in other digits": [
    "①②⑦.⓪.⓪.①",
    "１２７.0.0.1",
    "１２７．０．０．１",
    "127。0。0。1",
    "𝟙𝟚𝟟.0.0.1",
    "%31%32%37.0.0.1",
  ],
  "this host, in IPv6": ["[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::127.0.0.1]"],
  "this host, mapped into IPv6": [
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]",
    "[::FFFF:127.0.0.1]",
  ],
  "this host, translated": [
    "[64:ff9b::7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
  ],
  "a network behind us": [
    "10.0.0.1",
    "10.1",
    "0x0a000001",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.257",
    "3232235521",
  ],
  "a carrier's network": ["100.64.0.1", "100.127.255.255"],
  "a cloud's metadata": [
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "[fd00:ec2::254]",
    "[::ffff:a9fe:a9fe]",
    "168.63.129.16",
    "100.100.100.200",
    "192.0.0.192",
  ],
  "a neighbour": ["169.254.0.1", "[fe80::1]", "[febf::1]", "[fc00::1]", "[fdff::1]", "[fec0::1]"],
  "many or none": [
    "224.0.0.1",
    "239.255.255.250",
    "255.255.255.255",
    "240.0.0.1",
    "[ff02::1]",
    "[100::1]",
  ],
  "for papers and tests": [
    "192.0.2.1",
    "198.51.100.1",
    "203.0.113.1",
    "198.18.0.1",
    "[2001:db8::1]",
    "[3fff::1]",
  ],
};

/** Names, and where they lead. */
const names: Record<string, string[]> = {
  localhost: ["127.0.0.1"],
  "localhost.": ["127.0.0.1"],
  LOCALHOST: ["127.0.0.1"],
  "localhost.localdomain": ["127.0.0.1"],
  "a.localhost": ["::1"],
  "ip6-localhost": ["::1"],
  "metadata.google.internal": ["169.254.169.254"],
  "instance-data": ["169.254.169.254"],
  "10.0.0.1.nip.example": ["10.0.0.1"],
  "inside.example": ["127.0.0.1"],
  "inside.example.": ["127.0.0.1"],
  "both.example": ["127.0.0.1", "::1"],
  "mixed.example": [outside, "127.0.0.1"],
  "mixed-first.example": ["127.0.0.1", outside],
  "mixed-last-of-many.example": [outside, outside, outside, "10.0.0.1"],
  "mixed-kinds.example": [outside, "fe80::1"],
  "mapped.example": ["::ffff:127.0.0.1"],
  "translated.example": ["64:ff9b::7f00:1"],
  "six-to-four.example": ["2002:7f00:1::"],
  "metadata.example": ["169.254.169.254"],
  "azure.example": ["168.63.129.16"],
  "zoned.example": ["fe80::1%lo"],
  "nowhere.example": ["0.0.0.0"],
  "xn--bcher-kva.example": ["192.168.1.1"],
  "bücher.example": ["192.168.1.1"],
  "①②⑦.example": ["127.0.0.1"],
};

const shapes = [
  ...Object.entries(literals).flatMap(([what, hosts]) => hosts.map((host) => ({ host, what }))),
  ...Object.entries(names).map(([host, to]) => ({ host, what: to.join(" and ") })),
];

function resolving() {
  const entries = Object.entries(names).map(([name, to]) => [
    new URL(`http://${name}`).hostname,
    () => to,
  ]);
  return Object.fromEntries(entries);
}

describe("the network behind the crawler", () => {
  it("is tried in more than sixty shapes", () => {
    assert.ok(shapes.length > 60, `${shapes.length}`);
  });

  for (const { host, what } of shapes) {
    it(`cannot be asked as ${host} (${what}), whether typed or by a redirect`, async () => {
      await using stage = await openStage((_, response) => {
        const written = host.replace(/[^ -~]+/g, encodeURIComponent);
        response.writeHead(302, { location: `//${written}/latest/meta-data/` }).end();
      }, resolving());
      const web = guarded(stage.web);

      const typed = await fetchPage(`http://${host}/latest/meta-data/`, web, limits);
      const askedSoFar = [...stage.asked];
      const moved = await fetchPage("http://site.example/", web, limits);

      assert.ok(!typed.ok && !moved.ok);
      assert.deepEqual([typed.failure, moved.failure], ["blocked_address", "blocked_address"]);
      assert.deepEqual([askedSoFar, stage.asked], [[], ["site.example/"]]);
      assert.deepEqual(stage.leaks, []);
    });
  }

  it("cannot be asked by a name that changes its address after the first look", async () => {
    let looks = 0;
    await using stage = await openStage((_, response) => response.end("hello"), {
      "rebind.example": () => [looks++ === 0 ? outside : "127.0.0.1"],
    });

    const first = await fetchPage("http://rebind.example/", stage.web, limits);
    const second = await fetchPage("http://rebind.example/", { ...stage.web }, limits);

    assert.ok(first.ok && !second.ok);
    assert.deepEqual([second.failure, stage.leaks], ["blocked_address", []]);
    assert.equal(looks, 2); // one look per connection: what was checked is what was dialled
  });

  it("cannot be asked by a name that changes its address between a redirect and its target", async () => {
    let looks = 0;
    await using stage = await openStage(
      (_, response) => {
        // The connection is closed, so that the next hop must look the name up again.
        response.writeHead(302, { location: "/again", connection: "close" }).end();
      },
      { "rebind.example": () => [looks++ === 0 ? outside : "127.0.0.1"] },
    );

    const page = await fetchPage("http://rebind.example/", stage.web, limits);

    assert.ok(!page.ok);
    assert.deepEqual([page.failure, stage.leaks], ["blocked_address", []]);
  });

  it("is named in the refusal", async () => {
    await using stage = await openStage(() => {}, { "trap.example": () => ["10.0.0.5"] });

    const page = await fetchPage("http://trap.example/", stage.web, limits);

    assert.ok(!page.ok);
    assert.equal(page.detail, "trap.example leads to 10.0.0.5, which is not a public address");
  });

  const addressesOfNoPage = {
    "file:///etc/passwd": "file: is not a web address",
    "data:text/html,hi": "data: is not a web address",
    "gopher://site.example/": "gopher: is not a web address",
    "dict://site.example:11211/stat": "dict: is not a web address",
    "javascript:alert(1)": "javascript: is not a web address",
    "blob:https://site.example/1": "blob: is not a web address",
    "ws://site.example/": "ws: is not a web address",
    "http://user@site.example/": "the address carries a password",
    "http://:pw@site.example/": "the address carries a password",
    "http://site.example@127.0.0.1/": "the address carries a password",
    "http://127.0.0.1:80@site.example/": "the address carries a password",
    "http://site.example:6379/": "port 6379 is not for the web",
    "https://site.example:8443/": "port 8443 is not for the web",
    "http://site.example:0/": "port 0 is not for the web",
  };
  for (const [url, detail] of Object.entries(addressesOfNoPage)) {
    it(`cannot be asked as ${url}`, async () => {
      await using stage = await openStage(() => {});

      const page = await fetchPage(url, stage.web, limits);

      assert.ok(!page.ok);
      assert.deepEqual([page.failure, page.detail, stage.asked], ["blocked_address", detail, []]);
    });
  }

  const noAddresses = [
    "",
    "not a url",
    "http://",
    "https://a b/",
    "http://[::1",
    "http://256.256.256.256/",
  ];
  noAddresses.push(
    "http://%00/",
    "http://[fe80::1%25lo]/",
    "http://1.2.3.4.5.999/",
    "//site.example/",
  );
  for (const text of noAddresses) {
    it(`is not reached by ${JSON.stringify(text)}`, async () => {
      await using stage = await openStage(() => {});

      const page = await fetchPage(text, stage.web, limits);

      assert.ok(!page.ok);
      assert.deepEqual([page.failure, page.detail], ["dns", "that is not a web address"]);
    });
  }
});
