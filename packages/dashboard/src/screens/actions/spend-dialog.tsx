import { useState } from "preact/hooks";
import { AmountField, amountOf } from "../../components/amount-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { amountText } from "../../format/amount.ts";
import { unitChoices } from "../../format/unit-choices.ts";
import { useAction } from "../../state/use-action.ts";
import type { BucketDialogProps } from "./top-up-dialog.tsx";

/** Spends value of a bucket, as a call or a download does. */
export function SpendDialog({ bucket, onClose }: BucketDialogProps) {
  const { isRunning, run } = useAction();
  const choices = unitChoices(bucket.spendable.units);
  const [amount, setAmount] = useState({ amount: "1", units: bucket.spendable.units });
  const submit = async (): Promise<void> => {
    const value = amountOf(amount);
    if (!value) return;
    const isDone = await run(
      ({ control }) => control.subscribers.spend(bucket.id, value),
      `${amountText(value)} spent from ${bucket.name}.`,
    );
    if (isDone) onClose();
  };
  return (
    <Dialog
      title={`Spend from ${bucket.name}`}
      hint={`${bucket.spendableText} can be spent.`}
      submit="Spend"
      isRunning={isRunning}
      onSubmit={submit}
      onClose={onClose}
    >
      <AmountField value={amount} choices={choices} isRequired onChange={setAmount} />
    </Dialog>
  );
}
