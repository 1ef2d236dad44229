/** An app under test: it knows one URL, and calls the global `fetch`. */
export const api = "https://operator.test/tmf-api/prepayBalanceManagement/v4";

/** Sends a top-up of Ana's main bucket. */
export async function topUp(amount: number, units = "EUR"): Promise<Response> {
  return fetch(`${api}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      amount: { amount, units },
      usageType: "monetary",
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
    }),
  });
}

/** The remaining value of a bucket. */
export async function readBalance(bucketId = "ana-main"): Promise<number> {
  const response = await fetch(`${api}/bucket/${bucketId}`);
  const bucket = (await response.json()) as { remainingValue: { amount: number } };
  return bucket.remainingValue.amount;
}
