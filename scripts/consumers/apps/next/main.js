/** An app that tops up a bucket of a mock in the page, and shows the result. */
import { createClient } from "@tmf654/client";
import { createMock } from "@tmf654/mock";

async function run() {
  const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
  const client = createClient({ baseUrl: `http://mock${mock.basePath}`, fetch: mock.fetch });
  const topup = await client.topupBalance.create({
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 10, units: "EUR" },
  });
  const bucket = await client.bucket.retrieve("ana-main");
  return `${topup.status} ${bucket.remainingValueName}`;
}

run().then(
  (text) => document.body.setAttribute("data-result", text),
  (error) => document.body.setAttribute("data-result", `${error}`),
);
