import { normalizeNumber, normalizeVoucherCode } from "@tmf654/contract";
import type { PathKey } from "../runtime/issue.ts";
import type { ChangeRecorder } from "./change.ts";

const notationOf = (schema: string | undefined, key: string): typeof normalizeNumber | undefined =>
  schema === "LogicalResourceRef" && key === "id"
    ? normalizeNumber
    : key === "voucher"
      ? normalizeVoucherCode
      : undefined;

/** Writes a telephone number in digits, and a voucher code without blanks and dashes. */
export function normalizeIdentifier(
  value: unknown,
  schema: string | undefined,
  path: readonly PathKey[],
  record: ChangeRecorder,
): unknown {
  const rewrite = notationOf(schema, String(path.at(-1)));
  if (rewrite === undefined || typeof value !== "string") return value;
  const rewritten = rewrite(value);
  if (rewritten !== value) record(path, "identifier", value, rewritten);
  return rewritten;
}
