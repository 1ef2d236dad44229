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
  // A new `onSearch` at each render must not restart the pause.
  const latestOnSearch = useRef(onSearch);
  latestOnSearch.current = onSearch;
  // The last value that the field sent. `value` may become this value after the person has typed
  // more.
  const sentValue = useRef(value);
  useEffect(() => {
    if (value !== sentValue.current) setText(value);
    sentValue.current = value;
  }, [value]);
  useEffect(
    () =>
      text === value
        ? undefined
        : platform.after(pauseMs, () => {
            sentValue.current = text;
            latestOnSearch.current(text);
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
