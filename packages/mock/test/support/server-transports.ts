/**
 * The transports of Vite's development server and of Playwright's routes: the projects `vite` and
 * `page.route` of Vitest load this file in place of `node-transports.ts`.
 */
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright";
import { createServer, type ViteDevServer } from "vite";
import { afterAll } from "vitest";
import { chromiumPath } from "../../../../scripts/not-run.ts";
import { routeMock } from "../../src/playwright/route.ts";
import type { Handler } from "../../src/ports/handler.ts";
import { tmf654Mock } from "../../src/vite/index.ts";
import {
  bytesOf,
  type Call,
  chooseTransport,
  headersOf,
  type Reply,
  replyOf,
  type Transport,
  targetOf,
} from "./call.ts";
import { sendBySocket } from "./socket.ts";

export { checkReply } from "./check-reply.ts";

const vite: Transport = {
  name: "vite",
  open: async (mock) => {
    const server = await createViteServer(mock);
    const address = server.httpServer?.address() as AddressInfo | undefined;
    const port = address?.port ?? 0;
    return { send: (call) => sendBySocket(port, call), close: () => server.close() };
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

/** Pages without a mock: a new page for each mock would take a second of each test. */
const idlePages: Page[] = [];

async function openPage(): Promise<Page> {
  browser ??= chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  const page = await (await browser).newPage();
  await page.route("**/*", (route) => route.fulfill({ body: "", contentType: "text/html" }));
  await page.goto(pageOrigin);
  return page;
}

const pageRoute: Transport = {
  name: "page.route",
  parallelRequests: 100,
  open: async (mock) => {
    const page = idlePages.pop() ?? (await openPage());
    await routeMock(page, mock);
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
    const close = async (): Promise<void> => {
      await page.unrouteAll();
      idlePages.push(page);
    };
    return { send, close };
  },
};

export const transports: readonly Transport[] = [];
export const mswTransports: readonly Transport[] = [vite, pageRoute];
export const onlyTransport: Transport | undefined = chooseTransport(mswTransports);
