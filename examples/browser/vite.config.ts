import { msw } from "msw/vite";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // Serves the service worker's script, so that no copy of it lies in the project.
  plugins: [msw({ mode: "worker-only" })],
  // What only the switch loads: named, so that the first visit needs no reload.
  optimizeDeps: { include: ["msw", "msw/browser", "openapi-fetch", "re2js"] },
  // Inside this repository the packages answer with their sources; an app needs no such line.
  resolve: { conditions: ["@tmf654/source", "module", "browser", "development|production"] },
});
