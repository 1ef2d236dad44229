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

/** Servers that do nothing about an invalid body are no peers of a refusal. */
const validating = new Set(["prism mock", "Express and Ajv"]);

/** Returns the servers that can do a work, with the buckets of the default scenario. */
export async function peersOf(work: WorkName): Promise<readonly PeerServer[]> {
  const server = await startServer(builtCommand());
  const { text } = await server.send({ path: `${basePath}/bucket` });
  await server.stop();
  const data = { base: basePath, buckets: JSON.parse(text), contract: foldedContract };
  const own = (file: string) => [file, JSON.stringify(data)];
  const prism = [findPrism(root).script, "mock", foldedContract, "--port", "0"];
  const peers: readonly PeerServer[] = [
    { name: "Express and Ajv", args: own(join(peersFolder, "servers/express.mjs")) },
    {
      name: "json-server",
      args: own(join(peersFolder, "servers/json-server.mjs")),
      adapt: (path) => path.replace("limit=", "_limit="),
    },
    { name: "MSW", args: own(join(import.meta.dirname, "msw-server.mjs")) },
    { name: "prism mock", args: prism },
  ];
  return peers.filter(({ name }) => work !== "refusal" || validating.has(name));
}
