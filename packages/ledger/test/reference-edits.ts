import type { ReferenceAction } from "./reference-records.ts";
import { addPeriods, firstReason, HOUR, type ReferenceState } from "./reference-state.ts";
import { type CommandOf, isOutsideLimits } from "./reference-tasks.ts";
import { scheduleNext } from "./reference-topups.ts";
import { pick } from "./workload.ts";

/** Returns the amount that an open action holds. */
function cancelAction(state: ReferenceState, modelAction: ReferenceAction): string {
  modelAction.status = "cancelled";
  if (modelAction.kind === "reserve")
    state.releaseHeld(state.modelBucketAt(modelAction.at), modelAction.amount);
  return "accepted Cancel";
}

/** Consumes a part of a reservation and returns the rest; an amount above it is a new debit. */
function completeReservation(
  state: ReferenceState,
  modelAction: ReferenceAction,
  amount: number,
): string {
  const modelBucket = state.modelBucketAt(modelAction.at);
  const extra = Math.max(0, amount - modelAction.amount);
  const reason = firstReason(
    ["bucketSuspended", extra > 0 && modelBucket.suspended],
    ["bucketExpired", extra > 0 && state.isExpired(modelBucket)],
    ["insufficientBalance", extra > Math.max(0, modelBucket.free + state.overdraftOf(modelBucket))],
  );
  if (reason !== "") return `refused ${reason}`;
  modelBucket.free -= extra;
  if (extra > 0) state.use(modelBucket);
  const part = amount - extra;
  modelBucket.held -= part;
  state.note("usage", modelBucket, amount);
  state.releaseHeld(modelBucket, modelAction.amount - part);
  modelAction.status = "completed";
  modelAction.amount = amount;
  return "accepted";
}

export function consumeReservation(
  state: ReferenceState,
  { action, amount }: CommandOf<"consume">,
): string {
  const modelAction = pick(state.requested.reserve, action);
  if (modelAction === undefined) return "skip";
  if (modelAction.isDeleted) return "refused actionNotFound";
  const isOther = amount !== undefined && amount !== modelAction.amount;
  if (isOther && amount <= 0) return "refused consumeNotPositive";
  if (modelAction.status === "created")
    return completeReservation(state, modelAction, amount ?? modelAction.amount);
  return modelAction.status === "completed" && !isOther ? "unchanged" : "refused reservationClosed";
}

function editStatus(
  state: ReferenceState,
  modelAction: ReferenceAction,
  status: ReferenceAction["status"],
): string {
  if (modelAction.kind === "transfer") return "refused statusNotRequestable";
  if (status === modelAction.status) return "unchanged";
  const isAllowed =
    status !== "failed" && (status !== "completed" || modelAction.kind === "reserve");
  if (!isAllowed) return "refused statusNotRequestable";
  if (modelAction.status !== "created") {
    return `refused ${modelAction.kind === "reserve" ? "reservationClosed" : "actionClosed"}`;
  }
  return status === "cancelled"
    ? cancelAction(state, modelAction)
    : completeReservation(state, modelAction, modelAction.amount);
}

function editValidFor(
  state: ReferenceState,
  modelAction: ReferenceAction,
  hours: CommandOf<"edit">["value"],
): string {
  if (hours === "tomorrow") return "refused dateTimeInvalid";
  const end = hours === undefined ? undefined : state.clock.now + Number(hours) * HOUR;
  // A refused start in the future is recorded, so it can be removed from the request.
  const hasStart = modelAction.defect === "later" && modelAction.kind !== "transfer";
  if (end === modelAction.end && !(end === undefined && hasStart)) return "unchanged";
  if (modelAction.kind !== "reserve" || modelAction.status !== "created")
    return "refused attributeNotPatchable";
  if (state.hasPassed(end)) return "refused validForPassed";
  const holding = state.terms.holdingHours;
  modelAction.end = end;
  modelAction.due = end ?? (holding === undefined ? undefined : modelAction.since + holding * HOUR);
  return "accepted";
}

/** Changes the size of an open reservation. */
function resize(state: ReferenceState, modelAction: ReferenceAction, amount: number): string {
  const modelBucket = state.modelBucketAt(modelAction.at);
  const extra = Math.max(0, amount - modelAction.amount);
  const reason = firstReason(
    ["consumeNotPositive", amount <= 0],
    ["bucketSuspended", extra > 0 && modelBucket.suspended],
    ["bucketExpired", extra > 0 && state.isExpired(modelBucket)],
    ["limitExceeded", isOutsideLimits(state, modelAction, modelBucket, amount)],
    ["insufficientBalance", extra > Math.max(0, modelBucket.free)],
  );
  if (reason !== "") return `refused ${reason}`;
  modelBucket.free -= extra;
  if (extra > 0) state.use(modelBucket);
  modelBucket.held += extra;
  state.releaseHeld(modelBucket, modelAction.amount + extra - amount);
  modelAction.amount = amount;
  const holding = state.terms.holdingHours;
  if (holding !== undefined && modelAction.end === undefined)
    modelAction.due = state.clock.now + holding * HOUR;
  return "accepted";
}

/** Whether an auto-top-up was refused on receipt, so that it never started. */
const neverStarted = ({ postAutoTopup: auto }: ReferenceAction): boolean =>
  auto?.isRefused === true;

/** Applies `isAutoTopup: false`, which cancels an auto-top-up. */
function endAutoTopup(state: ReferenceState, modelAction: ReferenceAction): string {
  const { postAutoTopup: auto, status } = modelAction;
  if (auto === undefined || neverStarted(modelAction)) return "refused attributeNotPatchable";
  if (status === "cancelled") return "unchanged";
  auto.isOff = status === "created";
  return status === "created" ? cancelAction(state, modelAction) : "refused actionClosed";
}

function editAmount(state: ReferenceState, modelAction: ReferenceAction, amount: number): string {
  if (
    amount === 0 &&
    modelAction.postAutoTopup &&
    !modelAction.postAutoTopup.isOff &&
    !neverStarted(modelAction)
  ) {
    return "refused autoTopupInvalid";
  }
  if (amount === modelAction.amount) return "unchanged";
  const isOpen = modelAction.status === "created";
  if (modelAction.kind === "reserve" && !isOpen) {
    return `refused ${amount <= 0 ? "consumeNotPositive" : "reservationClosed"}`;
  }
  if (modelAction.kind === "reserve") return resize(state, modelAction, amount);
  if (modelAction.postAutoTopup === undefined || !isOpen) return "refused attributeNotPatchable";
  if (state.isMissing(state.modelBucketAt(modelAction.at))) return "refused bucketNotFound";
  if (amount <= 0) return "refused amountNotPositive";
  modelAction.amount = amount;
  return "accepted";
}

/** Edits that only an auto-top-up accepts. A new period counts from its last execution. */
function editAutoTopup(modelAction: ReferenceAction, request: CommandOf<"edit">): string {
  const { postAutoTopup: auto } = modelAction;
  const scheduleMembers = { recurringPeriod: auto?.period, numberOfPeriods: auto?.times };
  const { what, value } = request;
  if (
    auto &&
    !auto.isOff &&
    !neverStarted(modelAction) &&
    what === "numberOfPeriods" &&
    value === 0
  )
    return "refused autoTopupInvalid";
  if (value === scheduleMembers[what as keyof typeof scheduleMembers]) return "unchanged";
  if (auto === undefined || modelAction.status !== "created")
    return "refused attributeNotPatchable";
  if (what === "numberOfPeriods") auto.times = value;
  if (what === "recurringPeriod") {
    if (auto.period === undefined) return "refused attributeNotPatchable";
    auto.anchor = addPeriods(auto.anchor, auto.period, auto.since - 1);
    auto.since = 1;
    auto.period = value;
  }
  const { due } = modelAction;
  scheduleNext(modelAction);
  // An edit does not change an auto-top-up that a low balance made due.
  if (auto.period === undefined && modelAction.status === "created") modelAction.due = due;
  return "accepted";
}

export function editAction(state: ReferenceState, request: CommandOf<"edit">): string {
  const modelAction = pick(state.requested[request.of], request.action);
  if (modelAction === undefined) return "skip";
  if (modelAction.isDeleted) return "refused actionNotFound";
  switch (request.what) {
    case "status":
      return editStatus(state, modelAction, request.value);
    case "validFor":
      return editValidFor(state, modelAction, request.value);
    case "isAutoTopup":
      return endAutoTopup(state, modelAction);
    case "amount":
      return editAmount(state, modelAction, request.value);
    case "description":
      if (request.value === modelAction.description) return "unchanged";
      if (modelAction.kind === "transfer") return "refused attributeNotPatchable";
      modelAction.description = request.value;
      return "accepted";
    case "paymentMethod": {
      const method = request.value ?? "pm_approved";
      if (modelAction.kind === "topup" && method === (modelAction.method ?? "pm_approved"))
        return "unchanged";
      if (!modelAction.postAutoTopup || modelAction.status !== "created")
        return "refused attributeNotPatchable";
      modelAction.method = method;
      return "accepted";
    }
    case "usageType":
      return modelAction.defect === "usage" ? "unchanged" : "refused attributeNotPatchable";
    default:
      return editAutoTopup(modelAction, request);
  }
}

export function deleteAction(state: ReferenceState, { of, action }: CommandOf<"remove">): string {
  const modelAction = pick(state.requested[of], action);
  if (modelAction === undefined) return "skip";
  if (modelAction.isDeleted) return "refused actionNotFound";
  modelAction.isDeleted = true;
  return modelAction.status === "created" ? cancelAction(state, modelAction) : "accepted";
}
