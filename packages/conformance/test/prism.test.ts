/** Runs against Prism, which serves the contract's examples and keeps no state. */
import { createServer } from "node:net";
import { beforeAll, expect, test } from "vitest";
import { foldedContract, startPrism } from "../../../scripts/prism/launch.ts";
import { type CaseResult, runConformance } from "../src/index.ts";

/** Cases about shape: the examples have it. */
const shapes = [
  "certified.bucket.list.array",
  "contract.bucket.list.schema",
  "contract.topupBalance.list.schema",
  "contract.adjustBalance.create.schema",
  "contract.accumulatedBalance.list.schema",
  "contract.topupBalance.create.without-bucket",
  "contract.reserveBalance.create.text-amount",
  "contract.adjustBalance.create.unknown-usage-type",
];

/** Cases about state: requests change nothing. */
const states = [
  { $name: "certified.bucket.retrieve.unknown", why: /status is 404; got 200/ },
  { $name: "contract.topupBalance.delete.gone", why: /status is 404; got 200/ },
  { $name: "guidelines.bucket.filter.no-match", why: /body is \[\]; got \[\{/ },
  { $name: "guidelines.bucket.page.limit", why: /has the length 1; got/ },
  { $name: "guidelines.bucket.fields.none", why: /no members except/ },
  { $name: "behaviour.event.create.topupBalance", why: /no TopupBalanceCreateEvent about/ },
];

const arithmetic = [
  "behaviour.topupBalance.adds",
  "behaviour.topupBalance.exact",
  "behaviour.topupBalance.concurrent",
  "behaviour.adjustBalance.credits",
  "behaviour.adjustBalance.debits",
  "behaviour.reserveBalance.holds",
  "behaviour.reserveBalance.atomic",
  "behaviour.transferBalance.gives",
  "behaviour.idempotency.books-once",
  "behaviour.accumulated.moves",
];

let results: ReadonlyMap<string, CaseResult>;

beforeAll(async () => {
  const port = await freePort();
  const prism = await startPrism(["mock", foldedContract, "--port", String(port)]);
  const report = await runConformance({
    fetch,
    baseUrl: `${prism.url}/tmf-api/prepayBalanceManagement/v4`,
    allowWrites: true,
    eventTimeoutMs: 10,
    callback: { url: "http://localhost:9/events", received: () => [] },
    filters: [...shapes, ...states.map(({ $name }) => $name), ...arithmetic],
  });
  await prism.stop();
  results = new Map(report.cases.map((each) => [each.id, each]));
}, 120_000);

/** A port that was free before. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

test.each(shapes)("%s checks the shape, and passes", (id) => {
  expect(results.get(id)).toMatchObject({ verdict: "passed", reason: "" });
});

test.each(states)("$$name needs state, and fails", ({ $name, why }) => {
  const { verdict, reason = "" } = results.get($name) ?? {};
  expect([verdict, reason]).toEqual(["failed", expect.stringMatching(why)]);
});

test("no case on the arithmetic of balances passes", () => {
  expect(arithmetic.filter((id) => results.get(id)?.verdict === "passed")).toEqual([]);
  expect(results.get("behaviour.topupBalance.adds")?.verdict).toBe("failed");
});
