import type { ComponentChildren } from "preact";

/** The colour of a badge. The text has the meaning too. */
export type Tone = "neutral" | "good" | "warn" | "bad" | "accent";

/** A short word about a state. */
export function Badge({
  tone,
  children,
}: {
  readonly tone: Tone;
  readonly children: ComponentChildren;
}) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
