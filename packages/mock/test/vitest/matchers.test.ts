import { createMock, type Mock, MockOptionsError } from "@tmf654/mock";
import { matchers, recordEvents } from "@tmf654/mock/jest";
import { expect, test } from "@tmf654/mock/vitest";
import { describe } from "vitest";
import { readBalance, topUp } from "./app.ts";

/** The text of the error that a failed assertion throws. */
function failureOf(assert: () => void): string {
  try {
    assert();
  } catch (error) {
    return String((error as Error).message);
  }
  throw new Error("the assertion passed");
}

describe("toHaveReceived", () => {
  test("compares members that the body must have, and asymmetric matchers", async ({ mock }) => {
    await topUp(10);
    await topUp(5);
    expect(mock).toHaveReceived("createTopupBalance");
    expect(mock).toHaveReceived("createTopupBalance", { times: 2 });
    const amount = { amount: 10 };
    expect(mock).toHaveReceived("createTopupBalance", { times: 1, body: { amount } });
    const any = { amount: { amount: expect.any(Number), units: expect.stringMatching(/^E/) } };
    expect(mock).toHaveReceived("createTopupBalance", { times: 2, body: any });
    expect(mock).toHaveReceived("createTopupBalance", { times: 2, body: expect.anything() });
    expect(mock).toHaveReceived("createTopupBalance", { times: 0, body: { reason: "gift" } });
    expect(mock).not.toHaveReceived("createTopupBalance", { times: 1 });
    expect(mock).not.toHaveReceived("createTransferBalance");
  });

  test("a failure shows the requests and what was different", async ({ mock }) => {
    await topUp(10);
    await readBalance();
    await topUp(5, "USD");
    const wanted = { amount: { amount: 10, units: "USD" }, reason: expect.anything() };
    const text = failureOf(() => {
      expect(mock).toHaveReceived("createTopupBalance", { times: 1, body: wanted });
    });
    expect(text.split("\n")).toEqual([
      "expected createTopupBalance with " +
        '{"amount":{"amount":10,"units":"USD"},"reason":Anything} once, ' +
        "but the mock never received it",
      "",
      "Requests (3):",
      '  POST /topupBalance 201  ✗ amount.units is "EUR", not "USD"; ' +
        "reason is missing, not Anything",
      "  GET /bucket/ana-main 200",
      "  POST /topupBalance 201  ✗ amount.amount is 5, not 10; reason is missing, not Anything",
    ]);
  });

  test("the message of a failure without requests, and of a failure of `not`", async ({ mock }) => {
    expect(failureOf(() => expect(mock).toHaveReceived("listBucket"))).toMatchInlineSnapshot(`
      "expected listBucket at least once, but the mock never received it

      The mock received no requests."
    `);
    await topUp(10);
    const not = () => expect(mock).not.toHaveReceived("createTopupBalance");
    expect(failureOf(not)).toMatchInlineSnapshot(`
      "expected createTopupBalance never, but the mock received it once

      Requests (1):
        POST /topupBalance 201  ✓"
    `);
    const notOnce = () => expect(mock).not.toHaveReceived("createTopupBalance", { times: 1 });
    expect(failureOf(notOnce)).toMatchInlineSnapshot(`
      "expected createTopupBalance not once, but the mock received it once

      Requests (1):
        POST /topupBalance 201  ✓"
    `);
  });

  test("a failure shows only the last twenty requests", async ({ mock }) => {
    mock.faults.add({ match: { operation: "retrieveBucket" }, fault: { kind: "drop" }, times: 1 });
    await readBalance().catch(() => {});
    for (let count = 0; count < 20; count += 1) await readBalance();
    const text = failureOf(() => expect(mock).toHaveReceived("listBucket"));
    expect(text.split("\n")).toHaveLength(24);
    expect(text).toContain("Requests (21):\n  … 1 earlier\n  GET /bucket/ana-main 200");
  });

  test.each<[string, object, RegExp]>([
    ["createTopUpBalence", {}, /no operation .*; did you mean createTopupBalance\?/],
    ["toString", {}, /no operation is called "toString"; there are listBucket/],
    ["createTopupBalance", { time: 1 }, /no option is called time; did you mean times\?/],
    ["createTopupBalance", { times: "1" }, /times must be a whole number from 0/],
  ])("%s with %j is an error of the test, also with `not`", (operation, options, message) => {
    const mock = createMock();
    const assert = () => expect(mock).toHaveReceived(operation as "listBucket", options);
    const assertNot = () => expect(mock).not.toHaveReceived(operation as "listBucket", options);
    for (const each of [assert, assertNot]) {
      expect(each).toThrow(MockOptionsError);
      expect(each).toThrow(message);
    }
  });

  test("a value that is not a mock is reported", () => {
    const assert = () => expect({}).toHaveReceived("listBucket");
    expect(assert).toThrow("toHaveReceived needs a mock: expect(mock).toHaveReceived(…)");
  });
});

describe("toHaveBalance", () => {
  test("compares exactly, in any unit of the dimension", ({ mock }) => {
    expect(mock).toHaveBalance("ana-main", "25.50 EUR");
    expect(mock).toHaveBalance("ana-main", "25.5EUR");
    expect(mock).not.toHaveBalance("ana-main", "25.51 EUR");
    expect(mock).not.toHaveBalance("ana-main", "25.50 USD");
    const data = mock.get("bucket", "ana-data")?.remainingValue as { amount: number };
    expect(mock).toHaveBalance("ana-data", `${data.amount * 1024} MB`);
    expect(mock).not.toHaveBalance("ana-data", `${data.amount * 1000} MB`);
  });

  test("a profile's factor between KB and MB counts", () => {
    const mock = createMock({ profile: { name: "x", ledger: { dataBase: 1000 } } });
    const data = mock.get("bucket", "ana-data")?.remainingValue as { amount: number };
    expect(mock).toHaveBalance("ana-data", `${data.amount * 1000} MB`);
  });

  test("a failure shows the balance, the difference and the requests", async ({ mock }) => {
    await topUp(10);
    const less = failureOf(() => expect(mock).toHaveBalance("ana-main", "36 EUR"));
    expect(less).toMatchInlineSnapshot(`
      "expected bucket ana-main to have 36 EUR, but it has 35.50 EUR, 0.50 EUR less

      Requests (1):
        POST /topupBalance 201"
    `);
    const more = failureOf(() => expect(mock).toHaveBalance("ana-main", "35 EUR"));
    expect(more).toContain("it has 35.50 EUR, 0.50 EUR more\n");
    const other = failureOf(() => expect(mock).toHaveBalance("ana-main", "3 GB"));
    expect(other).toContain("expected bucket ana-main to have 3 GB, but it has 35.50 EUR\n");
    const not = failureOf(() => expect(mock).not.toHaveBalance("ana-main", "35.5 EUR"));
    expect(not).toContain("not to have 35.5 EUR, but it has 35.50 EUR\n");
  });

  test.each([
    ["ana-mian", "1 EUR", /no bucket is called "ana-mian"; did you mean ana-main/],
    ["ana-main", "1 EURO", /no unit is called EURO; did you mean EUR\?/],
    ["ana-main", "1 parsec", /no unit is called parsec; there are .*EUR/],
    ["ana-main", "35,50 EUR", /"35,50 EUR" is not an amount: write a number and a unit/],
    ["ana-main", "EUR", /is not an amount/],
    ["ana-main", "1.2345678901234567 EUR", /not an amount|more digits/],
  ])("%s with %s is an error of the test", (bucket, amount, message) => {
    const mock = createMock();
    expect(() => expect(mock).toHaveBalance(bucket, amount)).toThrow(message);
    expect(() => expect(mock).not.toHaveBalance(bucket, amount)).toThrow(message);
  });
});

describe("toHaveDelivered", () => {
  const type = "TopupBalanceCreateEvent";

  test("counts the events of the fixture's mock", async ({ mock }) => {
    expect(mock).not.toHaveDelivered(type);
    await topUp(10);
    expect(mock).toHaveDelivered(type, { times: 1 });
    const body = { event: { topupBalance: { amount: { amount: 10 } } } };
    expect(mock).toHaveDelivered(type, { times: 1, body });
    const failed = failureOf(() => expect(mock).toHaveDelivered("TopupBalanceFailureEvent"));
    expect(failed).toMatch(
      /^expected TopupBalanceFailureEvent at least once, but the mock never delivered it\n\nEvents \(1\):\n {2}TopupBalanceCreateEvent at \S+Z delivered$/,
    );
    const other = { body: { priority: "high" } };
    const different = failureOf(() => expect(mock).toHaveDelivered(type, other));
    expect(different).toContain('delivered  ✗ priority is "normal", not "high"');
  });

  async function register(mock: Mock): Promise<void> {
    await mock.fetch(`http://mock${mock.basePath}/hub`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ callback: "http://127.0.0.1:9/events" }),
    });
  }
  function topUpDirectly(mock: Mock): void {
    mock.engine.create("topupBalance", {
      amount: { amount: 10, units: "EUR" },
      usageType: "monetary",
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
    });
  }

  test.each([
    [204, true, /delivered to http:\/\/127\.0\.0\.1:9\/events \(204\)/],
    [500, false, /waiting to http:\/\/127\.0\.0\.1:9\/events \(500\)/],
  ])("a callback that responds %d: delivered is %s", async (status, isDelivered, line) => {
    const mock = createMock({ fetch: async () => new Response(null, { status }) });
    await register(mock);
    topUpDirectly(mock);
    await mock.events.drain();
    const { pass, message } = matchers.toHaveDelivered(mock, type);
    expect(pass).toBe(isDelivered);
    expect(message()).toMatch(line);
    await mock.close();
  });

  test("without a listener, the message names recordEvents", () => {
    const mock = createMock();
    topUpDirectly(mock);
    const text = failureOf(() => expect(mock).toHaveDelivered(type));
    expect(text).toContain("Nothing listens, so the mock sends no events: call recordEvents(mock)");
    const stop = recordEvents(mock);
    expect(failureOf(() => expect(mock).toHaveDelivered(type))).toContain("sent no events");
    topUpDirectly(mock);
    stop();
    topUpDirectly(mock);
    expect(mock).toHaveDelivered(type, { times: 1 });
  });

  test("an unknown event type fails the test", ({ mock }) => {
    const assert = () => expect(mock).toHaveDelivered("TopupCreateEvent" as typeof type);
    expect(assert).toThrow(/no event is called "TopupCreateEvent"; did you mean|; there are/);
  });
});
