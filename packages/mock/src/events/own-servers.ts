import type { ServerAddress } from "../ports/handler.ts";
import { isLoopback } from "./callback.ts";

/**
 * The servers that serve one mock. With them the mock recognizes callbacks that lead to itself.
 */
export interface OwnServers {
  /** Adds a server. The returned function removes it. */
  add(server: ServerAddress): () => void;
  /** Whether a callback leads to one of the servers. */
  has(callback: string): boolean;
}

/** Creates the empty list of servers. */
export function createOwnServers(): OwnServers {
  const servers = new Set<ServerAddress>();
  return {
    add: (server) => {
      servers.add(server);
      return () => servers.delete(server);
    },
    has: (callback) => {
      if (servers.size === 0 || !URL.canParse(callback)) return false;
      const { hostname, port, protocol } = new URL(callback);
      const host = hostname.toLowerCase().replace(/\.$/, "");
      const portNumber = port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
      return [...servers].some(
        (server) =>
          server.port === portNumber && (isThisMachine(host) || server.hosts.includes(host)),
      );
    },
  };
}

/**
 * Whether a host is a loopback address in any form, or an address that means all addresses of the
 * machine.
 */
function isThisMachine(host: string): boolean {
  return (
    isLoopback(host) || host === "0.0.0.0" || host === "[::]" || /^\[::ffff:(?:7f|0:0)/.test(host)
  );
}
