/** Other mock servers that get the same requests as the mock. */
import { join } from "node:path";
import { findPrism } from "../../packages/mock/src/guard/prism-modules.ts";
import { root } from "../packages.ts";
import { foldedContract } from "../prism/launch.ts";
import { basePath, type WorkName } from "./mock-works.ts";
import { peersFolder } from "./peers.ts";
import { builtCommand, startServer } from "./server-process.ts";

/** A server that runs in turn with others. */
export interface PeerServer {
  readonly name: string;
  /** The arguments of Node. */
  readonly args: readonly string[];
  /** Changes a path to the server's own form. */
  readonly adapt?: (path: string) => string;
}

/** The servers that refuse an invalid body; only these are compared for a refusal. */
const validatingPeers = new Set(["prism mock", "Express and Ajv"]);

/** Returns the servers that can serve a kind of request, with the default scenario's buckets. */
export async function peersOf(work: WorkName): Promise<readonly PeerServer[]> {
  const server = await startServer(builtCommand());
  const { text } = await server.send({ path: `${basePath}/bucket` });
  await server.stop();
  const data = { base: basePath, buckets: JSON.parse(text), contract: foldedContract };
  const toArguments = (file: string) => [file, JSON.stringify(data)];
  const prism = [findPrism(root).script, "mock", foldedContract, "--port", "0"];
  const peers: readonly PeerServer[] = [
    { name: "Express and Ajv", args: toArguments(join(peersFolder, "servers/express.mjs")) },
    {
      name: "json-server",
      args: toArguments(join(peersFolder, "servers/json-server.mjs")),
      adapt: (path) => path.replace("limit=", "_limit="),
    },
    { name: "MSW", args: toArguments(join(import.meta.dirname, "msw-server.mjs")) },
    { name: "prism mock", args: prism },
  ];
  return peers.filter(({ name }) => work !== "refusal" || validatingPeers.has(name));
}
