import type { UseFormRegisterReturn } from "react-hook-form";
import { useText } from "../text/text.tsx";
import { Field } from "./field.tsx";

interface AmountFieldProps {
  readonly units: string;
  readonly choices: readonly number[];
  /** The amount of the form now. */
  readonly value: number | undefined;
  readonly error: string | undefined;
  readonly input: UseFormRegisterReturn;
  readonly onChoose: (amount: number) => void;
}

/** The amount of a form: usual amounts as buttons, and an input for others. */
export function AmountField({ units, choices, value, error, input, onChoose }: AmountFieldProps) {
  const { t, amount } = useText();
  return (
    <div className="amount-field">
      <fieldset className="chips">
        <legend>{t.topUp.amount}</legend>
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            className="chip"
            aria-pressed={choice === value}
            onClick={() => onChoose(choice)}
          >
            {amount({ amount: choice, units }).replace(/[.,]00(?!\d)/, "")}
          </button>
        ))}
      </fieldset>
      <Field label={t.topUp.otherAmount} error={error}>
        {(field) => (
          <span className="with-unit">
            <input {...field} {...input} inputMode="decimal" autoComplete="off" />
            <span aria-hidden="true">{units}</span>
          </span>
        )}
      </Field>
    </div>
  );
}
