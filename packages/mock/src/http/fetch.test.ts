import { createMock } from "@tmf654/mock";
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

test("the mock loads without a TextDecoder", async () => {
  vi.resetModules();
  vi.stubGlobal("TextDecoder", undefined);
  await expect(import("../index.ts")).resolves.toHaveProperty("createMock");
});
