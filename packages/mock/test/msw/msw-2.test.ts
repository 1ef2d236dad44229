import type { HttpHandler } from "msw";
import { HttpResponse, http } from "msw2";
import { setupServer } from "msw2/node";
import { expect, test, vi } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { testHandlers } from "./suite.ts";

// The handlers import "msw"; here that is version 2.
vi.mock("msw", () => import("msw2"));

const untouched = http.get("http://operator.test/other", () => HttpResponse.text("untouched"));

testHandlers(untouched as unknown as HttpHandler, (handlers) => {
  const server = setupServer(...(handlers as never[]));
  server.listen({ onUnhandledRequest: "error" });
  return server as never;
});

test("the peer dependency allows both tested versions", () => {
  expect(manifest.peerDependencies.msw).toBe("^2.10.0 || ^3.0.0");
});
