import { takeBonus } from "./reference-bonus.ts";
import type { ReferenceAction, ReferenceBucket } from "./reference-records.ts";
import { DAY, firstReason, HOUR, type ReferenceState, referencesOf } from "./reference-state.ts";
import {
  type CommandOf,
  delayOf,
  formRefusals,
  isForeign,
  isOutsideLimits,
  matchRefusals,
  newAction,
  recordAction,
  referenceRefusals,
  startModelAction,
} from "./reference-tasks.ts";
import { pick } from "./workload.ts";

export function postAdjust(
  state: ReferenceState,
  { type, days, ...request }: CommandOf<"adjust">,
): string {
  const { clock } = state;
  const end = days === undefined ? undefined : clock.now + days * DAY;
  const modelAction = newAction(state, type, { ...request, end });
  const left = (modelBucket: ReferenceBucket) =>
    state.isLost(modelBucket) ? Math.min(0, modelBucket.free) : modelBucket.free;
  const { amount } = request;
  const refusalReason = () => {
    const modelBucket = state.modelBucketAt(modelAction.at);
    return firstReason(
      ...formRefusals(modelAction),
      ...matchRefusals(state, modelBucket, modelAction),
      ["amountZero", amount === 0 && !state.isExtended(modelBucket, state.until(end ?? 0))],
      ["bucketSuspended", modelBucket.suspended],
      ["bucketNotStarted", state.isBeforeStart(modelBucket)],
      ["bucketTerminated", state.isTerminated(modelBucket)],
      ["bucketExpired", state.isExpired(modelBucket) && state.endsBefore(state.until(end ?? 0))],
      ["validForPassed", state.hasPassed(end)],
      ["validForNotStarted", modelAction.defect === "later"],
      ["limitExceeded", isOutsideLimits(state, modelAction, modelBucket, amount)],
      ["balanceCeilingExceeded", state.overCeiling(modelBucket, amount)],
      ["insufficientBalance", amount < 0 && left(modelBucket) + amount < 0],
    );
  };
  const closeAgain = state.openUnknown(modelAction, request.bucket);
  const reason = refusalReason();
  if (reason !== "") closeAgain();
  else {
    startModelAction(state, modelAction, delayOf(state, modelAction), refusalReason, () => {
      const modelBucket = state.modelBucketAt(modelAction.at);
      state.forfeit(modelBucket);
      modelBucket.free += amount;
      if (modelBucket.end !== undefined)
        modelBucket.end = Math.max(modelBucket.end, state.until(end ?? 0));
      state.note("adjustment", modelBucket, -amount);
      return undefined;
    });
  }
  return recordAction(state, type, modelAction, reason);
}

/** An adjustment that reverses a top-up, or a bonus. */
export function postReversal(
  state: ReferenceState,
  { action, amount, isBonus }: CommandOf<"reverse">,
): string {
  const bonuses = state.modelActions.filter((modelAction) => modelAction.isBonus);
  const topup = pick(isBonus ? bonuses : state.requested.topup, action);
  if (topup === undefined) return "skip";
  const isDone = topup.status === "completed";
  const most = isDone ? (topup.credit ?? 0) : 0;
  // Without an amount, the credited amount, or else the requested amount.
  const size = amount ?? topup.credit ?? topup.amount;
  const modelAction = { ...newAction(state, "adjust", { bucket: 0 }), at: topup.at, amount: -size };
  const refusalReason = () => {
    const modelBucket = state.modelBucketAt(modelAction.at);
    return firstReason(
      ["bucketNotFound", state.isMissing(modelBucket)],
      ["topupNotReversible", !isDone || topup.isLoan === true],
      ["topupReversed", topup.isReversed === true],
      ...referenceRefusals(modelBucket, modelAction),
      ["reversalOutOfRange", size <= 0 || size > most],
      ["bucketNotStarted", state.isBeforeStart(modelBucket)],
      ["bucketTerminated", state.isTerminated(modelBucket)],
      ["limitExceeded", isOutsideLimits(state, modelAction, modelBucket, size)],
      ["insufficientBalance", size > (state.isLost(modelBucket) ? 0 : modelBucket.free)],
    );
  };
  const reason = refusalReason();
  let extra: ReferenceAction | undefined;
  if (reason === "") {
    extra = startModelAction(state, modelAction, delayOf(state, modelAction), refusalReason, () => {
      const modelBucket = state.modelBucketAt(modelAction.at);
      modelBucket.free -= size;
      state.note(
        isBonus ? "bonus" : topup.voucher === undefined ? "payment" : "voucher",
        modelBucket,
        size,
      );
      topup.isReversed = true;
      return takeBonus(state, topup.bonus);
    });
  }
  if (extra !== undefined) state.modelActions.push(extra);
  const result = recordAction(state, "adjust", modelAction, reason);
  return extra === undefined ? result : `${result} Create`;
}

export function postReserve(
  state: ReferenceState,
  { type, hours, amount, ...request }: CommandOf<"reserve">,
): string {
  const { clock, terms } = state;
  const end = hours === undefined ? undefined : clock.now + hours * HOUR;
  const modelBucket = state.modelBucketAt(state.idOf(request.bucket));
  const all = request.defect === "unit" ? 1 : Math.max(0, modelBucket.free);
  const modelAction = newAction(state, type, { ...request, end, amount: amount ?? all });
  const reason = firstReason(
    ...formRefusals(modelAction),
    ...matchRefusals(state, modelBucket, modelAction),
    ["amountNotPositive", amount !== undefined && amount <= 0],
    ["bucketSuspended", modelBucket.suspended],
    ["bucketNotStarted", state.isBeforeStart(modelBucket)],
    ["bucketExpired", state.isExpired(modelBucket)],
    ["validForPassed", state.hasPassed(end)],
    ["validForNotStarted", modelAction.defect === "later"],
    ["limitExceeded", isOutsideLimits(state, modelAction, modelBucket, modelAction.amount)],
    ["insufficientBalance", modelAction.amount > modelBucket.free || modelAction.amount <= 0],
  );
  if (reason === "") {
    modelBucket.free -= modelAction.amount;
    modelBucket.held += modelAction.amount;
    state.use(modelBucket);
    const holding = terms.holdingHours;
    modelAction.due = end ?? (holding === undefined ? undefined : clock.now + holding * HOUR);
    modelAction.run = () => {
      modelAction.status = "cancelled";
      state.releaseHeld(modelBucket, modelAction.amount);
      return "accepted Cancel";
    };
  }
  return recordAction(state, type, modelAction, reason);
}

interface Movement {
  from: ReferenceBucket;
  other: ReferenceBucket;
  own: number;
  theirs: number;
  costBucket: ReferenceBucket | undefined;
  /** Whether the cost is in the unit of the transfer. */
  isInside: boolean;
  /** The receiver's pieces for one piece of the sender's; undefined without a conversion. */
  rate: number | undefined;
}

function movementOf(
  state: ReferenceState,
  request: CommandOf<"transfer">,
): Movement & { cost: number } {
  const from = state.modelBucketAt(state.idOf(request.bucket));
  const other = state.modelBucketAt(state.idOf(request.to));
  const tariff = state.terms.cost[from.usageType];
  const cost = tariff ?? request.cost;
  const costUnits = tariff === undefined ? request.costUnits : "EUR";
  const isTheirs = request.owner === "receiver";
  const isInside = from.units === costUnits;
  const purse = isInside ? undefined : state.costBucketOf(isTheirs ? other : from, cost, costUnits);
  const [own, theirs] = [isInside && !isTheirs ? cost : 0, isInside && isTheirs ? cost : 0];
  const isUnlike = from.usageType !== other.usageType;
  const hasRate = isUnlike && from.units !== "USD" && other.units !== "USD" && request.isNamed;
  const rate = hasRate ? state.terms.rate : undefined;
  return { from, other, cost, isInside, own, theirs, costBucket: purse, rate };
}

export function postTransfer(state: ReferenceState, request: CommandOf<"transfer">): string {
  const { type, amount, defect, ...rest } = request;
  const modelAction = newAction(state, type, { ...rest, amount, defect });
  const receiverDefects = { theirNumber: "number", theirProduct: "product" } as const;
  const receiverDefect = receiverDefects[defect as keyof typeof receiverDefects];
  const named = { references: referencesOf(receiverDefect) };
  const spentOf = (modelBucket: ReferenceBucket) => state.spent.get(state.dayKey(modelBucket)) ?? 0;
  const refusalReason = () => {
    const {
      from,
      other,
      cost,
      isInside,
      own,
      theirs,
      costBucket: purse,
      rate,
    } = movementOf(state, request);
    const credit = amount > theirs ? (amount - theirs) * (rate ?? 1) : amount - theirs;
    const perDay = state.boundsOf(type, from)?.perDay ?? Infinity;
    const ofAccount = [...state.modelBuckets.values()].filter(
      (modelBucket) => modelBucket.account === from.account && modelBucket.units === from.units,
    );
    const spent = ofAccount.reduce((sum, modelBucket) => sum + spentOf(modelBucket), 0);
    const isEitherForeign = (name: "number" | "product") =>
      isForeign(from, modelAction, name) || isForeign(other, named, name);
    const isPaid = isInside ? theirs <= amount : cost === 0 || purse !== undefined;
    return firstReason(
      ...formRefusals(modelAction),
      ["bucketNotFound", state.isMissing(from)],
      ["receiverBucketNotFound", state.isMissing(other)],
      ["sameBucket", from === other],
      ["partyAccountMismatch", isForeign(from, modelAction, "account")],
      ["logicalResourceMismatch", isEitherForeign("number")],
      ["productMismatch", isEitherForeign("product")],
      ["usageTypeMismatch", defect === "usage" || (from.usageType !== other.usageType && !rate)],
      ["unitMismatch", defect === "unit" || (from.units !== other.units && !rate)],
      ["amountNotPositive", amount <= 0],
      ["bucketNotTransferable", from.isBound === true],
      ["bucketSuspended", from.suspended],
      ["bucketNotStarted", state.isBeforeStart(from)],
      ["bucketExpired", state.isExpired(from)],
      ["receiverBucketSuspended", other.suspended],
      ["receiverBucketNotStarted", state.isBeforeStart(other)],
      ["receiverBucketExpired", state.isExpired(other)],
      [
        "limitExceeded",
        isOutsideLimits(state, modelAction, from, amount) || spent + amount > perDay,
      ],
      ["balanceCeilingExceeded", state.overCeiling(other, credit)],
      [
        "insufficientBalance",
        amount + own > (from.owed > 0 ? Math.max(0, from.free - from.owed) : from.free),
      ],
      ["costNotCollectable", !isPaid],
    );
  };
  const reason = refusalReason();
  if (reason === "") {
    startModelAction(state, modelAction, delayOf(state, modelAction), refusalReason, () => {
      const {
        from,
        other,
        cost,
        own,
        theirs,
        costBucket: purse,
        rate,
      } = movementOf(state, request);
      const credit = (amount - theirs) * (rate ?? 1);
      from.free -= amount + own;
      other.free += credit;
      if (rate !== undefined) {
        state.note("conversion", from, amount - theirs);
        state.note("conversion", other, -credit);
      }
      if (amount - theirs + own + theirs > 0) state.use(from);
      if (purse !== undefined) {
        purse.free -= cost;
        if (cost > 0) state.use(purse);
      }
      state.note("fee", purse ?? from, purse === undefined ? own + theirs : cost);
      state.spent.set(state.dayKey(from), spentOf(from) + amount);
      return undefined;
    });
  }
  return recordAction(state, type, modelAction, reason);
}
