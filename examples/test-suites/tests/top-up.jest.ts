import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { createMock, type Mock } from "@tmf654/mock";
import { matchers, recordEvents } from "@tmf654/mock/jest";
import { handlers } from "@tmf654/mock/msw";
import { setupServer } from "msw/node";
import { readBalance, topUp } from "../src/top-up.ts";

expect.extend(matchers);
const server = setupServer();
let mock: Mock;
beforeAll(() => server.listen());
beforeEach(() => {
  mock = createMock();
  recordEvents(mock);
  server.resetHandlers(...handlers(mock));
});
afterAll(() => server.close());

test("a top-up moves the balance", async () => {
  expect(await topUp("ana-main", 10)).toBeUndefined();
  expect(await readBalance("ana-main")).toBe("€35.50");
  expect(mock).toHaveReceived("createTopupBalance", { times: 1 });
  expect(mock).toHaveDelivered("TopupBalanceCreateEvent");
});

test("a declined payment moves nothing, and returns the reason", async () => {
  expect(await topUp("declined-main", 10)).toBe("paymentDeclined");
  expect(mock).toHaveBalance("declined-main", "50 EUR");
});
