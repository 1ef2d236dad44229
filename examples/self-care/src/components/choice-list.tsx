import type { UseFormRegisterReturn } from "react-hook-form";
import { Icon, type IconName } from "./icon.tsx";

interface ChoiceListProps {
  readonly legend: string;
  readonly icon?: IconName;
  readonly choices: readonly {
    readonly id: string;
    readonly name: string;
    readonly note?: string;
  }[];
  readonly input: UseFormRegisterReturn;
}

/** A list from which the customer chooses one entry. */
export function ChoiceList({ legend, icon, choices, input }: ChoiceListProps) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map(({ id, name, note }) => (
        <label key={id} className="choice">
          <input type="radio" value={id} {...input} />
          {icon && <Icon name={icon} />}
          <span className="choice-name">{name}</span>
          {note && <span className="choice-note">{note}</span>}
        </label>
      ))}
    </fieldset>
  );
}
