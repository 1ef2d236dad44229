import { createClient, isTmf654Error } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { suggestName } from "../src/client/suggest.ts";

const baseUrl = "https://ocs.example/v4";

/** Returns the error of `createClient` with these options. */
function createError(options: object): unknown {
  try {
    createClient(options as never);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("client options", () => {
  test.each<{ options: object; path: string; code: string; message: string }>([
    {
      options: { baseUrl, retries: 5 },
      path: "/retries",
      code: "unknownOption",
      message: 'is unknown; did you mean "retry"?',
    },
    {
      options: { baseURL: baseUrl, baseUrl },
      path: "/baseURL",
      code: "unknownOption",
      message: 'is unknown; did you mean "baseUrl"?',
    },
    { options: { baseUrl, zzz: 1 }, path: "/zzz", code: "unknownOption", message: "is unknown" },
    {
      options: { baseUrl, constructor: 1 },
      path: "/constructor",
      code: "unknownOption",
      message: "is unknown",
    },
    {
      options: { baseUrl, timeoutMs: "5" },
      path: "/timeoutMs",
      code: "invalidOption",
      message: "must be number, not string",
    },
    {
      options: { baseUrl, timeoutMs: -1 },
      path: "/timeoutMs",
      code: "invalidOption",
      message: "must be number, not -1",
    },
    {
      options: { baseUrl, retry: true },
      path: "/retry",
      code: "invalidOption",
      message: "must be object or false, not true",
    },
    {
      options: { baseUrl, retry: { limt: 1 } },
      path: "/retry/limt",
      code: "unknownOption",
      message: 'is unknown; did you mean "limit"?',
    },
    {
      options: { baseUrl, platform: { now: 0 } },
      path: "/platform/now",
      code: "invalidOption",
      message: "must be function, not number",
    },
    {
      options: { baseUrl, idempotency: { name: "X-Key" } },
      path: "/idempotency/name",
      code: "unknownOption",
      message: "is unknown",
    },
    {
      options: { baseUrl, middleware: () => {} },
      path: "/middleware",
      code: "invalidOption",
      message: "must be array, not function",
    },
  ])("rejects $path: $message", ({ options, path, code, message }) => {
    const error = createError(options);
    expect(isTmf654Error(error, "InvalidOptionsError")).toBe(true);
    expect(error).toMatchObject({ issues: [{ path, code, message }] });
  });

  test("lists every issue in one message", () => {
    expect(createError({ baseUrl, retries: 5, timeoutMs: Number.NaN })).toMatchObject({
      message:
        'invalid client options: retries is unknown; did you mean "retry"?; ' +
        "timeoutMs must be number, not NaN",
    });
  });

  test("accepts `undefined` for every option, and Infinity", () => {
    const names = ["fetch", "auth", "middleware", "retry", "platform", "http", "idempotency"];
    const options = Object.fromEntries(names.map((name) => [name, undefined]));
    expect(
      createError({ baseUrl, ...options, timeoutMs: Number.POSITIVE_INFINITY }),
    ).toBeUndefined();
  });
});

test.each([
  { name: "timeout", suggestion: "timeoutMs" },
  { name: "TIMEOUTMS", suggestion: "timeoutMs" },
  { name: "hedaers", suggestion: "headers" },
  { name: "cache", suggestion: undefined },
  { name: "", suggestion: undefined },
])("suggest($name) returns $suggestion", ({ name, suggestion }) => {
  expect(suggestName(name, ["headers", "timeoutMs", "retry"])).toBe(suggestion);
});
