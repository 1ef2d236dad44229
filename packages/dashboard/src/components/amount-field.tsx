import type { JsonAmount } from "../format/amount.ts";
import { LabeledField } from "./labeled-field.tsx";

/** An amount while a person types it. */
export interface AmountText {
  readonly amount: string;
  readonly units: string;
}

/** Returns the amount of a text, or `undefined` if it is no number above 0. */
export function amountOf({ amount, units }: AmountText): JsonAmount | undefined {
  const value = Number(amount.replace(",", "."));
  return amount.trim() !== "" && Number.isFinite(value) && value > 0
    ? { amount: value, units }
    : undefined;
}

/** The properties of a field for an amount. */
export interface AmountFieldProps {
  readonly value: AmountText;
  readonly choices: readonly string[];
  readonly isRequired?: boolean;
  readonly onChange: (value: AmountText) => void;
}

/** A number with its unit. */
export function AmountField({ value, choices, isRequired, onChange }: AmountFieldProps) {
  const { amount, units } = value;
  return (
    <div class="amount-field">
      <LabeledField label="Amount">
        <input
          value={amount}
          inputMode="decimal"
          autocomplete="off"
          required={isRequired}
          pattern="\d+([.,]\d+)?"
          title="A number, such as 12.50"
          onInput={(event) => onChange({ amount: event.currentTarget.value, units })}
        />
      </LabeledField>
      <LabeledField label="Unit">
        <select
          value={units}
          onChange={(event) => onChange({ amount, units: event.currentTarget.value })}
        >
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </LabeledField>
    </div>
  );
}
