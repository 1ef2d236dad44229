/** Runs against Prism, which serves the contract's examples and keeps no state. */
import { createServer } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { foldedContract, startPrism } from "../../../scripts/prism/launch.ts";
import { type CaseResult, planCases, runConformance } from "../src/index.ts";
import { globOf } from "./mutants/mutant.ts";

/** A class of cases by their ids, and the reason for their results. */
interface CaseClass {
  readonly why: string;
  readonly ids: readonly string[];
}

/**
 * Cases of the levels `certified` and `contract` that need state. The other cases of these levels
 * are about shape.
 */
const stateful: readonly CaseClass[] = [
  {
    why: "Prism has an example for every id, and deletes nothing",
    ids: [
      "certified.*.retrieve.unknown",
      "contract.*.retrieve.unknown",
      "contract.*.retrieve.unknown-body",
      "contract.*.{patch,delete}.unknown",
      "contract.*.delete.gone",
      "contract.hub.unregister.again",
      "contract.error.*",
    ],
  },
  {
    why: "Prism ignores filters",
    ids: [
      "certified.*.filter.id.matches",
      "certified.bucket.filter.usageType.matches",
      "certified.{topupBalance,adjustBalance,reserveBalance}.filter.status.matches",
    ],
  },
  {
    why: "the response is the example, not the body of the request",
    ids: [
      "certified.{topupBalance,adjustBalance,reserveBalance}.create.{bucket,echoes-product}",
      "certified.reserveBalance.create.amount-number",
      "contract.*.create.echo",
      "contract.*.patch.applied",
      "contract.hub.register.{schema,query}",
    ],
  },
  {
    why: "the example of one view is not the first of its list",
    ids: ["contract.{accumulatedBalance,balanceActionHistory}.retrieve.as-listed"],
  },
  {
    why: "Prism's own errors have neither Allow nor the contract's schema",
    ids: ["contract.*.put.allow", "contract.path.unknown.body"],
  },
  {
    why: "the run has no credentials",
    ids: ["contract.credentials.*"],
  },
];

/**
 * Cases of the levels `guidelines` and `behaviour` that pass with the examples, although Prism has
 * no state.
 */
const passing: readonly CaseClass[] = [
  {
    why: "the contract's schema refuses the value",
    ids: [
      "guidelines.bucket.page.{limit,offset}={-1,1.5,many}",
      "guidelines.bucket.operator.{bad-number,bad-date}",
      "behaviour.topupBalance.negative",
    ],
  },
  {
    why: "the whole list of examples meets the expectation",
    ids: [
      "guidelines.*.fields.identity",
      "guidelines.bucket.filter.{by-logicalResource,by-relatedParty}",
      "guidelines.bucket.operator.{gte,lte,eq}-includes",
      "guidelines.bucket.operator.sign-3{E,C}-equal",
      "guidelines.bucket.operator.date-gte",
      "guidelines.bucket.sort.with-limit",
      "behaviour.history.{topupBalance,adjustBalance,amount,newest-first}",
    ],
  },
  {
    why: "the rule lets a server ignore or refuse the value",
    ids: [
      "guidelines.bucket.fields.unknown",
      "guidelines.bucket.operator.regex",
      "guidelines.bucket.sort.unknown",
    ],
  },
  {
    why: "the record or balance must not change, and examples never do",
    ids: [
      "guidelines.topupBalance.patch.{keeps-others,id,money}",
      "behaviour.topupBalance.{wrong-unit,delete-keeps-money}",
      "behaviour.adjustBalance.{never-below-zero,validity}",
      "behaviour.reserveBalance.{release,delete,consume-again}",
      "behaviour.transferBalance.above-balance",
      "behaviour.idempotency.same-response",
    ],
  },
  {
    why: "Prism checks the media type",
    ids: ["guidelines.topupBalance.patch.{media-type,accept-patch}"],
  },
  {
    why: "Prism accepts every registration",
    ids: ["guidelines.hub.unregister.register-again"],
  },
  {
    why: "the example has both dates",
    ids: ["behaviour.topupBalance.dates"],
  },
];

/**
 * Cases that send broken JSON. Prism does not respond to broken JSON, so each case would take the
 * whole timeout.
 */
const withoutResponse = /\.malformed$/;

let results: readonly CaseResult[];

beforeAll(async () => {
  const port = await freePort();
  const prism = await startPrism(["mock", foldedContract, "--port", String(port)]);
  const report = await runConformance({
    fetch,
    baseUrl: `${prism.url}/tmf-api/prepayBalanceManagement/v4`,
    allowWrites: true,
    eventTimeoutMs: 10,
    callback: { url: "http://localhost:9/events", received: () => [] },
    filters: planCases({})
      .map(({ id }) => id)
      .filter((id) => !withoutResponse.test(id)),
  });
  await prism.stop();
  results = report.cases;
}, 120_000);

/** Returns a port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

const isIn =
  (classes: readonly CaseClass[]) =>
  ({ id }: CaseResult): boolean =>
    classes.some(({ ids }) => ids.some((pattern) => globOf(pattern).test(id)));

/** The matching cases that passed, or those that did not, each as its id and reason. */
const findResults = (passed: boolean, matches: (each: CaseResult) => boolean): readonly string[] =>
  results
    .filter((each) => matches(each) && (each.verdict === "passed") === passed)
    .map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`);

const isOfShape = ({ level }: CaseResult): boolean => level === "certified" || level === "contract";
const isException = isIn(stateful);
const passesAnyway = isIn(passing);

test("every case of every level ran, except those without a response", () => {
  const left = planCases({}).filter(({ id }) => !results.some((each) => each.id === id));
  expect(left.filter(({ id }) => !withoutResponse.test(id))).toEqual([]);
  expect(left).toHaveLength(16);
});

test("each case about shape passes", () => {
  expect(findResults(false, (each) => isOfShape(each) && !isException(each))).toEqual([]);
  const shown = results.filter((each) => isOfShape(each) && !isException(each));
  expect(shown.length).toBeGreaterThan(250);
});

test("no case about state or arithmetic passes, except those that need no change", () => {
  expect(findResults(true, (each) => !isOfShape(each) && !passesAnyway(each))).toEqual([]);
  const shown = results.filter((each) => !isOfShape(each) && !passesAnyway(each));
  expect(shown.length).toBeGreaterThan(100);
});

describe("exceptions", () => {
  test.each(stateful)("no case passes where $why", ({ ids }) => {
    expect(findResults(true, isIn([{ why: "", ids }]))).toEqual([]);
  });

  test.each(passing)("each case passes where $why", ({ ids }) => {
    expect(findResults(false, isIn([{ why: "", ids }]))).toEqual([]);
  });

  test.each([...stateful, ...passing].flatMap(({ ids }) => ids))("%s names a case", (pattern) => {
    expect(results.some(({ id }) => globOf(pattern).test(id))).toBe(true);
  });
});

test.each([
  { $name: "certified.bucket.retrieve.unknown", why: /status is 404; got 200/ },
  { $name: "contract.topupBalance.delete.gone", why: /status is 404; got 200/ },
  { $name: "guidelines.bucket.filter.no-match", why: /body is \[\]; got \[\{/ },
  { $name: "guidelines.bucket.page.limit", why: /has the length 1; got/ },
  { $name: "guidelines.bucket.fields.none", why: /no members except/ },
  { $name: "behaviour.topupBalance.adds", why: /remainingValue\.amount is/ },
  { $name: "behaviour.event.create.topupBalance", why: /no TopupBalanceCreateEvent about/ },
])("$$name fails with the expected reason", ({ $name, why }) => {
  const { verdict, reason = "" } = results.find(({ id }) => id === $name) ?? {};
  expect([verdict, reason]).toEqual(["failed", expect.stringMatching(why)]);
});
