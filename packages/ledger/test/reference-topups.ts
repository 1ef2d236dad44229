import { bonus } from "./reference-bonus.ts";
import {
  DAY,
  firstReason,
  HOUR,
  periodsLater,
  type ReferenceAction,
  type ReferenceBucket,
  type ReferenceState,
} from "./reference-state.ts";
import {
  beyond,
  delayOf,
  enter,
  malformed,
  newAction,
  type Of,
  record,
  unfit,
} from "./reference-tasks.ts";
import { cardAt } from "./workload.ts";

function whyNotTopup(
  state: ReferenceState,
  act: ReferenceAction,
  isFirst: boolean,
  isUsed = false,
): string {
  const { n, voucher, method, end } = act;
  const { now } = state.clock;
  const box = state.boxAt(act.at);
  const card = cardAt(voucher);
  const worth = card?.n ?? (act.isLoan && n === 0 ? loanOf(state, box) : n);
  const ends = card?.goodForDays === undefined ? Infinity : state.start + card.goodForDays * DAY;
  const offer = box.units === "EUR" ? state.terms.loan?.n : undefined;
  const isOwed = [...state.boxes.values()].some(
    ({ account, owed }) => account === box.account && owed > 0,
  );
  const isLoanOff = act.isLoan && (offer === undefined || isOwed || worth > offer);
  const isOther = card?.units !== box.units || (n !== 0 && n !== card.n);
  const movesEnd = end !== undefined && state.isExtended(box, state.endBy(act, box, worth));
  return firstReason(
    ...malformed(act),
    ["autoTopupInvalid", act.auto !== undefined && (act.auto.times === 0 || n === 0)],
    ["duplicateRequest", isUsed],
    ...unfit(state, box, act),
    ["amountNotPositive", voucher === undefined && !movesEnd && !act.isLoan ? n <= 0 : n < 0],
    ["bucketSuspended", box.suspended && !state.terms.lifts],
    ["voucherLocked", voucher !== undefined && (state.wrong.get(box.account)?.until ?? 0) > now],
    ["voucherUnknown", voucher !== undefined && card === undefined],
    ["voucherUsed", card !== undefined && state.used.has(card.code)],
    ["voucherExpired", ends <= now],
    ["voucherAmountMismatch", card !== undefined && isOther],
    ["emergencyCreditUnavailable", isLoanOff === true],
    ["bucketNotStarted", state.isBeforeStart(box)],
    ["bucketTerminated", state.isTerminated(box)],
    [
      "bucketExpired",
      state.isExpired(box) && (act.isLoan || state.endsBefore(state.endBy(act, box, worth))),
    ],
    ["validForPassed", state.hasPassed(end)],
    ["validForNotStarted", act.flaw === "later"],
    ["limitExceeded", beyond(state, act, box, worth)],
    [
      "balanceCeilingExceeded",
      state.overCeiling(box, sharesOf(state, box, worth, act.isLoan).credit),
    ],
    ["paymentDeclined", isFirst && method === "pm_declined"],
  );
}

/** The emergency credit for a request without an amount. */
const loanOf = ({ terms }: ReferenceState, { units }: ReferenceBucket): number =>
  units === "EUR" ? (terms.loan?.n ?? 0) : 0;

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

function doTopup(state: ReferenceState, act: ReferenceAction): ReferenceAction | undefined {
  const box = state.boxAt(act.at);
  const card = cardAt(act.voucher);
  const worth = card?.n ?? act.n;
  state.forfeit(box);
  const { credit, fee, tax, back } = sharesOf(state, box, worth, act.isLoan);
  box.free += credit;
  act.credit = credit;
  if (act.isLoan) {
    box.owed += worth + (state.terms.loan?.fee ?? 0);
    state.note("credit", box, -worth);
    if (state.terms.lifts && worth > 0) box.suspended = false;
    return undefined;
  }
  box.owed -= back;
  state.note("credit", box, back);
  state.note(card ? "voucher" : "payment", box, -worth);
  state.note("fee", box, fee);
  state.note("tax", box, tax);
  if (state.terms.lifts && worth > 0) box.suspended = false;
  if (box.end !== undefined) box.end = Math.max(box.end, state.endBy(act, box, worth));
  if (card !== undefined) {
    state.used.add(card.code);
    state.wrong.delete(box.account);
  }
  return bonus(state, act, worth);
}

const enterTopup = (state: ReferenceState, act: ReferenceAction): ReferenceAction | undefined =>
  enter(
    state,
    act,
    delayOf(state, act),
    () => whyNotTopup(state, act, false),
    () => doTopup(state, act),
  );

export function topup(
  state: ReferenceState,
  { type, payment, days, ...request }: Of<"topup"> & { isLoan?: boolean },
): string {
  const { clock, wrong, paid } = state;
  const end = days === undefined ? undefined : clock.now + days * DAY;
  const act = newAction(state, type, { ...request, end });
  // A voucher pays for itself.
  const once = request.voucher === undefined ? payment : undefined;
  const earlier = once === undefined ? undefined : paid.get(once);
  const isUsed = earlier !== undefined && earlier.status !== "failed";
  const why = whyNotTopup(state, act, true, isUsed);
  if (why === "voucherUnknown") {
    const { account } = state.boxAt(act.at);
    const lock = wrong.get(account) ?? { count: 0, until: 0 };
    const count = lock.until > 0 ? 1 : lock.count + 1;
    wrong.set(account, { count, until: count >= 3 ? clock.now + HOUR : 0 });
  }
  const card = cardAt(request.voucher);
  if (request.n === 0 && card) act.n = card.n;
  if (request.n === 0 && act.isLoan) act.n = loanOf(state, state.boxAt(act.at));
  if (why === "" && once !== undefined) paid.set(once, act);
  const extra = why === "" ? enterTopup(state, act) : undefined;
  if (once !== undefined) act.method = `tx${once}`;
  if (act.isLoan) act.method = "loan";
  const result = record(state, "topup", act, why);
  if (extra === undefined) return result;
  state.acts.push(extra);
  return `${result} Create`;
}

/**
 * Sets the instant at which an auto-top-up is due next. It completes when the outcome of its last
 * execution is known.
 */
export function schedule(act: ReferenceAction): void {
  const { auto } = act;
  if (auto === undefined) return;
  const { period } = auto;
  const next = period && periodsLater(auto.anchor, period, auto.since);
  const isOver = next !== undefined && (act.end ?? Infinity) <= Number(next);
  const isLast = isOver || auto.done >= (auto.times ?? Infinity);
  act.due = isLast || next === undefined ? undefined : Number(next);
  if (isLast && auto.open === undefined) act.status = "completed";
}

/** Ends the parent when an execution ends. A refused first execution fails the parent. */
function settle(parent: ReferenceAction, child: ReferenceAction, isFirst: boolean): string {
  const { auto, status } = parent;
  if (auto === undefined || status !== "created") return "";
  if (isFirst && child.status === "failed") {
    parent.status = "failed";
    return " Failure";
  }
  if (auto.open === child) {
    auto.open = undefined;
    schedule(parent);
  }
  return "";
}

/** One execution of an auto-top-up, which is a top-up of its own. */
function execute(state: ReferenceState, parent: ReferenceAction): string {
  const child: ReferenceAction = {
    ...parent,
    auto: undefined,
    due: undefined,
    end: undefined,
    since: state.clock.now,
  };
  child.status = "created";
  const isFirst = parent.auto?.done === 1;
  state.acts.push(child);
  const isRefused = whyNotTopup(state, child, true) !== "";
  if (isRefused) child.status = "failed";
  const extra = isRefused ? undefined : enterTopup(state, child);
  if (extra !== undefined) state.acts.push(extra);
  if (isRefused && isFirst) {
    parent.status = "failed";
    return "Failure Failure";
  }
  const { run } = child;
  child.run = () => `${run()}${settle(parent, child, isFirst)}`;
  if (parent.auto) parent.auto.open = child.status === "created" ? child : undefined;
  schedule(parent);
  if (extra !== undefined) return "Create Create";
  return isRefused ? "Failure" : "Create";
}

export function auto(
  state: ReferenceState,
  { type, period, times, days, ...request }: Of<"auto">,
): string {
  const isEnding = period !== undefined && days !== undefined;
  const end = isEnding ? state.clock.now + days * DAY : undefined;
  const act = newAction(state, "topup", { ...request, end });
  const auto = { anchor: state.clock.now, since: 1, done: 1, times, period, open: undefined };
  act.auto = auto;
  const why = whyNotTopup(state, act, true);
  const box = state.boxAt(act.at);
  if (why === "" && period === undefined) box.tied.push(act);
  const result = record(state, type, act, why);
  if (why !== "") {
    auto.done = 0;
    if (!result.endsWith("Failure")) return result;
    // The first execution is recorded too.
    state.acts.push({ ...act });
    return `${result} Failure`;
  }
  act.run = () => {
    // The bucket may be closed by now.
    if (period === undefined && !state.isLow(state.boxAt(act.at))) {
      act.due = undefined;
      return "accepted";
    }
    auto.since += 1;
    auto.done += 1;
    return `accepted ${execute(state, act)}`;
  };
  if (period === undefined && !state.isLow(box)) {
    auto.done = 0;
    return result;
  }
  return `${result} ${execute(state, act)}`;
}
