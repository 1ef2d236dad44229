import type { SeedVoucher } from "@tmf654/mock/control";
import { useState } from "preact/hooks";
import { AmountField, amountOf } from "../../components/amount-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { SelectField, TextField } from "../../components/labeled-field.tsx";
import { amountText } from "../../format/amount.ts";
import { inputUnits } from "../../format/unit-choices.ts";
import type { BucketDialogProps } from "./top-up-dialog.tsx";

const validities = [
  ["", "Never"],
  ["P1D", "In a day"],
  ["P30D", "In 30 days"],
  ["-P1D", "Yesterday, to see a refusal"],
] as const;

/** Adds a voucher that fits a bucket. */
export function VoucherDialog({ bucket }: BucketDialogProps) {
  const [code, setCode] = useState("GIFT-10");
  const [expires, setExpires] = useState("");
  const [amount, setAmount] = useState({ amount: "10", units: bucket.spendable.units });
  const value = amountOf(amount);
  const voucher = value && {
    ...value,
    code: code.trim(),
    usageType: bucket.usageType as SeedVoucher["usageType"],
    ...(expires !== "" && { expires }),
  };
  return (
    <Dialog
      title="Add a voucher"
      hint={`The voucher can top up ${bucket.name} or another bucket of the same usage type.`}
      submitLabel="Add"
      change={voucher && (({ control }) => control.subscribers.addVoucher(voucher))}
      doneText={`Voucher ${code.trim()} of ${amountText(value)} added. Top up ${bucket.name} with its code.`}
    >
      <TextField label="Code" value={code} isRequired onChange={setCode} />
      <AmountField
        value={amount}
        choices={inputUnits(bucket.spendable.units)}
        isRequired
        onChange={setAmount}
      />
      <SelectField label="Expires" value={expires} options={validities} onChange={setExpires} />
    </Dialog>
  );
}
