import type { Delivery } from "@tmf654/mock/control";
import type { Tone } from "../components/badge.tsx";

/** The words and the colour of each state of a delivery. */
export const deliveryBadges: Readonly<
  Record<Delivery["state"], { readonly tone: Tone; readonly text: string }>
> = {
  waiting: { tone: "warn", text: "Waiting" },
  sending: { tone: "accent", text: "Sending" },
  delivered: { tone: "good", text: "Delivered" },
  undelivered: { tone: "bad", text: "Undelivered" },
};

/** Returns the result of an attempt: its status, or the reason why there is none. */
export function attemptText({ status, error }: Delivery["attempts"][number]): string {
  return status === undefined ? (error ?? "No response") : `Status ${status}`;
}

/** Returns the time of the event of a delivery; empty for a body that has none. */
export function eventTime({ body }: Pick<Delivery, "body">): string {
  try {
    const { eventTime: time } = (JSON.parse(body) ?? {}) as { readonly eventTime?: unknown };
    return typeof time === "string" ? time : "";
  } catch {
    return "";
  }
}

/** Sorts deliveries by the time of their event, the latest first. */
export function latestFirst(deliveries: readonly Delivery[]): readonly Delivery[] {
  return deliveries
    .map((delivery, index) => ({ delivery, index, time: eventTime(delivery) }))
    .sort((one, other) => other.time.localeCompare(one.time) || other.index - one.index)
    .map(({ delivery }) => delivery);
}
