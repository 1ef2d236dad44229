/** The effects of an event: the state of its action, and a message to the customer. Pure. */
import type { BalanceEvent } from "@tmf654/client/events";
import type { Quantity } from "@tmf654/contract";
import { formatQuantity } from "@tmf654/quantity";

/** The state of an action, as the latest of its events shows it. */
export interface ActionState {
  readonly id: string;
  readonly kind: string;
  readonly bucket: string;
  readonly status: string;
  readonly amount: number;
  readonly units: string;
  /** A sort key: a later event of the same action has a greater text. */
  readonly position: string;
}

/** Everything that an event changes. */
export interface Effects {
  /** The identity of the event: deliveries of one event have the same one. */
  readonly eventId: string;
  readonly eventType: string;
  readonly action: ActionState;
  readonly message: string | undefined;
}

/** Returns the effects of an event. */
export function effectsOf(event: BalanceEvent): Effects {
  const { eventType } = event;
  const [kind = "", resource = {}] = Object.entries(event.event)[0] ?? [];
  const { id = "", status = "", bucket, amount } = resource as ActionLike;
  const at = new Date(event.eventTime ?? 0).toISOString();
  const action = {
    id,
    kind,
    bucket: bucket?.id ?? "",
    status: statusOf(eventType, status),
    amount: amount?.amount ?? 0,
    units: amount?.units ?? "",
    // A server may create and cancel an action in the same millisecond.
    position: `${at} ${eventType.endsWith("CreateEvent") ? 0 : 1}`,
  };
  const eventId = event.eventId ?? `${eventType} ${id} ${at}`;
  return { eventId, eventType, action, message: messageOf(event, amount) };
}

/** The members that the four resources share. */
interface ActionLike {
  readonly id?: string;
  readonly status?: string;
  readonly bucket?: { readonly id?: string };
  readonly amount?: Quantity;
}

/** The type of the event decides the end of an action; servers differ in the status of the body. */
function statusOf(eventType: string, status: string): string {
  if (eventType.endsWith("CancelEvent")) return "cancelled";
  return eventType.endsWith("FailureEvent") ? "failed" : status;
}

function messageOf({ eventType }: BalanceEvent, amount: Quantity | undefined): string | undefined {
  const shown = formatQuantity(amount);
  if (eventType === "TopupBalanceCreateEvent") return `Your top-up of ${shown} has arrived.`;
  if (eventType === "TopupBalanceFailureEvent") return `Your top-up of ${shown} failed.`;
  return undefined;
}
