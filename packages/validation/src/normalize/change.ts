import type { PathKey } from "../runtime/issue.ts";

/**
 * What was done: `value` (an enum's word), `number` and `text` (the type of a plain value),
 * `dateTime`, `units`, `amount`, `list` and `single` (an object for a list and the reverse),
 * `member` (taken from another name), `filled` (told by other members), `removed` (meant nothing).
 */
export type ChangeKind =
  | "value"
  | "number"
  | "text"
  | "boolean"
  | "dateTime"
  | "units"
  | "amount"
  | "list"
  | "single"
  | "member"
  | "filled"
  | "removed";

/** One thing that was changed, so that nothing is lost or silently reinterpreted. */
export type Change = {
  readonly path: readonly PathKey[];
  readonly kind: ChangeKind;
  readonly from: unknown;
  readonly to: unknown;
};

/** Where the reader is, what it reads as, and what it has changed so far. */
export type Notes = (
  path: readonly PathKey[],
  kind: ChangeKind,
  from: unknown,
  to: unknown,
) => void;
