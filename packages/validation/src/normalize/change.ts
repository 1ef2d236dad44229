import type { PathKey } from "../runtime/issue.ts";

/**
 * The kind of a change:
 *
 * - `value`: an enum value
 * - `number`, `text`, `boolean`: the type of a plain value
 * - `dateTime`, `units`, `amount`: the notation of a value
 * - `identifier`: the notation of a telephone number or a voucher code
 * - `list`, `single`: an object put into a list, or taken out of one
 * - `member`: a member taken from another name
 * - `filled`: a missing member derived from other members
 * - `removed`: a member without meaning, such as `null`
 */
export type NormalizeChangeKind =
  | "value"
  | "number"
  | "text"
  | "boolean"
  | "dateTime"
  | "units"
  | "amount"
  | "identifier"
  | "list"
  | "single"
  | "member"
  | "filled"
  | "removed";

/** One change, with the value before and after it. */
export interface NormalizeChange {
  readonly path: readonly PathKey[];
  readonly kind: NormalizeChangeKind;
  readonly from: unknown;
  readonly to: unknown;
}

/** Called with each change. */
export type ChangeRecorder = (
  path: readonly PathKey[],
  kind: NormalizeChangeKind,
  from: unknown,
  to: unknown,
) => void;
