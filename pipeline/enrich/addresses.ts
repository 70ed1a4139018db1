import ipaddr from "ipaddr.js";

/** Never the public Internet. https://www.iana.org/assignments/iana-ipv4-special-registry */
const privateV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32", // Azure's host agent, in the middle of public space
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
].map((range) => ipaddr.IPv4.parseCIDR(range));

/** The only part of IPv6 that is handed out, so mapped, NAT64 and local addresses are outside. */
const globalV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** https://www.iana.org/assignments/iana-ipv6-special-registry */
const privateV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"].map(
  (range) => ipaddr.IPv6.parseCIDR(range),
);

/** Whether an address, in its usual spelling, is somebody's on the public Internet. */
export function isPublicAddress(ip: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(ip)) {
    const address = ipaddr.IPv4.parse(ip);
    return !privateV4.some((range) => address.match(range));
  }
  if (ip.includes("%") || !ipaddr.IPv6.isValid(ip)) return false;

  const address = ipaddr.IPv6.parse(ip);
  return address.match(globalV6) && !privateV6.some((range) => address.match(range));
}
