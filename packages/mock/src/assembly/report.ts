/** The activities of the parts, for the listeners of a mock. */
import { type Clock, toText } from "../clock/clock.ts";
import type { Delivery } from "../events/delivery.ts";
import { joinTarget } from "../http/target.ts";
import type { ActivityFeed } from "../journal/activity-feed.ts";
import type { DeliveryActivity } from "../ports/activity.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";

/** Reports a move of the clock. */
export function reportMove(feed: ActivityFeed, clock: Clock, from: number): void {
  if (!feed.isActive) return;
  const time = toText(clock.now());
  feed.emit({ kind: "clock", time, from: toText(from), mode: clock.mode() });
}

/** Reports the last attempt of a delivery. */
export function reportAttempt(
  feed: ActivityFeed,
  { eventType, callback, attempts }: Delivery,
  state: DeliveryActivity["state"],
): void {
  const last = attempts.at(-1);
  if (!feed.isActive || !last) return;
  const { at, ...result } = last;
  feed.emit({
    kind: "delivery",
    time: toText(at),
    eventType,
    callback,
    attempt: attempts.length,
    ...result,
    state,
  });
}

/** Reports a request to the API. */
export function reportRequest(
  feed: ActivityFeed,
  request: RequestView,
  response: MockResponse,
  at: number,
): void {
  if (!feed.isActive) return;
  const { operation, method, effects = { changes: [] } } = request;
  const message = response.simulated ? undefined : errorMessage(response);
  feed.emit({
    kind: "request",
    time: toText(at),
    ...(operation !== undefined && { operation }),
    method,
    path: joinTarget(request),
    status: response.drop ? 0 : response.status,
    durationMs: request.startedAt === undefined ? 0 : performance.now() - request.startedAt,
    ...(message !== undefined && { message }),
    ...(response.simulated && { isSimulated: true as const }),
    ...(response.guardIssues && { guardIssues: response.guardIssues }),
    ...effects,
  });
}

/** Returns the message in an error body of the API or of OAuth. */
function errorMessage({ status, body }: MockResponse): string | undefined {
  if (status < 400 || typeof body !== "string") return undefined;
  try {
    const { error_description: description, message = description } = JSON.parse(body);
    return typeof message === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}
