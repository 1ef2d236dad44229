import { useState } from "preact/hooks";
import { AmountField, amountOf } from "../../components/amount-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/labeled-field.tsx";
import { amountText } from "../../format/amount.ts";
import type { BucketView } from "../../format/bucket.ts";
import { inputUnits } from "../../format/unit-choices.ts";
import { topUp } from "../../state/bucket-actions.ts";

/** The properties of a dialog about a bucket. */
export interface BucketDialogProps {
  readonly bucket: BucketView;
}

/** Tops up a bucket with an amount or a voucher. */
export function TopUpDialog({ bucket }: BucketDialogProps) {
  const choices = inputUnits(bucket.spendable.units);
  const [amount, setAmount] = useState({ amount: "10", units: bucket.spendable.units });
  const [voucher, setVoucher] = useState("");
  const isVoucher = voucher.trim() !== "";
  // A top-up of 0 takes the amount of the voucher.
  const value = isVoucher ? { amount: 0, units: bucket.spendable.units } : amountOf(amount);
  const addedText = isVoucher ? `Voucher ${voucher}` : amountText(value);
  return (
    <Dialog
      title={`Top up ${bucket.name}`}
      hint="The request goes to the API, so that it is in the list of requests."
      submitLabel="Top up"
      change={value && ((connection) => topUp(connection, bucket, value, voucher.trim()))}
      doneText={`${addedText} topped up to ${bucket.name}.`}
    >
      <AmountField
        value={amount}
        choices={choices}
        isRequired={voucher === ""}
        onChange={setAmount}
      />
      <TextField
        label="Voucher code"
        hint="Optional. The voucher then has the amount."
        value={voucher}
        onChange={setVoucher}
      />
    </Dialog>
  );
}
