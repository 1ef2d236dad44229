import type { Account, TraceCommand } from "@tmf654/mock/control";
import { amountText } from "./amount.ts";
import { instantLabel } from "./instant.ts";

/** An effect of a command, in words. */
export interface TraceEffect {
  readonly kind: "Posting" | "Event" | "Later";
  readonly text: string;
}

const posting = (text: string): TraceEffect => ({ kind: "Posting", text });
const event = (text: string): TraceEffect => ({ kind: "Event", text });
const later = (text: string): TraceEffect => ({ kind: "Later", text });

/** Returns the postings and the events of a command, and the work that is due later. */
export function traceEffectsOf({ postings, events, due }: TraceCommand): readonly TraceEffect[] {
  return [
    ...postings.map(({ from, to, amount, steps }) => {
      const valueText = amount ? amountText(amount) : String(steps);
      return posting(`${valueText} from ${nameOf(from)} to ${nameOf(to)}`);
    }),
    ...events.map(({ eventType, to }) => {
      const callbacks = to.map(({ callback }) => callback).join(", ");
      return event(`${eventType} to ${callbacks || "no registration"}`);
    }),
    ...due.map(({ time, command, target }) =>
      later(`${command} of ${target}, ${instantLabel(time)}`),
    ),
  ];
}

function nameOf(account: Account): string {
  return typeof account === "string" ? account : `${account.bucketId} (${account.part})`;
}
