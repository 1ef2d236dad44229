import { useState } from "preact/hooks";
import { AmountField, amountOf } from "../../components/amount-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { SelectField, TextField } from "../../components/field.tsx";
import { amountText } from "../../format/amount.ts";
import { unitChoices } from "../../format/unit-choices.ts";
import { useAction } from "../../state/use-action.ts";
import type { BucketDialogProps } from "./top-up-dialog.tsx";

const validities = [
  ["", "Never"],
  ["P1D", "In a day"],
  ["P30D", "In 30 days"],
  ["-P1D", "Yesterday, to see a refusal"],
] as const;

type UsageType = "monetary" | "data" | "voice" | "sms" | "other";

/** Adds a voucher that fits a bucket. */
export function VoucherDialog({ bucket, onClose }: BucketDialogProps) {
  const { isRunning, run } = useAction();
  const [code, setCode] = useState("GIFT-10");
  const [expires, setExpires] = useState("");
  const [amount, setAmount] = useState({ amount: "10", units: bucket.spendable.units });
  const submit = async (): Promise<void> => {
    const value = amountOf(amount);
    if (!value) return;
    const usageType = bucket.usageType as UsageType;
    const voucher = { code: code.trim(), ...value, usageType, ...(expires !== "" && { expires }) };
    const isDone = await run(
      ({ control }) => control.subscribers.addVoucher(voucher),
      `Voucher ${voucher.code} of ${amountText(value)} added. Top up ${bucket.name} with its code.`,
    );
    if (isDone) onClose();
  };
  return (
    <Dialog
      title="Add a voucher"
      hint={`It tops up ${bucket.name}, and every other bucket of its usage type.`}
      submit="Add"
      isRunning={isRunning}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label="Code" value={code} isRequired onChange={setCode} />
      <AmountField
        value={amount}
        choices={unitChoices(bucket.spendable.units)}
        isRequired
        onChange={setAmount}
      />
      <SelectField label="Expires" value={expires} options={validities} onChange={setExpires} />
    </Dialog>
  );
}
