const { createMock } = require("@tmf654/mock");
const { matchers, recordEvents } = require("@tmf654/mock/jest");
const { handlers } = require("@tmf654/mock/msw");
const { setupServer } = require("msw/node");
const { topUp } = require("./app.js");

expect.extend(matchers);
const server = setupServer();
let mock;
beforeAll(() => server.listen());
beforeEach(() => {
  mock = createMock();
  recordEvents(mock);
  server.resetHandlers(...handlers(mock));
});
afterAll(() => server.close());

test("a top-up moves the balance", async () => {
  await topUp(10);
  expect(mock).toHaveReceived("createTopupBalance", { times: 1 });
  expect(mock).toHaveBalance("ana-main", "35.50 EUR");
  expect(mock).toHaveDelivered("TopupBalanceCreateEvent");
});
