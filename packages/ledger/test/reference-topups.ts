import { giveBonus } from "./reference-bonus.ts";
import type { AutoTopupState, ReferenceAction, ReferenceBucket } from "./reference-records.ts";
import { addPeriods, DAY, firstReason, HOUR, type ReferenceState } from "./reference-state.ts";
import {
  type CommandOf,
  delayOf,
  formRefusals,
  isOutsideLimits,
  matchRefusals,
  newAction,
  recordAction,
  startModelAction,
} from "./reference-tasks.ts";
import { voucherAt } from "./workload.ts";

function topupRefusal(
  state: ReferenceState,
  modelAction: ReferenceAction,
  isFirst: boolean,
  isUsed = false,
): string {
  const { amount, voucher, method, end } = modelAction;
  const { now } = state.clock;
  const modelBucket = state.modelBucketAt(modelAction.at);
  const card = voucherAt(voucher);
  const worth =
    card?.amount ?? (modelAction.isLoan && amount === 0 ? loanOf(state, modelBucket) : amount);
  const ends = card?.goodForDays === undefined ? Infinity : state.start + card.goodForDays * DAY;
  const offer = modelBucket.units === "EUR" ? state.terms.loan?.amount : undefined;
  const isOwed = [...state.modelBuckets.values()].some(
    ({ account, owed }) => account === modelBucket.account && owed > 0,
  );
  const isLoanOff =
    modelAction.isLoan &&
    (offer === undefined || isOwed || worth > offer || modelBucket.isBound === true);
  const isOther = card?.units !== modelBucket.units || (amount !== 0 && amount !== card.amount);
  const movesEnd =
    end !== undefined &&
    state.isExtended(modelBucket, state.endBy(modelAction, modelBucket, worth));
  const holder = state.voucherHolder(modelBucket, modelAction);
  const lockedUntil = state.wrongVouchers.get(holder)?.until ?? 0;
  return firstReason(
    ...formRefusals(modelAction),
    [
      "autoTopupInvalid",
      modelAction.postAutoTopup !== undefined &&
        (modelAction.postAutoTopup.times === 0 || amount === 0),
    ],
    ["duplicateRequest", isUsed],
    ...matchRefusals(state, modelBucket, modelAction),
    [
      "amountNotPositive",
      voucher === undefined && !movesEnd && !modelAction.isLoan ? amount <= 0 : amount < 0,
    ],
    [
      "bucketSuspended",
      modelBucket.suspended && (!state.terms.lifts || modelAction.isLoan === true),
    ],
    ["voucherLocked", voucher !== undefined && lockedUntil > now],
    ["voucherUnknown", voucher !== undefined && card === undefined],
    ["voucherUsed", card !== undefined && state.usedVouchers.has(card.code)],
    ["voucherExpired", ends <= now],
    ["voucherAmountMismatch", card !== undefined && isOther],
    ["emergencyCreditUnavailable", isLoanOff === true],
    ["bucketNotStarted", state.isBeforeStart(modelBucket)],
    ["bucketTerminated", state.isTerminated(modelBucket)],
    [
      "bucketExpired",
      state.isExpired(modelBucket) &&
        (modelAction.isLoan || state.endsBefore(state.endBy(modelAction, modelBucket, worth))),
    ],
    ["validForPassed", state.hasPassed(end)],
    ["validForNotStarted", modelAction.defect === "later"],
    ["limitExceeded", isOutsideLimits(state, modelAction, modelBucket, worth)],
    [
      "balanceCeilingExceeded",
      state.overCeiling(
        modelBucket,
        sharesOf(state, modelBucket, worth, modelAction.isLoan).credit,
      ),
    ],
    ["paymentDeclined", isFirst && method === "pm_declined"],
  );
}

/** The emergency credit for a request without an amount. */
const loanOf = ({ terms }: ReferenceState, { units }: ReferenceBucket): number =>
  units === "EUR" ? (terms.loan?.amount ?? 0) : 0;

/** The parts of a top-up: the credit, and the deductions. */
function sharesOf(
  { terms }: ReferenceState,
  { units, owed }: ReferenceBucket,
  worth: number,
  isLoan = false,
) {
  if (isLoan) return { credit: worth, fee: 0, tax: 0, back: 0 };
  const isEuro = units === "EUR";
  const rule = isEuro && terms.fee && worth >= terms.fee.atLeast ? terms.fee : undefined;
  const fee = Math.min(rule?.fixed ?? 0, worth);
  const share = isEuro ? (worth * (terms.taxPercent ?? 0)) / 100 : 0;
  const tax = Math.min(share, worth - fee);
  const back = Math.min(owed, worth - fee - tax);
  return { credit: worth - fee - tax - back, fee, tax, back };
}

function performTopup(
  state: ReferenceState,
  modelAction: ReferenceAction,
): ReferenceAction | undefined {
  const modelBucket = state.modelBucketAt(modelAction.at);
  const card = voucherAt(modelAction.voucher);
  const worth = card?.amount ?? modelAction.amount;
  state.forfeit(modelBucket);
  const { credit, fee, tax, back } = sharesOf(state, modelBucket, worth, modelAction.isLoan);
  modelBucket.free += credit;
  modelAction.credit = credit;
  if (modelAction.isLoan) {
    modelBucket.owed += worth + (state.terms.loan?.fee ?? 0);
    state.note("credit", modelBucket, -worth);
    return undefined;
  }
  modelBucket.owed -= back;
  state.note("credit", modelBucket, back);
  state.note(card ? "voucher" : "payment", modelBucket, -worth);
  state.note("fee", modelBucket, fee);
  state.note("tax", modelBucket, tax);
  if (state.terms.lifts && worth > 0) modelBucket.suspended = false;
  if (modelBucket.end !== undefined)
    modelBucket.end = Math.max(modelBucket.end, state.endBy(modelAction, modelBucket, worth));
  if (card !== undefined) {
    state.usedVouchers.add(card.code);
    state.wrongVouchers.delete(state.voucherHolder(modelBucket, modelAction));
  }
  return giveBonus(state, modelAction, worth);
}

const startTopup = (
  state: ReferenceState,
  modelAction: ReferenceAction,
): ReferenceAction | undefined =>
  startModelAction(
    state,
    modelAction,
    delayOf(state, modelAction),
    () => topupRefusal(state, modelAction, false),
    () => performTopup(state, modelAction),
  );

export function postTopup(
  state: ReferenceState,
  { type, payment, days, ...request }: CommandOf<"topup"> & { isLoan?: boolean },
): string {
  const { clock, wrongVouchers: wrong, paidTopups: paid } = state;
  const end = days === undefined ? undefined : clock.now + days * DAY;
  const modelAction = newAction(state, type, { ...request, end });
  // A top-up by voucher uses no payment.
  const once = request.voucher === undefined ? payment : undefined;
  const earlier = once === undefined ? undefined : paid.get(once);
  const isUsed = earlier !== undefined && earlier.status !== "failed";
  const closeAgain = state.openUnknown(modelAction, request.bucket);
  const reason = topupRefusal(state, modelAction, true, isUsed);
  if (reason === "voucherUnknown") {
    const holder = state.voucherHolder(state.modelBucketAt(modelAction.at), modelAction);
    const lock = wrong.get(holder) ?? { count: 0, until: 0 };
    const count = lock.until > 0 ? 1 : lock.count + 1;
    wrong.set(holder, { count, until: count >= 3 ? clock.now + HOUR : 0 });
  }
  const card = voucherAt(request.voucher);
  if (request.amount === 0 && card) modelAction.amount = card.amount;
  if (request.amount === 0 && modelAction.isLoan)
    modelAction.amount = loanOf(state, state.modelBucketAt(modelAction.at));
  if (reason !== "") closeAgain();
  if (reason === "" && once !== undefined) paid.set(once, modelAction);
  const extra = reason === "" ? startTopup(state, modelAction) : undefined;
  if (once !== undefined) modelAction.method = `tx${once}`;
  if (modelAction.isLoan) modelAction.method = "loan";
  const result = recordAction(state, "topup", modelAction, reason);
  if (extra === undefined) return result;
  state.modelActions.push(extra);
  return `${result} Create`;
}

/**
 * Sets the instant at which an auto-top-up is due next. It completes when the outcome of its last
 * execution is known.
 */
export function scheduleNext(modelAction: ReferenceAction): void {
  const { postAutoTopup: auto } = modelAction;
  if (auto === undefined) return;
  const { period } = auto;
  const next = period && addPeriods(auto.anchor, period, auto.since);
  const isOver = next !== undefined && (modelAction.end ?? Infinity) <= Number(next);
  const isLast = isOver || auto.done >= (auto.times ?? Infinity);
  modelAction.due = isLast || next === undefined ? undefined : Number(next);
  if (isLast && auto.open === undefined) modelAction.status = "completed";
}

/** Ends the parent when an execution ends. A refused first execution fails the parent. */
function settleParent(parent: ReferenceAction, child: ReferenceAction, isFirst: boolean): string {
  const { postAutoTopup: auto, status } = parent;
  if (auto === undefined || status !== "created") return "";
  if (isFirst && child.status === "failed") {
    parent.status = "failed";
    return " Failure";
  }
  if (auto.open === child) {
    auto.open = undefined;
    scheduleNext(parent);
  }
  return "";
}

/** One execution of an auto-top-up, which is a top-up of its own. */
function executeNext(state: ReferenceState, parent: ReferenceAction): string {
  const child: ReferenceAction = {
    ...parent,
    postAutoTopup: undefined,
    due: undefined,
    end: undefined,
    since: state.clock.now,
  };
  child.status = "created";
  const isFirst = parent.postAutoTopup?.done === 1;
  state.modelActions.push(child);
  const isRefused = topupRefusal(state, child, true) !== "";
  if (isRefused) child.status = "failed";
  const extra = isRefused ? undefined : startTopup(state, child);
  if (extra !== undefined) state.modelActions.push(extra);
  if (isRefused && isFirst) {
    parent.status = "failed";
    return "Failure Failure";
  }
  const { run } = child;
  child.run = () => `${run()}${settleParent(parent, child, isFirst)}`;
  if (parent.postAutoTopup)
    parent.postAutoTopup.open = child.status === "created" ? child : undefined;
  scheduleNext(parent);
  if (extra !== undefined) return "Create Create";
  return isRefused ? "Failure" : "Create";
}

export function auto(
  state: ReferenceState,
  { type, period, times, days, ...request }: CommandOf<"auto">,
): string {
  const isEnding = period !== undefined && days !== undefined;
  const end = isEnding ? state.clock.now + days * DAY : undefined;
  const modelAction = newAction(state, "topup", { ...request, end });
  const auto: AutoTopupState = {
    anchor: state.clock.now,
    since: 1,
    done: 1,
    times,
    period,
    open: undefined,
  };
  modelAction.postAutoTopup = auto;
  const closeAgain = state.openUnknown(modelAction, request.bucket);
  const reason = topupRefusal(state, modelAction, true);
  if (reason !== "") closeAgain();
  const modelBucket = state.modelBucketAt(modelAction.at);
  if (reason === "" && period === undefined) modelBucket.lowBalanceTopups.push(modelAction);
  const result = recordAction(state, type, modelAction, reason);
  if (reason !== "") {
    auto.done = 0;
    auto.isRefused = true;
    if (!result.endsWith("Failure")) return result;
    // The first execution is recorded too.
    state.modelActions.push({ ...modelAction });
    return `${result} Failure`;
  }
  modelAction.run = () => {
    if (state.isMissing(state.modelBucketAt(modelAction.at))) {
      modelAction.status = "failed";
      return "refused bucketNotFound Failure";
    }
    if (period === undefined && !state.isLow(state.modelBucketAt(modelAction.at))) {
      modelAction.due = undefined;
      return "accepted";
    }
    auto.since += 1;
    auto.done += 1;
    return `accepted ${executeNext(state, modelAction)}`;
  };
  if (period === undefined && !state.isLow(modelBucket)) {
    auto.done = 0;
    return result;
  }
  return `${result} ${executeNext(state, modelAction)}`;
}
