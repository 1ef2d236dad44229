// An app with the installed packages: it tops a bucket up twice and prints the new balance.
import { createClient } from "@tmf654/client";
import { createMock } from "@tmf654/mock";
import { add, fromQuantity, toQuantity } from "@tmf654/quantity";
import { topupBalanceCreateRequest } from "@tmf654/validation";

const [, , baseUrl] = process.argv;
const mock = createMock();
const servers = [{ baseUrl }, { baseUrl: `http://mock${mock.basePath}`, fetch: mock.fetch }];
for (const options of servers) {
  const client = createClient(options);
  const before = await client.bucket.retrieve("ana-main");
  const amount = { amount: 10.5, units: "EUR" };
  const body = { amount, usageType: "monetary", bucket: { id: before.id } };
  const sent = { ...body, partyAccount: before.partyAccount };
  if (topupBalanceCreateRequest.check(sent).length > 0) {
    throw new Error("The body of the top-up is not valid.");
  }
  await client.topupBalance.create(sent);
  const after = await client.bucket.retrieve(before.id);
  const expected = toQuantity(add(fromQuantity(before.remainingValue), fromQuantity(amount)));
  const { amount: actual } = after.remainingValue;
  if (actual !== expected.amount) throw new Error(`The balance is ${actual}.`);
  console.log(after.remainingValueName);
}
