/** Servers that share a database, each in a process of its own, and connections to them. */
import { Agent } from "node:http";
import { createControl } from "@tmf654/mock/control";
import { createApi } from "../behaviour/setup.ts";
import { sendBySocket } from "../support/socket.ts";
import { startServer } from "./loaded-server.ts";

/** A server process. */
export interface ServerProcess extends Awaited<ReturnType<typeof startServer>> {
  readonly control: ReturnType<typeof createControl>;
}

/** One connection to a server, which sends one request at a time. */
export interface ServerConnection {
  readonly api: ReturnType<typeof createApi>;
  readonly close: () => void;
}

/** Starts a server on a PostgreSQL database. */
export async function startProcess(
  databaseUrl: string,
  moreArgs: readonly string[] = [],
): Promise<ServerProcess> {
  const server = await startServer(databaseUrl, "--database", moreArgs);
  return { ...server, control: createControl({ baseUrl: server.url, fetch }) };
}

/** Opens connections to servers in turn. */
export function openConnections(
  servers: readonly ServerProcess[],
  count: number,
): [ServerConnection, ...ServerConnection[]] {
  const open = (index: number): ServerConnection => {
    const port = Number(new URL(servers[index % servers.length]?.url ?? "").port);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    return {
      api: createApi((call) => sendBySocket(port, call, agent)),
      close: () => agent.destroy(),
    };
  };
  return [open(0), ...Array.from({ length: count - 1 }, (_, index) => open(index + 1))];
}
