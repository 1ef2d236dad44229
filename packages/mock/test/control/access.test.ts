import { createMock, type Mock } from "@tmf654/mock";
import { describe, expect, test } from "vitest";

describe("The control plane: who may use the control plane", () => {
  const ask = (
    mock: Mock,
    { headers = {}, local = true }: { headers?: Record<string, string>; local?: boolean },
  ) =>
    Promise.resolve(
      mock.handle({
        method: "GET",
        target: "/__mock/health",
        header: (name) => headers[name],
        headers: () => Object.entries(headers),
        body: undefined,
        local,
      }),
    );

  test.each<[string, { headers?: Record<string, string>; local?: boolean }, number]>([
    ["this machine by its name", { headers: { host: "localhost:4010" } }, 200],
    ["this machine by its address", { headers: { host: "127.0.0.1:4010" } }, 200],
    ["its own page", { headers: { host: "localhost:4010", origin: "http://localhost:4010" } }, 200],
    [
      "a page of another origin",
      { headers: { host: "localhost:4010", origin: "http://evil.test" } },
      403,
    ],
    [
      "a page of another port",
      { headers: { host: "localhost:4010", origin: "http://localhost:5173" } },
      403,
    ],
    ["a page that hides its origin", { headers: { host: "localhost:4010", origin: "null" } }, 403],
    [
      "a cross-site request without Origin",
      { headers: { host: "localhost:4010", "sec-fetch-site": "cross-site" } },
      403,
    ],
    ["a name that only points here", { headers: { host: "rebound.evil.test:4010" } }, 403],
    ["another machine", { headers: { host: "10.0.0.5:4010" }, local: false }, 403],
  ])("without a token: %s, %s", async (_, caller, status) => {
    expect((await ask(createMock(), caller)).status).toBe(status);
  });

  test.each<[string, Record<string, string>, number]>([
    ["with the token", { authorization: "Bearer s3cret" }, 200],
    ["without it", {}, 401],
    ["with another", { authorization: "Bearer s3creT" }, 401],
    [
      "with the token, from a page of another origin",
      { authorization: "Bearer s3cret", origin: "http://evil.test" },
      403,
    ],
  ])("another machine %s: %s", async (_, headers, status) => {
    const mock = createMock({ controlToken: "s3cret" });
    const caller = { headers: { host: "mock.lan:4010", ...headers }, local: false };
    expect((await ask(mock, caller)).status).toBe(status);
  });

  test("no CORS header, whoever asks", async () => {
    const headers = { host: "localhost:4010", origin: "http://evil.test" };
    const answer = await ask(createMock(), { headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual(
      [],
    );
  });
});
