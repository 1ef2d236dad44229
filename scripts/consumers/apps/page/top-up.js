/** The app of each page: it tops up a bucket and shows the result. */
import { createClient } from "@tmf654/client";

export async function topUp(options, amount = 10) {
  const client = createClient(options);
  const topup = await client.topupBalance.create({
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount, units: "EUR" },
  });
  const bucket = await client.bucket.retrieve("ana-main");
  return `${topup.status} ${bucket.remainingValueName}`;
}

/** The options of an app that knows no mock: the API is on its own origin. */
export const ownOrigin = () => ({
  baseUrl: `${location.origin}/tmf-api/prepayBalanceManagement/v4`,
});

export function show(result) {
  result.then(
    (text) => document.body.setAttribute("data-result", text),
    (error) => document.body.setAttribute("data-result", `${error}`),
  );
}
