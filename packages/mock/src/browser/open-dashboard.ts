import type { Handler } from "../ports/handler.ts";

/** The mock that the page of a window reads from its opener. */
interface GivenMock {
  readonly mockUrl: string;
  readonly fetch: Handler["fetch"];
}

/** A page that has opened windows. Each window finds its mock by its own address. */
interface Opener {
  tmf654Windows?: Map<string, GivenMock>;
}

/**
 * Nothing but the files of the page runs in its window. The page sends no request to the network:
 * its requests go to the mock.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src blob:",
  "style-src blob:",
  "img-src blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * Opens the page of a mock that runs in this page, in a window of its own. The first call loads its
 * files. The window closes with this page, which has the mock.
 * @throws Error when the browser blocks the window.
 */
export async function openDashboard({ fetch }: Pick<Handler, "fetch">): Promise<Window> {
  // Called before any `await`, because a browser opens a window only while it handles a click.
  const openedWindow = window.open();
  if (!openedWindow) {
    throw new Error(
      "The browser blocked the window: allow pop-ups of this page, or call openDashboard in the " +
        "listener of a click.",
    );
  }
  const { files } = await import("../../dist/dashboard/files.js");
  const indexPage = await expand(files["index.html"]);
  const addresses = new Map<string, string>();
  for (const [name, type] of Object.entries(types)) {
    addresses.set(name, addressOf(await expand(files[name]), type));
  }
  const html = indexPage
    .replace(/assets\/([\w.]+)/g, (_, name: string) => addresses.get(name) ?? "")
    .replace(
      "<head>",
      `<head><meta http-equiv="content-security-policy" content="${contentPolicy}">`,
    );
  const address = addressOf(html, "text/html");
  const opener: Opener & typeof globalThis = globalThis;
  opener.tmf654Windows ??= new Map();
  opener.tmf654Windows.set(address, { mockUrl: location.origin, fetch });
  addEventListener("pagehide", () => openedWindow.close());
  openedWindow.location.href = address;
  return openedWindow;
}

const types = {
  "app.js": "text/javascript",
  "style.css": "text/css",
  "icon.svg": "image/svg+xml",
} as const;

function addressOf(text: string, type: string): string {
  return URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Decodes and decompresses a file of the page. */
async function expand(file = ""): Promise<string> {
  const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
  const expandedStream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(expandedStream).text();
}
