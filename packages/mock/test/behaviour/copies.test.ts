import { expect, test } from "vitest";
import { exchangeWith } from "../support/exchange.ts";
import { createApi, createStoppedMock, money } from "./setup.ts";

interface Changeable {
  remainingValue: { amount: number };
}
const bucketOf = (value: unknown) => value as Changeable;

test("changing what the mock hands out or took does not change its state", async () => {
  const mock = createStoppedMock();
  const body = { amount: money(1), usageType: "monetary", bucket: { id: "ana-main" } };
  mock.events.listen((event) => {
    (event.event.topupBalance as { amount?: object }).amount = money(9);
  });
  bucketOf(mock.engine.retrieve("bucket", "ana-main")).remainingValue.amount = 9;
  bucketOf(mock.get("bucket", "ana-main")).remainingValue.amount = 9;
  for (const bucket of mock.list("bucket")) bucketOf(bucket).remainingValue.amount = 9;
  expect(mock.get("bucket", "ana-main")?.remainingValue).toEqual(money(25.5));
  const made = mock.engine.create("topupBalance", body);
  body.amount.amount = 9;
  const id = made.kind === "done" ? (made.resource?.id ?? "") : "";
  expect(mock.get("topupBalance", id)?.amount).toEqual(money(1));
  const { json } = await createApi(exchangeWith(mock)).topup("ana-main", money(2));
  expect(mock.get("topupBalance", json.id)?.amount).toEqual(money(2));
});
