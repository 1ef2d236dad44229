/**
 * The test of the README, in node, and one after it.
 * @jest-environment node
 */
require("./app.test.js");

test("the mock of the next test has none of the changes", async () => {
  const list = "https://api.example.org/tmf-api/prepayBalanceManagement/v4/topupBalance";
  expect(await (await fetch(list)).json()).toEqual([]);
});
