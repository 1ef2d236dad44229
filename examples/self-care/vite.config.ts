import react from "@vitejs/plugin-react";
import { msw } from "msw/vite";
import { defineConfig, loadEnv, type ProxyOptions } from "vite";

/** The path of the API on the origin of the page, wherever the data comes from. */
const API = "/tmf-api/prepayBalanceManagement/v4";

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, import.meta.dirname, ["VITE_TMF654", "TMF654_"]);
  const source = env.VITE_TMF654 ?? "page";
  const proxy = proxyFor(source, env);
  return {
    // The plugin serves the script of MSW's worker, so that the project needs no copy of it.
    plugins: [react(), ...(source === "page" ? [msw({ mode: "worker-only" })] : [])],
    server: { proxy },
    preview: { proxy },
  };
});

/**
 * The page calls its own origin, and this server forwards the request. So no gateway needs CORS, a
 * phone in the same network can open the page, and the token never reaches the browser.
 */
function proxyFor(source: string, env: Record<string, string>): Record<string, ProxyOptions> {
  if (source === "page") return {};
  if (source === "mock") {
    const target = env.TMF654_MOCK ?? "http://127.0.0.1:4010";
    return { [API]: { target }, "/__mock": { target } };
  }
  const { origin, pathname } = new URL(source);
  const base = pathname.replace(/\/$/, "");
  return {
    [API]: {
      target: origin,
      changeOrigin: true,
      rewrite: (path) => path.replace(API, base),
      headers: env.TMF654_TOKEN ? { authorization: `Bearer ${env.TMF654_TOKEN}` } : {},
    },
  };
}
