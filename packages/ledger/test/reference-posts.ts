import { takeBonus } from "./reference-bonus.ts";
import {
  DAY,
  firstReason,
  HOUR,
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
import { pick } from "./workload.ts";

export function adjust(state: ReferenceState, { type, days, ...request }: Of<"adjust">): string {
  const { clock } = state;
  const end = days === undefined ? undefined : clock.now + days * DAY;
  const act = newAction(state, type, { ...request, end });
  const left = (box: ReferenceBucket) => (state.isLost(box) ? Math.min(0, box.free) : box.free);
  const { n } = request;
  const refusalReason = () => {
    const box = state.boxAt(act.at);
    return firstReason(
      ...malformed(act),
      ...unfit(state, box, act),
      ["amountZero", n === 0 && !state.isExtended(box, state.until(end ?? 0))],
      ["bucketSuspended", box.suspended],
      ["bucketNotStarted", state.isBeforeStart(box)],
      ["bucketTerminated", state.isTerminated(box)],
      ["bucketExpired", state.isExpired(box) && state.endsBefore(state.until(end ?? 0))],
      ["validForPassed", state.hasPassed(end)],
      ["validForNotStarted", act.flaw === "later"],
      ["limitExceeded", beyond(state, act, box, n)],
      ["balanceCeilingExceeded", state.overCeiling(box, n)],
      ["insufficientBalance", n < 0 && left(box) + n < 0],
    );
  };
  const why = refusalReason();
  if (why === "") {
    enter(state, act, delayOf(state, act), refusalReason, () => {
      const box = state.boxAt(act.at);
      state.forfeit(box);
      box.free += n;
      if (box.end !== undefined) box.end = Math.max(box.end, state.until(end ?? 0));
      state.note("adjustment", box, -n);
      return undefined;
    });
  }
  return record(state, type, act, why);
}

/** An adjustment that reverses a top-up, or a bonus. */
export function reverse(state: ReferenceState, { action, n, isBonus }: Of<"reverse">): string {
  const bonuses = state.acts.filter((act) => act.isBonus);
  const topup = pick(isBonus ? bonuses : state.requested.topup, action);
  if (topup === undefined) return "skip";
  const isDone = topup.status === "completed";
  const most = topup.isLoan || !isDone ? 0 : (topup.credit ?? 0);
  // Without an amount, everything that was credited, or else requested.
  const size = n ?? topup.credit ?? topup.n;
  const act = { ...newAction(state, "adjust", { bucket: 0 }), at: topup.at, n: -size };
  const refusalReason = () => {
    const box = state.boxAt(act.at);
    return firstReason(
      ["bucketNotFound", state.isNowhere(box)],
      ["topupNotReversible", !isDone],
      ["topupReversed", topup.isReversed === true],
      ["amountZero", size === 0],
      ["reversalOutOfRange", size < 0 || size > most],
      ["bucketSuspended", box.suspended],
      ["bucketNotStarted", state.isBeforeStart(box)],
      ["bucketTerminated", state.isTerminated(box)],
      ["bucketExpired", state.isExpired(box)],
      ["limitExceeded", beyond(state, act, box, size)],
      ["insufficientBalance", size > box.free],
    );
  };
  const why = refusalReason();
  let extra: ReferenceAction | undefined;
  if (why === "") {
    extra = enter(state, act, delayOf(state, act), refusalReason, () => {
      const box = state.boxAt(act.at);
      box.free -= size;
      state.note(
        isBonus ? "bonus" : topup.voucher === undefined ? "payment" : "voucher",
        box,
        size,
      );
      topup.isReversed = true;
      return takeBonus(state, topup.bonus);
    });
  }
  if (extra !== undefined) state.acts.push(extra);
  const result = record(state, "adjust", act, why);
  return extra === undefined ? result : `${result} Create`;
}

export function reserve(
  state: ReferenceState,
  { type, hours, n, ...request }: Of<"reserve">,
): string {
  const { clock, terms } = state;
  const end = hours === undefined ? undefined : clock.now + hours * HOUR;
  const box = state.boxAt(state.idOf(request.bucket));
  const all = request.flaw === "unit" ? 1 : box.free;
  const act = newAction(state, type, { ...request, end, n: n ?? all });
  const why = firstReason(
    ...malformed(act),
    ...unfit(state, box, act),
    ["amountNotPositive", n !== undefined && n <= 0],
    ["bucketSuspended", box.suspended],
    ["bucketNotStarted", state.isBeforeStart(box)],
    ["bucketExpired", state.isExpired(box)],
    ["validForPassed", state.hasPassed(end)],
    ["validForNotStarted", act.flaw === "later"],
    ["limitExceeded", beyond(state, act, box, act.n)],
    ["insufficientBalance", act.n > box.free || act.n <= 0],
  );
  if (why === "") {
    box.free -= act.n;
    box.held += act.n;
    state.use(box);
    const holding = terms.holdingHours;
    act.due = end ?? (holding === undefined ? undefined : clock.now + holding * HOUR);
    act.run = () => {
      act.status = "cancelled";
      state.give(box, act.n);
      return "accepted Cancel";
    };
  }
  return record(state, type, act, why);
}

interface Movement {
  from: ReferenceBucket;
  other: ReferenceBucket;
  own: number;
  theirs: number;
  purse: ReferenceBucket | undefined;
  /** Whether the cost is in the unit of the transfer. */
  isInside: boolean;
  /** The receiver's pieces for one piece of the sender's; undefined without a conversion. */
  rate: number | undefined;
}

function movementOf(state: ReferenceState, request: Of<"transfer">): Movement & { cost: number } {
  const from = state.boxAt(state.idOf(request.bucket));
  const other = state.boxAt(state.idOf(request.to));
  const tariff = state.terms.cost[from.usageType];
  const cost = tariff ?? request.cost;
  const costUnits = tariff === undefined ? request.costUnits : "EUR";
  const isTheirs = request.owner === "receiver";
  const isInside = from.units === costUnits;
  const purse = isInside ? undefined : state.purseOf(isTheirs ? other : from, cost, costUnits);
  const [own, theirs] = [isInside && !isTheirs ? cost : 0, isInside && isTheirs ? cost : 0];
  const isUnlike = from.usageType !== other.usageType;
  const hasRate = isUnlike && from.units !== "USD" && other.units !== "USD" && request.isNamed;
  const rate = hasRate ? state.terms.rate : undefined;
  return { from, other, cost, isInside, own, theirs, purse, rate };
}

export function transfer(state: ReferenceState, request: Of<"transfer">): string {
  const { type, n, flaw, ...rest } = request;
  const act = newAction(state, type, { ...rest, n, flaw });
  const spentBy = (box: ReferenceBucket) => state.spent.get(state.dayKey(box)) ?? 0;
  const refusalReason = () => {
    const { from, other, cost, isInside, own, theirs, purse, rate } = movementOf(state, request);
    const credit = n > theirs ? (n - theirs) * (rate ?? 1) : n - theirs;
    const perDay = state.boundsOf(type, from)?.perDay ?? Infinity;
    const ofAccount = [...state.boxes.values()].filter(
      (box) => box.account === from.account && box.units === from.units,
    );
    const spent = ofAccount.reduce((sum, box) => sum + spentBy(box), 0);
    const isPaid = isInside ? theirs <= n : cost === 0 || purse !== undefined;
    return firstReason(
      ...malformed(act),
      ["bucketNotFound", state.isNowhere(from)],
      ["receiverBucketNotFound", state.isNowhere(other)],
      ["sameBucket", from === other],
      ["partyAccountMismatch", flaw === "account"],
      ["logicalResourceMismatch", flaw === "number" || flaw === "theirNumber"],
      ["productMismatch", flaw === "product" || flaw === "theirProduct"],
      ["usageTypeMismatch", flaw === "usage" || (from.usageType !== other.usageType && !rate)],
      ["unitMismatch", flaw === "unit" || (from.units !== other.units && !rate)],
      ["amountNotPositive", n <= 0],
      ["bucketNotTransferable", from.isBound === true],
      ["bucketSuspended", from.suspended],
      ["bucketNotStarted", state.isBeforeStart(from)],
      ["bucketExpired", state.isExpired(from)],
      ["receiverBucketSuspended", other.suspended],
      ["receiverBucketNotStarted", state.isBeforeStart(other)],
      ["receiverBucketExpired", state.isExpired(other)],
      ["limitExceeded", beyond(state, act, from, n) || spent + n > perDay],
      ["balanceCeilingExceeded", state.overCeiling(other, credit)],
      [
        "insufficientBalance",
        n + own > (from.owed > 0 ? Math.max(0, from.free - from.owed) : from.free),
      ],
      ["costNotCollectable", !isPaid],
    );
  };
  const why = refusalReason();
  if (why === "") {
    enter(state, act, delayOf(state, act), refusalReason, () => {
      const { from, other, cost, own, theirs, purse, rate } = movementOf(state, request);
      const credit = (n - theirs) * (rate ?? 1);
      from.free -= n + own;
      other.free += credit;
      if (rate !== undefined) {
        state.note("conversion", from, n - theirs);
        state.note("conversion", other, -credit);
      }
      if (n - theirs + own + theirs > 0) state.use(from);
      if (purse !== undefined) {
        purse.free -= cost;
        if (cost > 0) state.use(purse);
      }
      state.note("fee", purse ?? from, purse === undefined ? own + theirs : cost);
      state.spent.set(state.dayKey(from), spentBy(from) + n);
      return undefined;
    });
  }
  return record(state, type, act, why);
}
