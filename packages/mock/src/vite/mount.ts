import type { PreviewServer, ViteDevServer } from "vite";
import type { MountedMock } from "../http/mounted.ts";
import { toNodeHandler } from "../node/node-handler.ts";
import { ownHosts } from "../node/own-hosts.ts";

/** The members of both servers of Vite that are used here. */
type ViteServer = Pick<ViteDevServer | PreviewServer, "middlewares" | "httpServer" | "config">;

/**
 * Serves a mock on a server of Vite.
 * @throws RangeError for a mock at the root, where the app is.
 */
export function mount({ middlewares, httpServer, config }: ViteServer, mock: MountedMock): void {
  if (mock.basePath === "") {
    throw new RangeError(
      `The base path "/" leaves no path for the app. Use another base path, such as "/api".`,
    );
  }
  // The mock comes before Vite's own CORS middleware, which would respond to the preflights of the
  // mock.
  middlewares.stack.unshift({ route: "", handle: toNodeHandler(mock) });
  let unregister: (() => void) | undefined;
  httpServer?.once("listening", () => {
    const address = httpServer.address();
    if (typeof address !== "object" || address === null) return;
    unregister = mock.servedAt?.({ port: address.port, hosts: ownHosts() });
  });
  httpServer?.once("close", () => unregister?.());
  const path = mock.basePath ?? "its API";
  config.logger.info(`[tmf654] The mock serves ${path} and /__mock on this server.`);
}
