import { describe, expect, test } from "vitest";
import { createRandom } from "../clock/random.ts";
import type { RequestView } from "../ports/http-message.ts";
import { createFaults } from "./faults.ts";
import type { FaultMatch, FaultRule } from "./rule.ts";
import { faultRuleIssues } from "./rule-issues.ts";

const request: RequestView = {
  operation: "createTopupBalance",
  method: "POST",
  path: "/topupBalance",
  query: "",
  header: () => undefined,
  headers: () => ({}),
  body: { bucket: { id: "ana-main" }, product: [{ id: "p1" }, { id: "p2" }] },
  bodyBytes: 80,
};
const unavailableFault = { kind: "status", status: 503 } as const;

describe("Faults and scenarios: a rule matches by", () => {
  test.each<[string, FaultMatch, boolean]>([
    ["nothing at all", {}, true],
    ["operation", { operation: "createTopupBalance" }, true],
    ["another operation", { operation: "createAdjustBalance" }, false],
    ["method in any case", { method: "post" }, true],
    ["path", { path: "/topupBalance" }, true],
    ["path with a wildcard", { path: "/top*nce" }, true],
    ["path with only a wildcard", { path: "*" }, true],
    ["a wildcard that would overlap", { path: "/topupBal*Balance" }, false],
    ["a longer path", { path: "/topupBalance/*" }, false],
    ["body attribute", { body: { "bucket.id": "ana-main" } }, true],
    ["body attribute in an array", { body: { "product.id": "p2" } }, true],
    ["a body attribute that differs", { body: { "bucket.id": "ben-main" } }, false],
    ["a predicate", { predicate: ({ path }) => path.endsWith("Balance") }, true],
    ["a predicate that returns false", { predicate: () => false }, false],
  ])("%s", (_, match, applies) => {
    const faults = createFaults(createRandom(1));
    faults.add({ match, fault: unavailableFault });
    expect(faults.find(request, "before")).toEqual(applies ? unavailableFault : undefined);
  });
});

describe("a rule that could never apply is refused with its path:", () => {
  test.each<[string, unknown, string, RegExp]>([
    ["no rule", null, "", /must be an object/],
    ["no fault", {}, "fault", /is missing/],
    ["an unknown operation", { operation: "nope" }, "match.operation", /there are listBucket/],
    ["a mistyped one", { operation: "retriveBucket" }, "match.operation", /mean retrieveBucket/],
    ["a method that nothing has", { method: "PUT" }, "match.method", /one of GET, HEAD/],
    [
      "another operation's method",
      { operation: "listBucket", method: "POST" },
      "match.method",
      /must be GET or HEAD for listBucket/,
    ],
    ["a path that begins with no slash", { path: "bucket/*" }, "match.path", /begin with/],
    ["a path above the base path", { path: "/tmf-api/*" }, "match.path", /there are \/bucket/],
    ["a mistyped path", { path: "/buckets/*" }, "match.path", /there are \/bucket/],
    [
      "a body where there is none",
      { operation: "retrieveBucket", body: { id: 1 } },
      "match.body",
      /retrieveBucket does not have/,
    ],
    ["an unknown member", { tenant: "a" }, "match.tenant", /not known/],
  ])("%s", (what, match, path, message) => {
    const faults = createFaults(createRandom(1));
    const rule =
      match === null ? match : what === "no fault" ? match : { match, fault: unavailableFault };
    expect(() => faults.add(rule as FaultRule)).toThrow(message);
    expect(faultRuleIssues(rule).map((issue) => issue.path)).toEqual([path]);
    expect(faults.list()).toEqual([]);
  });

  test.each<[object, string]>([
    [{ fault: {} }, "fault"],
    [{ fault: { status: 503 } }, "fault"],
    [{ fault: { kind: "drop", status: 503 } }, "fault.status"],
    [{ fault: { delayMs: 5, error: {} } }, "fault.error"],
    [{ fault: { kind: "malformed", retryAfterSeconds: 1 } }, "fault.retryAfterSeconds"],
    [{ fault: { kind: "drop" }, rate: 0 }, "rate"],
    [{ fault: { kind: "drop" }, times: 0 }, "times"],
  ])("%j", (rule, path) => {
    expect(faultRuleIssues(rule).map((issue) => issue.path)).toContain(path);
  });

  test.each<[object]>([
    [{ fault: { kind: "malformed", status: 500 } }],
    [{ match: { operation: "deleteBucket", method: "delete" }, fault: unavailableFault }],
    [{ match: { operation: "listBucket", method: "HEAD" }, fault: unavailableFault }],
    [{ match: { path: "/listener/*" }, fault: { delayMs: 0 } }],
    [{ match: { predicate: () => true }, fault: unavailableFault }],
  ])("%j can", (rule) => {
    expect(faultRuleIssues(rule)).toEqual([]);
  });
});

test("Faults and scenarios: a rule applies for a number of times, then is removed", () => {
  const faults = createFaults(createRandom(1));
  faults.add({ fault: unavailableFault, times: 2 });
  const foundFaults = [1, 2, 3].map(() => faults.find(request, "before") !== undefined);
  expect([foundFaults, faults.list()]).toEqual([[true, true, false], []]);
});

test("Faults and scenarios: a rule applies until it is removed", () => {
  const faults = createFaults(createRandom(1));
  const id = faults.add({ fault: unavailableFault });
  expect(faults.find(request, "before")).toEqual(unavailableFault);
  expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
  expect(faults.find(request, "before")).toBeUndefined();
});

test("Faults and scenarios: a rule with a rate applies to that share of the requests", () => {
  const faults = createFaults(createRandom(1));
  faults.add({ fault: unavailableFault, rate: 0.25 });
  let hitCount = 0;
  for (let at = 0; at < 2000; at += 1) if (faults.find(request, "before")) hitCount += 1;
  expect(Math.abs(hitCount - 500)).toBeLessThan(80);
});

test("Faults and scenarios: a rule with `after` has no effect before the command", () => {
  const faults = createFaults(createRandom(1));
  faults.add({ fault: { kind: "drop" }, when: "after" });
  expect(faults.find(request, "before")).toBeUndefined();
  expect(faults.find(request, "after")).toEqual({ kind: "drop" });
});

test("the matching rule that was added first applies", () => {
  const faults = createFaults(createRandom(1));
  faults.add({ fault: unavailableFault, times: 1 });
  faults.add({ fault: { kind: "drop" } });
  expect([1, 2].map(() => faults.find(request, "before")?.kind)).toEqual(["status", "drop"]);
});
