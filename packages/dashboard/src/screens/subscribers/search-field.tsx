import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../components/icon.tsx";
import { usePage } from "../../state/context.ts";

/** The properties of the search. */
export interface SearchFieldProps {
  readonly value: string;
  readonly onSearch: (text: string) => void;
  readonly label?: string;
}

/** A search starts after this time without input. */
const pauseMs = 200;

/** The field that searches while a person types. */
export function SearchField({
  value,
  onSearch,
  label = "Number, name or bucket id",
}: SearchFieldProps) {
  const { platform } = usePage();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(
    () => (text === value ? undefined : platform.after(pauseMs, () => onSearch(text))),
    [text, value, onSearch, platform],
  );
  return (
    <label class="search">
      <Icon name="search" size={18} />
      <span class="hidden">{label}</span>
      <input
        type="search"
        value={text}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </label>
  );
}
