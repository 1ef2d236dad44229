import { createMock, type Mock } from "@tmf654/mock";
import { expect, test, vi } from "vitest";
import { money, start } from "../../test/behaviour/setup.ts";
import { topup } from "../../test/support/bodies.ts";
import type { Activity } from "../ports/activity.ts";
import { createLineWriter, hasColours, logLine } from "./log.ts";

const ana = { bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } };

/** Returns the activities that a new mock reports while a function runs. */
async function activitiesDuring(
  change: (mock: Mock) => unknown,
  options = {},
): Promise<Activity[]> {
  const mock = createMock({ clock: start, ...options });
  const activities: Activity[] = [];
  mock.activity.listen((activity) => activities.push(activity));
  await change(mock);
  return activities.map((each) => (each.kind === "request" ? { ...each, durationMs: 4.2 } : each));
}

function post(mock: Mock, path: string, body: object, headers = {}): Promise<Response> {
  return mock.fetch(`http://mock${mock.basePath}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

const get = (mock: Mock, path: string) => mock.fetch(`http://mock${mock.basePath}${path}`);

test.each<readonly [string, (mock: Mock) => unknown, readonly string[]]>([
  [
    "a read",
    (mock) => get(mock, "/bucket/ana-main?fields=name"),
    ["12:00:00 GET /bucket/ana-main?fields=name 200 4 ms"],
  ],
  [
    "an unknown id",
    (mock) => get(mock, "/bucket/nope"),
    ['12:00:00 GET /bucket/nope 404 4 ms  There is no bucket with the id "nope".'],
  ],
  [
    "an undeclared path",
    (mock) => get(mock, "/nope"),
    [
      "12:00:00 GET /tmf-api/prepayBalanceManagement/v4/nope 404 4 ms  " +
        "There is no /tmf-api/prepayBalanceManagement/v4/nope here; " +
        "the API is under /tmf-api/prepayBalanceManagement/v4.",
    ],
  ],
  [
    "a top-up and its balance",
    (mock) => post(mock, "/topupBalance", topup({ ...ana, amount: money(10) })),
    ["12:00:00 POST /topupBalance 201 4 ms  ana-main +€10.00 → €35.50"],
  ],
  [
    "a reservation",
    (mock) => post(mock, "/reserveBalance", topup({ ...ana, amount: money(5) })),
    ["12:00:00 POST /reserveBalance 201 4 ms  ana-main -€5.00 → €20.50 (reserved +€5.00)"],
  ],
  [
    "a refusal and its reason",
    (mock) => post(mock, "/reserveBalance", topup({ ...ana, amount: money(40) })),
    [
      "12:00:00 POST /reserveBalance 201 4 ms  failed insufficientBalance " +
        "(insufficient balance: €40.00 needed, €25.50 available)",
    ],
  ],
  [
    "a body with issues",
    (mock) => post(mock, "/topupBalance", {}),
    [
      "12:00:00 POST /topupBalance 400 4 ms  " +
        "amount: is missing; bucket: is missing; partyAccount: is missing; usageType: is missing",
    ],
  ],
  [
    "a long message, which is cut",
    (mock) => get(mock, `/bucket/${"x".repeat(300)}`),
    [expect.stringMatching(/ 404 4 ms {2}There is no bucket .{181}…$/)],
  ],
  [
    "a simulated response",
    (mock) => post(mock, "/topupBalance", topup(ana), { prefer: "code=503" }),
    ["12:00:00 POST /topupBalance 503 4 ms  simulated: Prefer: code=503"],
  ],
  [
    "a dropped connection",
    async (mock) => {
      mock.faults.add({ fault: { kind: "drop" }, times: 1 });
      await get(mock, "/bucket").catch(() => {});
    },
    [
      "12:00:00 the fault rules were changed",
      "12:00:00 GET /bucket dropped 4 ms  simulated: fault rule fault-1",
    ],
  ],
  [
    "an action of the control plane",
    (mock) => mock.subscribers.spend("ana-main", money(5.5)),
    ["12:00:00 use ana-main  ana-main -€5.50 → €20.00"],
  ],
  [
    "a move of the clock",
    (mock) => mock.clock.advance("PT1H"),
    ["13:00:00 clock 2026-03-10T12:00:00.000Z → 2026-03-10T13:00:00.000Z (stopped)"],
  ],
  ["a reset", (mock) => mock.reset(), ["12:00:00 the state was reset"]],
  ["a seed", (mock) => void mock.seedSubscribers(3), ["12:00:00 3 subscribers were added"]],
  ["a seed of one", (mock) => mock.seed("low-balance"), ["12:00:00 1 subscriber was added"]],
  ["a seed of both", (mock) => mock.seed("low-balance", 2), ["12:00:00 3 subscribers were added"]],
])("%s is in the log", async (_, change, lines) => {
  const activities = await activitiesDuring(change);
  expect(activities.map((activity) => logLine(activity, "pretty"))).toEqual(lines);
});

test("a due effect is in the log at its own instant", async () => {
  const validFor = { endDateTime: "2026-03-10T12:30:00Z" };
  const activities = await activitiesDuring(async (mock) => {
    await post(mock, "/reserveBalance", topup({ ...ana, amount: money(5), validFor }));
    await mock.clock.advance("PT1H");
  });
  const lines = activities.map((activity) => logLine(activity, "pretty"));
  expect(lines[1]).toMatch(
    /^12:30:00 due \S+ {2}ana-main \+€5\.00 → €25\.50 \(reserved -€5\.00\)$/,
  );
  expect(lines).toHaveLength(3);
});

test("attempts of a delivery are in the log", async () => {
  const results = [new Response(null, { status: 500 }), new Response(null, { status: 204 })];
  const activities = await activitiesDuring(
    async (mock) => {
      await post(mock, "/hub", { callback: "http://localhost:9999/events" });
      await post(mock, "/topupBalance", topup(ana));
      await mock.clock.advance("PT1M");
    },
    { fetch: async () => results.shift() ?? new Response(null, { status: 204 }) },
  );
  const lines = activities
    .filter(({ kind }) => kind === "delivery")
    .map((each) => logLine(each, "pretty"));
  expect(lines.map((line) => line.slice(9))).toEqual([
    "event TopupBalanceCreateEvent → http://localhost:9999/events 500  attempt 1, waiting",
    "event TopupBalanceCreateEvent → http://localhost:9999/events 204  attempt 2, delivered",
  ]);
});

test("the json form is the activity on one line", async () => {
  const [activity] = await activitiesDuring((mock) =>
    post(mock, "/topupBalance", topup({ ...ana, amount: money(10) })),
  );
  if (!activity) throw new Error("no activity");
  expect(JSON.parse(logLine(activity, "json"))).toEqual({
    kind: "request",
    number: 1,
    time: start,
    operation: "createTopupBalance",
    method: "POST",
    path: "/topupBalance",
    status: 201,
    durationMs: 4.2,
    changes: [
      { bucketId: "ana-main", spendable: money(10), reserved: money(0), remaining: money(35.5) },
    ],
  });
});

test("only a terminal gets colours", async () => {
  const [activity] = await activitiesDuring((mock) => get(mock, "/bucket/ana-main"));
  if (!activity) throw new Error("no activity");
  expect(logLine(activity, "pretty", true)).toContain("\u001b[32m200\u001b[39m");
  expect(logLine(activity, "pretty")).not.toContain("\u001b");
});

test.each([
  ["a terminal", { isTTY: true }, {}, true],
  ["a terminal, with an empty NO_COLOR", { isTTY: true }, { NO_COLOR: "" }, true],
  ["a terminal, with NO_COLOR", { isTTY: true }, { NO_COLOR: "1" }, false],
  ["a file or a pipe", {}, {}, false],
])("%s: colours", (_, stream, env, isExpected) => {
  expect(hasColours(stream, env)).toBe(isExpected);
});

test("a listener that ended is not called", async () => {
  const mock = createMock({ clock: start });
  const seenActivities: Activity[] = [];
  const stopListening = mock.activity.listen((activity) => seenActivities.push(activity));
  await get(mock, "/bucket/ana-main");
  stopListening();
  await get(mock, "/bucket/ana-main");
  expect(seenActivities).toHaveLength(1);
});

test("an error of a listener does not reach the caller", async () => {
  const mock = createMock({ clock: start });
  const errors: unknown[] = [];
  const error = vi.spyOn(console, "error").mockImplementation((each) => errors.push(each));
  mock.activity.listen(() => {
    throw new Error("listener");
  });
  expect((await get(mock, "/bucket/ana-main")).status).toBe(200);
  expect(String(errors)).toContain("listener");
  error.mockRestore();
});

test("lines in quick succession are one write, and the first write has no delay", async () => {
  const texts: string[] = [];
  const { write, flush } = createLineWriter({ write: (text) => texts.push(text) });
  write("a");
  write("b");
  await new Promise(setImmediate);
  expect(texts).toEqual(["a\nb\n"]);
  write("c");
  await new Promise(setImmediate);
  write("d");
  await vi.waitFor(() => expect(texts).toEqual(["a\nb\n", "c\nd\n"]));
  write("e");
  flush();
  flush();
  expect(texts.slice(2)).toEqual(["e\n"]);
});
