import type { Amount } from "../format/amount.ts";
import type { BucketView } from "../format/bucket.ts";
import type { Connection } from "./connection.ts";

/** A top-up as a person enters it: an amount, or the code of a voucher. */
export interface TopUpInput {
  readonly amount: Amount;
  readonly voucher: string;
}

/** Tops up a bucket over the API, as an app does. Rejects with the reason if it is refused. */
export async function topUp(
  { api }: Connection,
  { id, usageType, account, spendable }: BucketView,
  { amount, voucher }: TopUpInput,
): Promise<void> {
  const isVoucher = voucher.trim() !== "";
  const created = await api.create("/topupBalance", {
    // A top-up of 0 takes the amount of the voucher.
    amount: isVoucher ? { amount: 0, units: spendable.units } : amount,
    usageType,
    bucket: { id },
    ...(account !== undefined && { partyAccount: { id: account } }),
    ...(isVoucher && { voucher: voucher.trim() }),
    channel: { id: "dashboard", name: "Page of the mock" },
  });
  const { status, failure } = created as {
    readonly status?: string;
    readonly failure?: { readonly message?: string };
  };
  if (status === "failed") throw new Error(failure?.message ?? "the top-up failed");
}
