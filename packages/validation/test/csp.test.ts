/** The validators in a page and a worker whose content security policy forbids `eval`. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright";
import { build } from "vite";
import { expect, test } from "vitest";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

const outcome = {
  issues: expect.arrayContaining([0, 1, 4]),
  paths: [
    "bucket",
    "partyAccount",
    "usageType",
    "validFor.endDateTime",
    "@type",
    "amount.amount",
    "amount.units",
  ],
  read: { status: "active" },
  fields: expect.any(Number),
};

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    resolve: { conditions: ["@tmf654/source"] },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, "support/exercise.ts"), formats: ["es"] },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !("output" in output)) throw new Error("Vite built nothing.");
  return output.output[0].code;
}

const page = `<!doctype html><title>CSP</title><script type="module" src="/main.js"></script>`;

const main = `
import { exercise } from "/bundle.js";
const violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
const inWorker = new Promise((resolve, reject) => {
  const worker = new Worker("/worker.js", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = reject;
});
const inPage = exercise();
let evalIsRefused = false;
window.outcome = inWorker.then((worker) => {
  const own = violations.length;
  try { new Function("return 1")(); } catch { evalIsRefused = true; }
  return { inPage, worker, own, evalIsRefused };
});`;

const worker = `
import { exercise } from "/bundle.js";
const violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
const done = exercise();
setTimeout(() => postMessage({ done, violations }), 50);`;

async function serve(bundled: string) {
  const files = new Map([
    ["/", ["text/html", page]],
    ["/main.js", ["text/javascript", main]],
    ["/worker.js", ["text/javascript", worker]],
    ["/bundle.js", ["text/javascript", bundled]],
  ]);
  const server = createServer((request, response) => {
    const [type = "text/plain", text = ""] = files.get(request.url ?? "") ?? [];
    response.writeHead(text === "" ? 404 : 200, {
      "content-type": type,
      "content-security-policy": "default-src 'none'; script-src 'self'; worker-src 'self'",
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

test("the validators run in a page and in a worker under script-src 'self'", async () => {
  if (!existsSync(executablePath)) {
    console.warn(`Not run: no Chromium at ${executablePath}.`);
    return;
  }
  const { url, close } = await serve(await bundle());
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const tab = await browser.newPage();
    await tab.goto(url);
    const seen = await tab.evaluate("window.outcome");
    expect(seen).toEqual({
      inPage: outcome,
      worker: { done: outcome, violations: [] },
      own: 0,
      evalIsRefused: true,
    });
  } finally {
    await browser.close();
    close();
  }
}, 60_000);

test("the validators run in Node without code generation from strings", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tmf654-csp-"));
  try {
    const run = `
      import { exercise } from "./bundle.mjs";
      let refused = false;
      try { new Function("return 1"); } catch { refused = true; }
      console.log(JSON.stringify({ refused, outcome: exercise() }));`;
    await writeFile(join(folder, "bundle.mjs"), await bundle());
    await writeFile(join(folder, "run.mjs"), run);
    const flag = "--disallow-code-generation-from-strings";
    const { stdout } = await promisify(execFile)(process.execPath, [flag, join(folder, "run.mjs")]);
    expect(JSON.parse(stdout)).toEqual({ refused: true, outcome });
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);
