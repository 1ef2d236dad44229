import { createMock } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { toNodeHandler } from "@tmf654/mock/node";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each(["Request", "Response", "Headers", "TextEncoder", "TextDecoder"])(
  "a missing %s is an error that names it and the remedy",
  async (name) => {
    const mock = createMock();
    vi.stubGlobal(name, undefined);
    Reflect.deleteProperty(globalThis, name);
    await expect(mock.fetch("http://mock/")).rejects.toThrow(
      new RegExp(`needs ${name}\\..*jest-fixed-jsdom`),
    );
  },
);

test("without globals the control client, the server and handle name the remedy", async () => {
  const mock = createMock();
  const control = createControl({ fetch: mock.fetch });
  const names = ["Request", "TextEncoder"];
  for (const name of names) {
    vi.stubGlobal(name, undefined);
    Reflect.deleteProperty(globalThis, name);
  }
  const remedy = 'needs Request, TextEncoder. In Jest use the environment "node"';
  await expect(control.state()).rejects.toThrow(`the control client ${remedy}`);
  expect(() => toNodeHandler(mock)).toThrow(`the mock's server ${remedy}`);
  const response = await mock.handle({
    method: "HEAD",
    target: `${mock.basePath}/bucket/ana-main`,
    header: () => undefined,
    headers: () => ({}),
    body: undefined,
    local: true,
  });
  expect(response).toMatchObject({ status: 500, body: expect.stringContaining("needs Request") });
});

test("listeners get events without a structuredClone", () => {
  const mock = createMock();
  vi.stubGlobal("structuredClone", undefined);
  const types: string[] = [];
  mock.events.listen(({ eventType }) => types.push(eventType));
  mock.engine.create("topupBalance", {
    amount: { amount: 5, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
  });
  expect(types).toContain("TopupBalanceCreateEvent");
});

test("the mock loads without a TextDecoder", async () => {
  vi.resetModules();
  vi.stubGlobal("TextDecoder", undefined);
  await expect(import("../index.ts")).resolves.toHaveProperty("createMock");
});
