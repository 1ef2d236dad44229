/** The properties of the view. */
export interface JsonViewProps {
  readonly value: unknown;
  /** The name of the value, for screen readers. */
  readonly label: string;
}

/** A JSON value as text. It can be scrolled by keyboard. */
export function JsonView({ value, label }: JsonViewProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the text can be longer than its frame
    <section class="json" tabIndex={0} aria-label={label}>
      <pre>{typeof value === "string" ? value : JSON.stringify(value, undefined, 2)}</pre>
    </section>
  );
}
