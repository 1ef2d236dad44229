import { hostname, networkInterfaces } from "node:os";

/**
 * Returns the names and addresses of this machine, in the form of a URL. A runtime can refuse to
 * read them, such as Deno without `--allow-sys`. Then the list is shorter, and loopback is still
 * recognized.
 */
export function ownHosts(system = { hostname, networkInterfaces }): readonly string[] {
  return [
    ...readOrNone(() => [system.hostname().toLowerCase()]),
    ...readOrNone(() => Object.values(system.networkInterfaces()).flatMap(addressesOf)),
  ];
}

type Interface = ReturnType<typeof networkInterfaces>[string];

const addressesOf = (addresses: Interface = []): string[] =>
  addresses.map(({ address, family }) =>
    family === "IPv6" ? `[${address.split("%", 1)[0]}]` : address,
  );

function readOrNone(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch {
    return [];
  }
}
