import { useState } from "preact/hooks";
import { AmountField, amountOf } from "../../components/amount-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { SelectField, TextField } from "../../components/labeled-field.tsx";
import { amountText } from "../../format/amount.ts";
import type { BucketView } from "../../format/bucket.ts";
import { dayMs } from "../../format/instant.ts";
import { inputUnits } from "../../format/unit-choices.ts";
import { topUp } from "../../state/bucket-actions.ts";
import { useMockNow } from "../../state/mock-state.ts";

/** The properties of a dialog about a bucket. */
export interface BucketDialogProps {
  readonly bucket: BucketView;
}

/** The ends of the validity, in days from now. An expired bucket needs one to be active again. */
const validityChoices = [
  ["", "As the mock decides"],
  ["1", "In a day"],
  ["30", "In 30 days"],
  ["365", "In 365 days"],
] as const;

/** Tops up a bucket with an amount or a voucher. */
export function TopUpDialog({ bucket }: BucketDialogProps) {
  const choices = inputUnits(bucket.spendable.units);
  const [amount, setAmount] = useState({ amount: "10", units: bucket.spendable.units });
  const [voucher, setVoucher] = useState("");
  const [days, setDays] = useState("");
  const now = useMockNow();
  const isVoucher = voucher.trim() !== "";
  // A top-up of 0 takes the amount of the voucher.
  const value = isVoucher ? { amount: 0, units: bucket.spendable.units } : amountOf(amount);
  const ends = days === "" ? undefined : new Date(now + Number(days) * dayMs).toISOString();
  const addedText = isVoucher ? `Voucher ${voucher}` : amountText(value);
  return (
    <Dialog
      title={`Top up ${bucket.name}`}
      hint="The request goes to the API, so that it is in the list of requests."
      submitLabel="Top up"
      change={
        value &&
        ((connection) =>
          topUp(connection, bucket, { amount: value, voucher: voucher.trim(), ends }))
      }
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
      <SelectField
        label="End of the validity"
        value={days}
        options={validityChoices}
        onChange={setDays}
      />
    </Dialog>
  );
}
