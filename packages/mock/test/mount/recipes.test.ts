import { readFileSync } from "node:fs";
import { createMock } from "@tmf654/mock";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { toNodeHandler } from "../../src/node/index.ts";
import { base } from "../support/call.ts";

const guide = readFileSync(new URL("../../../../docs/guides/mount.md", import.meta.url), "utf8");
const recipes = [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, code = ""]) => code);
const [express = "", hono = "", shared = "", next = "", worker = ""] = recipes;
const bucket = `http://localhost${base}/bucket/ana-main`;

/** Runs a recipe with the variables that it uses, and returns its exports. */
function run(code: string, scope: Readonly<Record<string, unknown>>): Record<string, never> {
  const body = code
    .replace(/^import .*$/gm, "")
    .replace(/^export const (\w+) = (.*);$/m, "return { $1: $2 };")
    .replace(/^export \{(.*)\};$/m, (_, names: string) => {
      return `return {${names.replace(/(\w+) as (\w+)/g, "$2: $1")}};`;
    });
  return new Function(...Object.keys(scope), body)(...Object.values(scope));
}

test("each recipe has at most five lines", () => {
  expect(recipes).toHaveLength(5);
  for (const code of recipes) expect(code.trim().split("\n").length).toBeLessThanOrEqual(5);
});

test("in Express, the handler is a middleware", () => {
  const used: unknown[] = [];
  const app = { use: (handler: unknown) => used.push(handler) };
  run(express, { app, toNodeHandler, mock: createMock() });
  expect(used).toEqual([expect.any(Function)]);
});

test("in Hono, the mock has its paths, and the app the others", async () => {
  const app = new Hono();
  run(hono, { app, mock: createMock() });
  app.get("/", (context) => context.text("app"));
  expect((await app.request(bucket)).status).toBe(200);
  expect((await app.request("http://localhost/__mock/health")).status).toBe(200);
  expect(await (await app.request("http://localhost/")).text()).toBe("app");
});

test("in Next, modules that are loaded twice have one mock", () => {
  const scope = { createMock, globalThis: {} };
  expect(run(shared, scope).mock).toHaveProperty("fetch");
  expect(run(shared, scope).mock).toBe(run(shared, scope).mock);
});

test("in Next, the route handlers are functions of a request", async () => {
  const handlers = run(next, { mock: createMock() }) as Record<string, typeof fetch>;
  expect(Object.keys(handlers).sort()).toEqual(["DELETE", "GET", "PATCH", "POST", "PUT"]);
  expect((await handlers.GET?.(new Request(bucket)))?.status).toBe(200);
});

test("a service worker responds for the mock alone", async () => {
  let listener: ((event: object) => void) | undefined;
  const addEventListener = (_: string, added: (event: object) => void) => {
    listener = added;
  };
  run(worker, { addEventListener, mock: createMock(), URL });
  const responses: Promise<Response>[] = [];
  for (const url of [bucket, "http://localhost/app.js"]) {
    const respondWith = (response: Promise<Response>) => responses.push(response);
    listener?.({ request: new Request(url), respondWith });
  }
  expect(responses).toHaveLength(1);
  expect((await responses[0])?.status).toBe(200);
});
