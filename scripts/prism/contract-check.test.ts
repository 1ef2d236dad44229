import { operations } from "@tmf654/contract";
import folded from "@tmf654/contract/openapi.folded.json" with { type: "json" };
import { beforeAll, describe, expect, test } from "vitest";
import { type CheckedCall, type ContractCheck, createContractCheck } from "./contract-check.ts";

const BASE = "/tmf-api/prepayBalanceManagement/v4";
const json = { "content-type": "application/json;charset=utf-8" };
const bucket = { id: "b1", href: `${BASE}/bucket/b1`, status: "active", usageType: "data" };
const topup = { id: "t1", href: `${BASE}/topupBalance/t1`, status: "completed" };
const error = { code: "60", reason: "Not found", message: "No bucket b9.", status: "404" };
const create = {
  amount: { amount: 5, units: "GB" },
  usageType: "data",
  bucket: { id: "b1" },
  partyAccount: { id: "a1" },
};

const createGetCall = (
  path: string,
  status: number,
  body: unknown,
  headers = json,
): CheckedCall => ({
  method: "GET",
  url: BASE + path,
  status,
  headers,
  body: JSON.stringify(body),
});
const createPostCall = (
  path: string,
  sent: unknown,
  status: number,
  body: unknown,
): CheckedCall => ({
  ...createGetCall(path, status, body),
  method: "POST",
  requestHeaders: { "Content-Type": "application/json" },
  requestBody: JSON.stringify(sent),
});

let checkContract: ContractCheck;
beforeAll(async () => {
  checkContract = await createContractCheck(folded);
});

const issuePlaces = async (call: CheckedCall): Promise<string[]> =>
  (await checkContract(call)).response.map(({ code, path }) => [code, ...path].join(" "));

describe("a valid response", () => {
  test.each<[string, CheckedCall]>([
    ["a bucket", createGetCall("/bucket/b1", 200, bucket)],
    ["a list", createGetCall("/bucket", 200, [bucket])],
    ["an empty list with counts", createGetCall("/bucket?limit=0", 200, [])],
    [
      "a list with selected attributes",
      createGetCall("/bucket?fields=id,href", 200, [{ id: "b1", href: "/b1" }]),
    ],
    [
      "one resource with selected attributes",
      createGetCall("/topupBalance/t1?fields=none", 200, { id: "t1" }),
    ],
    ["an error", createGetCall("/bucket/b9", 404, error)],
    ["a created action", createPostCall("/topupBalance", create, 201, topup)],
    [
      "an empty 204",
      { ...createGetCall("/topupBalance/t1", 204, ""), method: "DELETE", body: "", headers: {} },
    ],
  ])("passes: %s", async (_, call) => {
    expect(await checkContract(call)).toMatchObject({
      operationId: expect.any(String),
      response: [],
    });
  });
});

describe("an invalid response", () => {
  test.each<[string, CheckedCall, string[]]>([
    ["a missing member", createGetCall("/topupBalance/t1", 200, { id: "t1" }), ["required body"]],
    [
      "a member of a list",
      createGetCall("/bucket", 200, [{ ...bucket, status: "gone" }]),
      ["enum body 0 status"],
    ],
    [
      "a nested type",
      createGetCall("/bucket/b1", 200, { ...bucket, remainingValue: { amount: "5" } }),
      ["type body remainingValue amount"],
    ],
    [
      "a partial response with a wrong type",
      createGetCall("/bucket/b1?fields=name", 200, { name: 5 }),
      ["type body name"],
    ],
    [
      "an error response to fields",
      createGetCall("/bucket/b9?fields=id", 404, { message: "no" }),
      ["required body", "required body"],
    ],
    ["an undeclared 4xx", createGetCall("/bucket/b1", 418, error), [""]],
    ["an undeclared 2xx", createGetCall("/bucket/b1", 202, bucket), [""]],
    [
      "another media type",
      createGetCall("/bucket/b1", 200, bucket, { "content-type": "text/html" }),
      [""],
    ],
    ["no JSON", { ...createGetCall("/bucket/b1", 200, 0), body: "<html>" }, ["type body"]],
    ["no body", { ...createGetCall("/bucket/b1", 200, 0), body: "" }, ["type body"]],
    [
      "a body in a 204",
      { ...createGetCall("/topupBalance/t1", 204, topup), method: "DELETE" },
      ["strayBody body"],
    ],
    [
      "a header",
      createGetCall("/bucket", 200, [], { ...json, "X-Total-Count": "many" } as typeof json),
      ["type header x-total-count"],
    ],
  ])("is reported: %s", async (_, call, expected) => {
    expect(await issuePlaces(call)).toEqual(expected);
  });
});

test("an invalid request is reported separately from its response", async () => {
  const result = await checkContract(
    createPostCall("/topupBalance", { amount: 5 }, 400, { ...error, code: "23" }),
  );
  expect(result.response).toEqual([]);
  expect(result.request.map(({ path }) => path.join("."))).toContain("body.amount");
});

test.each([
  ["HEAD", `${BASE}/bucket`],
  ["GET", "/__mock/state"],
  ["DELETE", `${BASE}/bucket/b1`],
  ["GET", `${BASE}/bucket/`],
])("%s %s is not declared and not checked", async (method, url) => {
  const result = await checkContract({ ...createGetCall("", 500, "?"), method, url });
  expect(result).toEqual({ operationId: undefined, request: [], response: [] });
});

/** Prism needs milliseconds to compile a schema, so only the deep run checks every response. */
const isDeep = Number(process.env.TMF654_DEEP ?? 1) > 1;

/** Prism treats a schema that it cannot compile as one that allows everything. */
test("every declared response with a body is really checked", async () => {
  const responses = Object.values(operations).flatMap(({ method, path, statuses, successStatus }) =>
    statuses
      .filter((status) => status !== 204 && status !== 304)
      .filter((status) => isDeep || status === successStatus || status === 400)
      .map((status) => ({ ...createGetCall(path.replace("{id}", "1"), status, 5), method })),
  );
  expect(responses.length).toBeGreaterThan(70);
  for (const response of responses) {
    const place = `${response.method} ${response.url} ${response.status}`;
    expect(await issuePlaces(response), place).toEqual(["type body"]);
  }
}, 60_000);
