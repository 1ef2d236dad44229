import { useEffect, useRef, useState } from "preact/hooks";
import { usePage } from "../state/context.ts";
import { Icon } from "./icon.tsx";

/** The properties of the search. */
export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** A search starts after this time without input. */
const pauseMs = 200;

/** The field that searches while a person types. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const { platform } = usePage();
  const [text, setText] = useState(value);
  // A new function for each drawing must not start the pause again.
  const latest = useRef(onSearch);
  latest.current = onSearch;
  // The value of a search that this field started may come back after more letters.
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(
    () =>
      text === value
        ? undefined
        : platform.after(pauseMs, () => {
            sent.current = text;
            latest.current(text);
          }),
    [text, value, platform],
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
