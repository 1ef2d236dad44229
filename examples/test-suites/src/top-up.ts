import { createClient, isTmf654Error } from "@tmf654/client";

/** The API is on the page's own origin, as behind a proxy. */
const client = () =>
  createClient({ baseUrl: `${location.origin}/tmf-api/prepayBalanceManagement/v4` });

/** Reads the balance of a bucket as a text, such as `€25.50`. */
export async function readBalance(bucket: string): Promise<string> {
  return (await client().bucket.retrieve(bucket)).remainingValueName ?? "";
}

/** Tops a bucket up. Returns the reason if the operator refuses. */
export async function topUp(bucket: string, amount: number): Promise<string | undefined> {
  const { partyAccount, remainingValue } = await client().bucket.retrieve(bucket);
  try {
    await client().topupBalance.create({
      bucket: { id: bucket },
      partyAccount: { id: partyAccount?.id ?? "" },
      usageType: "monetary",
      amount: { amount, units: remainingValue?.units ?? "" },
      paymentMethod: { id: crypto.randomUUID(), "@type": "PaymentTransaction" },
    });
    return undefined;
  } catch (error) {
    if (isTmf654Error(error, "ActionFailedError")) return error.code;
    throw error;
  }
}
