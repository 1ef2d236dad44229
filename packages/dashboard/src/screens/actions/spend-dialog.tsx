import { useState } from "preact/hooks";
import { AmountField, amountOf } from "../../components/amount-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { amountText } from "../../format/amount.ts";
import { inputUnits } from "../../format/unit-choices.ts";
import { findBucket } from "../../state/subscribers.ts";
import { useLive } from "../../state/use-live.ts";
import type { BucketDialogProps } from "./top-up-dialog.tsx";

/** Spends value of a bucket, as a call or a download does. */
export function SpendDialog({ bucket }: BucketDialogProps) {
  const choices = inputUnits(bucket.spendable.units);
  const [amount, setAmount] = useState({ amount: "1", units: bucket.spendable.units });
  const value = amountOf(amount);
  const { data: currentBucket = bucket } = useLive(`bucket/${bucket.id}`, (connection) =>
    findBucket(connection, bucket.id),
  );
  return (
    <Dialog
      title={`Spend from ${bucket.name}`}
      hint={`${currentBucket.spendableText} can be spent.`}
      submitLabel="Spend"
      change={value && (({ control }) => control.subscribers.spend(bucket.id, value))}
      doneText={`${amountText(value)} spent from ${bucket.name}.`}
    >
      <AmountField value={amount} choices={choices} isRequired onChange={setAmount} />
    </Dialog>
  );
}
