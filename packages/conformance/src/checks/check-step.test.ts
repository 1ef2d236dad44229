import { describe, expect, test } from "vitest";
import type { CaseStep } from "../model/case.ts";
import type { Expectation } from "../model/expectation.ts";
import type { RecordedCall } from "../model/report.ts";
import { addExactly, shareOf, subtractExactly } from "../values/decimal.ts";
import { valueAt, withMember, withoutMember } from "../values/path.ts";
import { resolveText } from "../values/resolve.ts";
import { checkStep } from "./check-step.ts";

describe("exact numbers", () => {
  test.each([
    [[0.1, 0.2], 0.3],
    [[1e-7, 2e-7], 3e-7],
    [[25.5, -25.5], 0],
    [[-0.1, -0.2], -0.3],
    [[1e21, 1], 1e21],
    [[Number.NaN, 1], Number.NaN],
  ])("%j make %d", (parts, sum) => expect(addExactly(parts)).toBe(sum));

  test("a difference", () => expect(subtractExactly(0.3, 0.1)).toBe(0.2));

  test.each([
    [25.5, 3, 8.5],
    [10, 3, 3.33],
    [0.01, 3, 0],
    [100, 3, 33.33],
  ])("the share of %d in %i parts is %d", (amount, parts, share) => {
    expect(shareOf(amount, parts, 2)).toBe(share);
  });
});

describe("paths", () => {
  const value = { a: { "@b": [{ c: 1 }, { c: 2 }, {}] }, single: { id: "x" } };
  test.each<[string, unknown]>([
    ["", value],
    ["a.@b[1].c", 2],
    ["a.@b[*].c", [1, 2]],
    ["single[*].id", ["x"]],
    ["a.none.c", undefined],
    ["a.@b[7].c", undefined],
  ])("the path %j finds %j", (path, found) => expect(valueAt(value, path)).toEqual(found));

  test("a member is set or removed in a copy of the value", () => {
    expect(withMember({ a: { b: 1 } }, "a.c", 2)).toEqual({ a: { b: 1, c: 2 } });
    expect(withoutMember({ a: { b: 1, c: 2 } }, "a.b")).toEqual({ a: { c: 2 } });
  });

  test("references in a URL are encoded", () => {
    expect(resolveText("/bucket/{b.id}?x={b.id}", { b: { id: "0.1+a/b" } }, true)).toBe(
      "/bucket/0.1%2Ba%2Fb?x=0.1%2Ba%2Fb",
    );
  });
});

const call = (body: unknown, status = 200, headers: Record<string, string> = {}): RecordedCall => ({
  operation: "listBucket",
  request: { method: "GET", url: "http://s/bucket", headers: {} },
  response: { status, headers, text: JSON.stringify(body) ?? "", body },
  ms: 1,
});

const lostCall: RecordedCall = {
  operation: "listBucket",
  request: { method: "GET", url: "http://s/bucket", headers: {} },
  error: "socket hang up",
  ms: 1,
};

type Row = readonly [Expectation, RecordedCall, "passed" | "failed" | "blocked" | "untested"];

const known = { bucket: { id: "b1", n: 3 } };

describe("one expectation", () => {
  test.each<Row>([
    [{ status: 200 }, call([]), "passed"],
    [{ status: [200, 206] }, call([], 206), "passed"],
    [{ status: 200 }, call([], 201), "failed"],
    [{ status: 200 }, lostCall, "failed"],
    [
      { header: "X-Total-Count", is: { equals: 3 } },
      call([], 200, { "x-total-count": "3" }),
      "passed",
    ],
    [
      { header: "X-Total-Count", is: { atLeast: 4 } },
      call([], 200, { "x-total-count": "3" }),
      "failed",
    ],
    [{ header: "Location", is: "present" }, call([]), "failed"],
    [{ at: "id", is: { equals: "{bucket.id}" } }, call({ id: "b1" }), "passed"],
    [{ at: "id", is: { equals: "{bucket.id}" } }, call({ id: "b2" }), "failed"],
    [{ at: "id", is: { equals: "{none.id}" } }, call({ id: "b1" }), "blocked"],
    [{ at: "n", is: { equals: { sum: ["{bucket.n}", 0.1, 0.2] } } }, call({ n: 3.3 }), "passed"],
    [{ at: "n", is: { ifPresent: { equals: 1 } } }, call({}), "passed"],
    [{ at: "n", is: "integer" }, call({ n: 1.5 }), "failed"],
    [{ at: "t", is: "date-time" }, call({ t: "2026-01-01T00:00:00Z" }), "passed"],
    [{ at: "t", is: "date-time" }, call({ t: "2026-01-01" }), "failed"],
    [
      { at: "t", is: { atLeast: "2026-01-01T01:00:00+01:00" } },
      call({ t: "2026-01-01T00:00:00Z" }),
      "passed",
    ],
    [{ each: "id", is: "string" }, call([{ id: "a" }, { id: "b" }]), "passed"],
    [{ each: "id", is: "string" }, call([{ id: "a" }, {}]), "failed"],
    [{ each: "id", is: "string" }, call([]), "untested"],
    [{ each: "id", is: "string" }, call({}), "failed"],
    [{ eachIfAny: "id", is: "string" }, call([]), "passed"],
    [{ some: "id", is: { equals: "b" } }, call([{ id: "a" }, { id: "b" }]), "passed"],
    [{ some: "id", is: { equals: "b" } }, call([]), "failed"],
    [{ sorted: "n", order: "ascending" }, call([{ n: 9 }, { n: 10 }]), "passed"],
    [{ sorted: "n", order: "ascending" }, call([{ n: 10 }, { n: 9 }]), "failed"],
    [{ sorted: "n", order: "ascending" }, call([{ n: 9 }, { n: 9 }]), "untested"],
    [{ schema: "Bucket[]" }, call([{ id: "b1", usageType: "data" }]), "passed"],
    [{ schema: "Bucket[]" }, call([{ id: "b1", usageType: "carrots" }]), "failed"],
    [{ at: "", is: { hasOnly: ["id", "href"] } }, call({ id: 1, name: 2 }), "failed"],
  ])("the expectation %j has its verdict: case %#", (expectation, madeCall, status) => {
    const step: CaseStep = { call: "GET /bucket", given: [], expect: [expectation] };
    const isLost = madeCall.response === undefined && !("status" in expectation);
    expect(checkStep(step, [madeCall], known).status).toBe(isLost ? "blocked" : status);
  });
});

test("a failed precondition blocks a step, and a step without a status needs a success", () => {
  const expect200: CaseStep = { call: "GET /bucket", given: [{ status: 206 }], expect: [] };
  expect(checkStep(expect200, [call([])], known)).toMatchObject({
    status: "blocked",
    reason: "the rule could not be checked: expected that the status is 206; got 200",
  });
  const plainStep: CaseStep = { call: "GET /bucket" };
  expect(checkStep(plainStep, [call([], 500)], known).status).toBe("blocked");
  expect(checkStep(plainStep, [lostCall], known).status).toBe("blocked");
  expect(checkStep(plainStep, [call([])], known).status).toBe("passed");
});

test("responses of simultaneous requests are counted", () => {
  const step: CaseStep = {
    call: "POST /reserveBalance",
    times: 3,
    expect: [{ responses: { status: 201, at: "s", is: { equals: "created" } }, count: 2 }],
  };
  const calls = [
    call({ s: "created" }, 201),
    call({ s: "failed" }, 201),
    call({ s: "created" }, 201),
  ];
  expect(checkStep(step, calls, known).status).toBe("passed");
  expect(checkStep(step, [...calls, lostCall], known).status).toBe("passed");
  expect(checkStep(step, calls.slice(1), known).status).toBe("failed");
});
