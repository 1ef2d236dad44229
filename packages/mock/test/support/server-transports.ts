/**
 * The transports of Vite's development server and of Playwright's routes: the project `servers` of
 * Vitest loads this file in place of `node-transports.ts`.
 */
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright";
import { createServer, type ViteDevServer } from "vite";
import { afterAll } from "vitest";
import { chromiumPath } from "../../../../scripts/not-run.ts";
import { routeMock } from "../../src/playwright/route.ts";
import type { Handler } from "../../src/ports/handler.ts";
import { tmf654Mock } from "../../src/vite/index.ts";
import {
  bytesOf,
  type Call,
  headersOf,
  type Reply,
  replyOf,
  sendByFetch,
  type Transport,
  targetOf,
} from "./call.ts";

export { checkReply } from "./check-reply.ts";

export const transports: readonly Transport[] = [];

const vite: Transport = {
  name: "vite",
  open: async (mock) => {
    const server = await createViteServer(mock);
    const address = server.httpServer?.address() as AddressInfo | undefined;
    const origin = `http://127.0.0.1:${address?.port}`;
    return { send: (call) => sendByFetch(fetch, origin, call), close: () => server.close() };
  },
};

async function createViteServer(mock: Handler): Promise<ViteDevServer> {
  const server = await createServer({
    configFile: false,
    logLevel: "silent",
    root: import.meta.dirname,
    server: { host: "127.0.0.1", port: 0, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [tmf654Mock({ mock })],
  });
  return server.listen();
}

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

const pageOrigin = "http://app.test";

const pageRoute: Transport = {
  name: "page.route",
  open: async (mock) => {
    browser ??= chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
    const context = await (await browser).newContext();
    await context.route("**/*", (route) => route.fulfill({ body: "", contentType: "text/html" }));
    await routeMock(context, mock);
    const page = await context.newPage();
    await page.goto(pageOrigin);
    const send = async (call: Call): Promise<Reply> => {
      const body = bytesOf(call.body);
      const request = {
        url: `${pageOrigin}${targetOf(call)}`,
        method: call.method ?? "GET",
        headers: headersOf(call),
        bytes: body && [...body],
      };
      const { status, headers, text } = await page.evaluate(async ({ url, bytes, ...init }) => {
        const sent = bytes && { body: new Uint8Array(bytes) };
        const response = await fetch(url, { ...init, ...sent });
        const entries: [string, string][] = [];
        response.headers.forEach((value, name) => {
          entries.push([name, value]);
        });
        return { status: response.status, headers: entries, text: await response.text() };
      }, request);
      return replyOf(status, Object.fromEntries(headers), text);
    };
    return { send, close: () => context.close() };
  },
};

export const mswTransports: readonly Transport[] = [vite, pageRoute];
