import { msw } from "msw/vite";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  // Serves the script of the service worker, so that the project needs no copy of it.
  plugins: [msw({ mode: "worker-only" })],
  // These modules load on demand. This list prevents a reload at the first visit.
  optimizeDeps: { include: ["msw", "msw/browser", "openapi-fetch", "re2js"] },
  // In this repository the packages resolve to their sources; an app does not need this line.
  resolve: { conditions: ["@tmf654/source", "module", "browser", "development|production"] },
});
