import type { JsonAmount } from "../format/amount.ts";
import type { BucketView } from "../format/bucket.ts";
import type { MockConnection } from "./connection.ts";

/** A top-up as a person enters it. */
export interface TopUpInput {
  readonly amount: JsonAmount;
  /** The code of a voucher; empty for none. */
  readonly voucher: string;
  /** The end of the validity as date-time text; absent to leave it to the mock. */
  readonly ends: string | undefined;
}

/**
 * Tops up a bucket over the API, as an app does, with a voucher if its code is not empty. Rejects
 * with the reason if it is refused.
 */
export async function topUp(
  { api }: MockConnection,
  { id, usageType, account }: BucketView,
  { amount, voucher, ends }: TopUpInput,
): Promise<void> {
  const createdTopup = await api.create("/topupBalance", {
    amount,
    usageType,
    bucket: { id },
    ...(account !== undefined && { partyAccount: { id: account } }),
    ...(voucher !== "" && { voucher }),
    ...(ends !== undefined && { validFor: { endDateTime: ends } }),
    channel: { id: "dashboard", name: "Page of the mock" },
  });
  const { status, failure } = createdTopup as {
    readonly status?: string;
    readonly failure?: { readonly message?: string };
  };
  if (status === "failed") throw new Error(failure?.message ?? "the top-up failed");
}
