import type { ComponentChildren } from "preact";

/** The properties of a field. */
export interface LabeledFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** A control with its label and a hint. */
export function LabeledField({ label, hint, children }: LabeledFieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the children are the control
    <label class="field">
      <span class="field-label">{label}</span>
      {children}
      {hint && <span class="field-hint">{hint}</span>}
    </label>
  );
}

/** The properties of a field for text. */
export interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly isRequired?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field for one line of text. */
export function TextField({ label, hint, value, isRequired, onChange }: TextFieldProps) {
  return (
    <LabeledField label={label} {...(hint !== undefined && { hint })}>
      <input
        value={value}
        required={isRequired}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </LabeledField>
  );
}

/** The properties of a choice. */
export interface SelectFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}

/** A choice of one of some values. */
export function SelectField({ label, hint, value, options, onChange }: SelectFieldProps) {
  return (
    <LabeledField label={label} {...(hint !== undefined && { hint })}>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([optionValue, text]) => (
          <option key={optionValue} value={optionValue}>
            {text}
          </option>
        ))}
      </select>
    </LabeledField>
  );
}
