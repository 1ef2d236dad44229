/** Functions that emit the activities of a mock to its listeners. */
import { type Clock, instantText } from "../clock/clock.ts";
import type { SubscriberActions } from "../engine/subscriber-actions.ts";
import type { Delivery } from "../events/delivery.ts";
import type { Faults } from "../faults/faults.ts";
import { joinTarget } from "../http/target.ts";
import type { ActivityFeed } from "../journal/activity-feed.ts";
import { durationSince } from "../journal/journal.ts";
import { responseErrorOf } from "../journal/response-error.ts";
import type { DeliveryActivity, StateActivity } from "../ports/activity.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import type { RequestDecision } from "../ports/request-notes.ts";

/** Emits a move of the clock. */
export function emitMove(feed: ActivityFeed, clock: Clock, startInstant: number): void {
  if (!feed.isActive) return;
  const time = instantText(clock.now());
  feed.emit({ kind: "clock", time, from: instantText(startInstant), mode: clock.mode() });
}

/** Emits a change of the whole state or of the settings. */
export function emitChange(
  feed: ActivityFeed,
  clock: Clock,
  ...[change, subscribers]: Parameters<EmitChange>
): void {
  if (!feed.isActive) return;
  const addedSubscribers = subscribers === undefined ? {} : { subscribers };
  feed.emit({ kind: "state", time: instantText(clock.now()), change, ...addedSubscribers });
}

/** Emits a change of the state, with the number of subscribers that it adds. */
export type EmitChange = (change: StateActivity["change"], subscribers?: number) => void;

/** The fault rules, which emit an activity for each change. */
export function withFaultActivity(faults: Faults, emit: EmitChange): Faults {
  const emitAfter = <T>(result: T): T => {
    emit("faults");
    return result;
  };
  return {
    ...faults,
    add: (rule) => emitAfter(faults.add(rule)),
    remove: (id) => emitAfter(faults.remove(id)),
    clear: () => emitAfter(faults.clear()),
    setDisabled: (id, isDisabled) => emitAfter(faults.setDisabled(id, isDisabled)),
  };
}

/** The actions on subscribers, which emit an activity for each new voucher. */
export function withVoucherActivity(
  subscribers: SubscriberActions,
  emit: EmitChange,
): SubscriberActions {
  const addVoucher: SubscriberActions["addVoucher"] = (voucher) => {
    subscribers.addVoucher(voucher);
    emit("vouchers");
  };
  return { ...subscribers, addVoucher };
}

/** Emits the last attempt of a delivery. */
export function emitAttempt(
  feed: ActivityFeed,
  { id, eventType, callback, attempts }: Delivery,
  state: DeliveryActivity["state"],
): void {
  const lastAttempt = attempts.at(-1);
  if (!feed.isActive || !lastAttempt) return;
  const { at, ...result } = lastAttempt;
  feed.emit({
    kind: "delivery",
    time: instantText(at),
    id,
    eventType,
    callback,
    attempt: attempts.length,
    ...result,
    state,
  });
}

/** The decision about a request, with its number and instant in the journal. */
type JournaledDecision = RequestDecision & { readonly number: number; readonly at: number };

/** Emits a request to the API, with its number in the journal. */
export function emitRequest(
  feed: ActivityFeed,
  requestView: RequestView,
  response: MockResponse,
  decision: JournaledDecision,
): void {
  if (!feed.isActive) return;
  const { number, at } = decision;
  const { operation, method, effects = { changes: [] } } = requestView;
  const message = response.simulated ? undefined : errorMessage(response);
  const reason = reasonOf(decision, response);
  feed.emit({
    kind: "request",
    number,
    time: instantText(at),
    ...(operation !== undefined && { operation }),
    method,
    path: joinTarget(requestView),
    status: response.drop ? 0 : response.status,
    durationMs: requestView.startedAt === undefined ? 0 : durationSince(requestView.startedAt),
    ...(message !== undefined && { message }),
    ...(response.simulated && { isSimulated: true as const }),
    ...(reason !== undefined && { reason }),
    ...(response.guardIssues && { guardIssues: response.guardIssues }),
    ...effects,
  });
}

/** The reason for a response that neither the operation nor a check of the request decided. */
function reasonOf({ decidedBy, notes }: RequestDecision, { status }: MockResponse) {
  const rule = notes?.faults.find(({ result }) => result === "applied")?.id;
  switch (decidedBy) {
    case "prefer":
      return `Prefer: code=${status}`;
    case "faultBefore":
    case "faultAfter":
      return rule === undefined ? "fault rule" : `fault rule ${rule}`;
    case "lostResponse":
      return "test number or payment";
    case "idempotencyKey":
      return status < 400 ? "first response again (Idempotency-Key)" : undefined;
    default:
      return undefined;
  }
}

/** Returns the message in an error body of the API or of OAuth. */
function errorMessage({ status, body }: MockResponse): string | undefined {
  if (status < 400) return undefined;
  const { error_description: description, message = description } = responseErrorOf(status, body);
  return typeof message === "string" ? message : undefined;
}
