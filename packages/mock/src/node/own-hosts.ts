import { hostname, networkInterfaces } from "node:os";

/** Returns the names and addresses of this machine, in the form of a URL. */
export function ownHosts(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each = []) =>
    each.map(({ address, family }) =>
      family === "IPv6" ? `[${address.split("%", 1)[0]}]` : address,
    ),
  );
  return [hostname().toLowerCase(), ...addresses];
}
