/** The app of the README's test: it tops up a bucket through the client. */
import { createClient } from "@tmf654/client";
import type { Quantity } from "@tmf654/contract";

const baseUrl = "https://api.example.org/tmf-api/prepayBalanceManagement/v4";
const client = createClient({ baseUrl });

export async function topUp(id: string, amount: Required<Pick<Quantity, "amount" | "units">>) {
  const { usageType = "monetary", partyAccount = { id: "acc" } } = await client.bucket.retrieve(id);
  return client.topupBalance.create({ bucket: { id }, usageType, partyAccount, amount });
}
