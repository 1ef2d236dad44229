import type { BalanceChange, RequestSummary } from "@tmf654/mock/control";
import type { Tone } from "../components/badge.tsx";
import { amountText, readAmount, signedAmountText } from "./amount.ts";

/** The parts of a request that decide its colour and its words. */
export type ShownRequest = Pick<RequestSummary, "status" | "changes" | "refusal" | "message">;

/** Returns the colour of a status. A recorded refusal is a warning. */
export function statusTone({ status, refusal }: Pick<ShownRequest, "status" | "refusal">): Tone {
  if (status === 0 || status >= 500) return "bad";
  return status >= 400 || refusal ? "warn" : "good";
}

/** Returns a status as people read it. */
export function statusText(status: number): string {
  return status === 0 ? "dropped" : String(status);
}

/** Returns real milliseconds, such as `4 ms` or `0.3 ms`. */
export function durationText(ms: number | undefined): string {
  if (ms === undefined) return "";
  return ms >= 1000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** Returns what a request did to a balance, such as `+€10.00 → €35.50`. */
export function changeText({ spendable, reserved, remaining }: BalanceChange): string {
  const [spendableChange, held, left] = [spendable, reserved, remaining].map(readAmount);
  const parts = [
    ...(spendableChange && spendableChange.amount !== 0
      ? [`${signedAmountText(spendableChange)} → ${amountText(left)}`]
      : []),
    ...(held && held.amount !== 0 ? [`${signedAmountText(held)} held`] : []),
  ];
  return parts.join(", ");
}

/** Returns the result of a request in one line: its changes, or the reason why there are none. */
export function resultText({ changes, refusal, message }: ShownRequest): string {
  if (refusal) return refusal.message;
  if (message !== undefined) return message;
  return changes.map((change) => `${change.bucketId} ${changeText(change)}`).join(" · ");
}

/** Returns a JSON text with indents; another text as it is. */
export function prettyText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
