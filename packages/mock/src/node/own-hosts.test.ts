import { expect, test } from "vitest";
import { ownHosts } from "./own-hosts.ts";

const part = { netmask: "", mac: "", internal: false, cidr: null, scopeid: 0 };
const networkInterfaces = () => ({
  lo: [{ ...part, address: "127.0.0.1", family: "IPv4" as const }],
  eth0: [{ ...part, address: "fe80::1%eth0", family: "IPv6" as const }],
  down: undefined,
});
function refuse(): never {
  throw new Error("NotCapable: requires sys access");
}

test.each([
  ["names and addresses", { hostname: () => "Desk", networkInterfaces }, 3],
  ["no name", { hostname: refuse, networkInterfaces }, 2],
  ["no addresses", { hostname: () => "Desk", networkInterfaces: refuse }, 1],
  ["nothing", { hostname: refuse, networkInterfaces: refuse }, 0],
])("a runtime that allows %s", (_, system, count) => {
  const hosts = ownHosts(system);
  expect(hosts).toHaveLength(count);
  expect(["desk", "127.0.0.1", "[fe80::1]"]).toEqual(expect.arrayContaining([...hosts]));
});
