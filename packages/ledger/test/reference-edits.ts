import {
  firstReason,
  HOUR,
  periodsLater,
  type ReferenceAction,
  type ReferenceState,
} from "./reference-state.ts";
import { beyond, type Of } from "./reference-tasks.ts";
import { schedule } from "./reference-topups.ts";
import { pick } from "./workload.ts";

/** Returns the amount that an open action holds. */
function cancel(state: ReferenceState, act: ReferenceAction): string {
  act.status = "cancelled";
  if (act.kind === "reserve") state.give(state.boxAt(act.at), act.n);
  return "accepted Cancel";
}

/** Consumes a part of a reservation and returns the rest; an amount above it is a new debit. */
function use(state: ReferenceState, act: ReferenceAction, n: number): string {
  const box = state.boxAt(act.at);
  const extra = Math.max(0, n - act.n);
  const why = firstReason(
    ["bucketSuspended", extra > 0 && box.suspended],
    ["bucketExpired", extra > 0 && state.isExpired(box)],
    ["insufficientBalance", extra > Math.max(0, box.free + state.overdraftOf(box))],
  );
  if (why !== "") return `refused ${why}`;
  box.free -= extra;
  if (extra > 0) state.use(box);
  const part = n - extra;
  box.held -= part;
  state.note("usage", box, n);
  state.give(box, act.n - part);
  act.status = "completed";
  act.n = n;
  return "accepted";
}

export function consume(state: ReferenceState, { action, n }: Of<"consume">): string {
  const act = pick(state.requested.reserve, action);
  if (act === undefined) return "skip";
  if (act.gone) return "refused actionNotFound";
  const isOther = n !== undefined && n !== act.n;
  if (isOther && n <= 0) return "refused consumeNotPositive";
  if (act.status === "created") return use(state, act, n ?? act.n);
  return act.status === "completed" && !isOther ? "replayed" : "refused reservationClosed";
}

function toStatus(
  state: ReferenceState,
  act: ReferenceAction,
  status: ReferenceAction["status"],
): string {
  if (act.kind === "transfer") return "refused statusNotRequestable";
  if (status === act.status) return "replayed";
  const isAllowed = status === "cancelled" || (status === "completed" && act.kind === "reserve");
  if (!isAllowed) return "refused statusNotRequestable";
  if (act.status !== "created") {
    return `refused ${act.kind === "reserve" ? "reservationClosed" : "actionClosed"}`;
  }
  return status === "cancelled" ? cancel(state, act) : use(state, act, act.n);
}

function toHoldEnd(
  state: ReferenceState,
  act: ReferenceAction,
  hours: Of<"edit">["value"],
): string {
  if (hours === "tomorrow") return "refused dateTimeInvalid";
  const end = hours === undefined ? undefined : state.clock.now + Number(hours) * HOUR;
  // A refused start in the future is recorded, so it can be removed from the request.
  const hasStart = act.flaw === "later" && act.kind !== "transfer";
  if (end === act.end && !(end === undefined && hasStart)) return "replayed";
  if (act.kind !== "reserve" || act.status !== "created") return "refused attributeNotPatchable";
  if (state.hasPassed(end)) return "refused validForPassed";
  const holding = state.terms.holdingHours;
  act.end = end;
  act.due = end ?? (holding === undefined ? undefined : act.since + holding * HOUR);
  return "accepted";
}

/** Changes the size of an open reservation. */
function resize(state: ReferenceState, act: ReferenceAction, n: number): string {
  const box = state.boxAt(act.at);
  const extra = Math.max(0, n - act.n);
  const why = firstReason(
    ["consumeNotPositive", n <= 0],
    ["bucketSuspended", extra > 0 && box.suspended],
    ["bucketExpired", extra > 0 && state.isExpired(box)],
    ["limitExceeded", beyond(state, act, box, n)],
    ["insufficientBalance", extra > Math.max(0, box.free)],
  );
  if (why !== "") return `refused ${why}`;
  box.free -= extra;
  if (extra > 0) state.use(box);
  box.held += extra;
  state.give(box, act.n + extra - n);
  act.n = n;
  const holding = state.terms.holdingHours;
  if (holding !== undefined && act.end === undefined) act.due = state.clock.now + holding * HOUR;
  return "accepted";
}

/** Whether an auto-top-up was refused on receipt, so that it never started. */
const neverStarted = ({ auto, status }: ReferenceAction): boolean =>
  status === "failed" && auto?.done === 0;

/** Applies `isAutoTopup: false`, which cancels an auto-top-up. */
function toEnd(state: ReferenceState, act: ReferenceAction): string {
  const { auto, status } = act;
  if (auto === undefined || neverStarted(act)) return "refused attributeNotPatchable";
  if (status === "cancelled") return "replayed";
  auto.isOff = status === "created";
  return status === "created" ? cancel(state, act) : "refused actionClosed";
}

function toAmount(state: ReferenceState, act: ReferenceAction, n: number): string {
  if (n === 0 && act.auto && !act.auto.isOff && !neverStarted(act)) {
    return "refused autoTopupInvalid";
  }
  if (n === act.n) return "replayed";
  const isOpen = act.status === "created";
  if (act.kind === "reserve" && !isOpen) {
    return `refused ${n <= 0 ? "consumeNotPositive" : "reservationClosed"}`;
  }
  if (act.kind === "reserve") return resize(state, act, n);
  if (act.auto === undefined || !isOpen) return "refused attributeNotPatchable";
  if (state.isNowhere(state.boxAt(act.at))) return "refused bucketNotFound";
  if (n <= 0) return "refused amountNotPositive";
  act.n = n;
  return "accepted";
}

/** Edits that only an auto-top-up accepts. A new period counts from its last execution. */
function toAuto(act: ReferenceAction, request: Of<"edit">): string {
  const { auto } = act;
  const own = { recurringPeriod: auto?.period, numberOfPeriods: auto?.times };
  const { what, value } = request;
  if (auto && !auto.isOff && !neverStarted(act) && what === "numberOfPeriods" && value === 0)
    return "refused autoTopupInvalid";
  if (value === own[what as keyof typeof own]) return "replayed";
  if (auto === undefined || act.status !== "created") return "refused attributeNotPatchable";
  if (what === "numberOfPeriods") auto.times = value;
  if (what === "recurringPeriod") {
    if (auto.period === undefined) return "refused attributeNotPatchable";
    auto.anchor = periodsLater(auto.anchor, auto.period, auto.since - 1);
    auto.since = 1;
    auto.period = value;
  }
  const { due } = act;
  schedule(act);
  // An edit does not change an auto-top-up that a low balance made due.
  if (auto.period === undefined && act.status === "created") act.due = due;
  return "accepted";
}

export function edit(state: ReferenceState, request: Of<"edit">): string {
  const act = pick(state.requested[request.of], request.action);
  if (act === undefined) return "skip";
  if (act.gone) return "refused actionNotFound";
  switch (request.what) {
    case "status":
      return toStatus(state, act, request.value);
    case "validFor":
      return toHoldEnd(state, act, request.value);
    case "isAutoTopup":
      return toEnd(state, act);
    case "amount":
      return toAmount(state, act, request.value);
    case "description":
      if (request.value === act.description) return "replayed";
      if (act.kind === "transfer") return "refused attributeNotPatchable";
      act.description = request.value;
      return "accepted";
    case "paymentMethod": {
      const method = request.value ?? "pm_approved";
      if (act.kind === "topup" && method === (act.method ?? "pm_approved")) return "replayed";
      if (!act.auto || act.status !== "created") return "refused attributeNotPatchable";
      act.method = method;
      return "accepted";
    }
    case "usageType":
      return act.flaw === "usage" ? "replayed" : "refused attributeNotPatchable";
    default:
      return toAuto(act, request);
  }
}

export function remove(state: ReferenceState, { of, action }: Of<"remove">): string {
  const act = pick(state.requested[of], action);
  if (act === undefined) return "skip";
  if (act.gone) return "refused actionNotFound";
  act.gone = true;
  return act.status === "created" ? cancel(state, act) : "accepted";
}
