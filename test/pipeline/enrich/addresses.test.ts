import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { isPublicAddress } from "../../../pipeline/enrich/addresses.ts";

describe("a public address", () => {
  const yes = ["8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.15.255.255"];
  yes.push("172.32.0.1", "192.167.255.255", "168.63.129.15", "223.255.255.255", "11.0.0.0");
  yes.push("2606:4700:4700::1111", "2a00:1450:4001::200e", "2600::");
  for (const ip of yes) {
    it(`is ${ip}`, () => {
      assert.equal(isPublicAddress(ip), true);
    });
  }

  const no: Record<string, string[]> = {
    "this host": ["0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.255", "::", "::1"],
    "a private network": [
      "10.0.0.1",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "fc00::1",
      "fd00:ec2::254",
    ],
    "shared by a carrier": ["100.64.0.0", "100.127.255.255"],
    "link-local": ["169.254.169.254", "169.254.0.1", "fe80::1", "fe80::1%eth0", "2600::1%eth0"],
    "a cloud's own": ["168.63.129.16"],
    "for protocols and papers": [
      "192.0.0.8",
      "192.0.2.1",
      "192.88.99.1",
      "198.18.0.1",
      "198.19.255.255",
      "198.51.100.1",
      "203.0.113.1",
    ],
    multicast: ["224.0.0.1", "239.255.255.255", "ff02::1"],
    reserved: ["240.0.0.1", "255.255.255.255", "4000::1", "100::1", "5f00::1"],
    "IPv4 in IPv6": [
      "::ffff:127.0.0.1",
      "::ffff:8.8.8.8",
      "::ffff:7f00:1",
      "::127.0.0.1",
      "64:ff9b::7f00:1",
      "64:ff9b:1::1",
      "2002:7f00:1::",
      "2001:0:1::1",
    ],
    "IPv6 for papers": ["2001:db8::1", "3fff::1"],
    "not an address": [
      "",
      "localhost",
      "0x7f000001",
      "2130706433",
      "127.1",
      "010.0.0.1",
      "08.8.8.8",
      "1.2.3.4.5",
      "256.1.1.1",
      "[2600::1]",
      " 8.8.8.8",
      "8.8.8.8\n",
      ":::",
    ],
  };
  for (const [what, addresses] of Object.entries(no)) {
    it(`is never one that is ${what}`, () => {
      for (const ip of addresses) assert.equal(isPublicAddress(ip), false, ip);
    });
  }

  it("is never judged by throwing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4Extended(), fc.ipV6()), (text) => {
        assert.equal(typeof isPublicAddress(text), "boolean");
      }),
    );
  });

  it("in IPv6 always starts with 2 or 3", () => {
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        if (isPublicAddress(ip)) assert.match(ip, /^[23][0-9a-f]{3}:/i);
      }),
    );
  });
});
