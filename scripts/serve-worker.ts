import { readFileSync } from "node:fs";
import type { ViteDevServer } from "vite";

/** A Vite plugin that serves a worker script at MSW's address. */
export function serveWorker(file: string) {
  return {
    name: "serve-worker",
    configureServer({ middlewares }: ViteDevServer): void {
      middlewares.use("/mockServiceWorker.js", (_request, response) => {
        response.setHeader("content-type", "text/javascript");
        response.end(readFileSync(file));
      });
    },
  };
}
