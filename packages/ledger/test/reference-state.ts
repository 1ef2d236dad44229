import {
  missingBucket,
  type ReferenceAction,
  type ReferenceBucket,
  type References,
} from "./reference-records.ts";
import {
  type Bounds,
  type BucketSetup,
  type Kind,
  pick,
  voucherAt,
  type WorkloadSetup,
} from "./workload.ts";

/** The state of the reference model, and the steps that its commands consist of. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The same day of a later month, or the last day of that month. */
function addMonths(from: number, months: number): number {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

export function addPeriods(from: number, period: string, count: number): number {
  if (period === "monthly") return addMonths(from, count);
  return from + count * (period === "weekly" ? 7 : 14) * DAY;
}

/** Returns the wrong references that a defect puts into a request. */
export const referencesOf = (defect: string | undefined): References => ({
  ...(defect === "account" && { account: "somebody else" }),
  ...(defect === "number" && { number: "somebody else's" }),
  ...(defect === "product" && { product: "somebody else's" }),
});

/** The first reason that applies, in the order they are given. */
export const firstReason = (...reasons: readonly (readonly [string, boolean])[]): string =>
  reasons.find(([, applies]) => applies)?.[0] ?? "";

export function createState({ terms, bucketSetups }: WorkloadSetup, start: number) {
  const clock = { now: start };
  const modelBuckets = new Map<string, ReferenceBucket>();
  const outside = new Map<string, number>();

  /** Records a movement to or from an account outside the buckets. */
  const recordMovement = (account: string, { units }: ReferenceBucket, amount: number) =>
    outside.set(`${account} ${units}`, (outside.get(`${account} ${units}`) ?? 0) + amount);

  const endsBy = (end: number | undefined, days: number) =>
    end !== undefined && end + days * DAY <= clock.now;
  const isExpired = ({ end }: ReferenceBucket) => endsBy(end, terms.life?.grace ?? 0);
  /** Whether nothing can revive the bucket. */
  const isTerminated = ({ end }: ReferenceBucket) =>
    terms.life !== undefined && endsBy(end, terms.life.grace + terms.life.barred);
  const isLost = (modelBucket: ReferenceBucket) =>
    terms.life ? isTerminated(modelBucket) : terms.forfeits && isExpired(modelBucket);
  /** The end of a validity under the operator's rule. */
  const roundEnd = (end: number) => (terms.isToMidnight ? Math.ceil(end / DAY) * DAY : end);
  const hasPassed = (end: number | undefined) => end !== undefined && end <= clock.now;
  const isBeforeStart = ({ start }: ReferenceBucket) => start > clock.now;
  const loseValue = (modelBucket: ReferenceBucket, amount: number) =>
    recordMovement("expiry", modelBucket, amount);
  const forfeit = (modelBucket: ReferenceBucket) => {
    if (!isLost(modelBucket)) return;
    loseValue(modelBucket, Math.max(0, modelBucket.free));
    modelBucket.free = Math.min(0, modelBucket.free);
  };

  const open = ({ amount, days, starts = 0, ...setupMembers }: BucketSetup) => {
    const end = days === undefined ? undefined : roundEnd(clock.now + days * DAY);
    const start = clock.now + starts * DAY;
    const { account } = setupMembers;
    const modelBucket = {
      ...setupMembers,
      references: { account, number: `number of ${account}`, product: `product of ${account}` },
      free: amount,
      held: 0,
      suspended: false,
      end,
      start,
      owed: 0,
      lowBalanceTopups: [],
      previousFree: amount,
    };
    modelBuckets.set(setupMembers.id, modelBucket);
    recordMovement("opening", modelBucket, -amount);
  };
  for (const bucketSetup of bucketSetups) open(bucketSetup);

  /** The operator's limits are in EUR and MB. They do not apply to other units. */
  const limitFor = <T>(
    by: Partial<Record<BucketSetup["usageType"], T>> | undefined,
    modelBucket: ReferenceBucket,
  ) => (modelBucket.units === "USD" ? undefined : by?.[modelBucket.usageType]);

  /** Without a threshold, a balance is low when nothing is left: a part of a unit is not low. */
  const isLowAt = (amount: number, modelBucket: ReferenceBucket) => {
    const threshold = limitFor(terms.low, modelBucket);
    return threshold === undefined ? amount <= 0 : amount < threshold;
  };
  const isLow = (modelBucket: ReferenceBucket) => isLowAt(modelBucket.free, modelBucket);

  const modelActions: ReferenceAction[] = [];
  /** The status of each action when the last command ended. */
  const statusesBefore = new Map<ReferenceAction, string>();
  const signals: string[] = [];
  const signal = (text: string) => {
    if (terms.soonHours !== undefined) signals.push(text);
  };

  const spent = new Map<string, number>();
  const dayKey = ({ id }: ReferenceBucket) => `${id} on ${Math.floor(clock.now / DAY)}`;

  return {
    start,
    clock,
    terms,
    modelBuckets,
    outside,
    note: recordMovement,
    isExpired,
    isTerminated,
    isLost,
    until: roundEnd,
    /** Whether a bucket with this end could not be used. */
    endsBefore: (end: number) => endsBy(end, terms.life?.grace ?? 0),
    hasPassed,
    isBeforeStart,
    isLow,
    /** The limit below zero for a bucket: the debts of its account count together. */
    overdraftOf: (modelBucket: ReferenceBucket) => {
      const most = modelBucket.isBound ? 0 : (limitFor(terms.overdraft, modelBucket) ?? 0);
      const otherBuckets = [...modelBuckets.values()].filter(
        ({ account, units }) => account === modelBucket.account && units === modelBucket.units,
      );
      const debt = otherBuckets.reduce(
        (sum, each) => (each === modelBucket ? sum : sum + Math.max(0, -each.free)),
        0,
      );
      return Math.max(0, most - debt);
    },
    /** Ends a command: sends the signals, and makes the auto-top-ups of low balances due. */
    endCommand: () => {
      for (const modelAction of modelActions) {
        const isNew =
          statusesBefore.get(modelAction) === "created" && modelAction.status === "completed";
        if (isNew) signal(`Completed ${modelAction.kind}`);
        statusesBefore.set(modelAction, modelAction.status);
      }
      for (const modelBucket of modelBuckets.values()) {
        const isDebit = modelBucket.free < modelBucket.previousFree;
        const wasLow = isLowAt(modelBucket.previousFree, modelBucket);
        modelBucket.previousFree = modelBucket.free;
        if (
          !isDebit ||
          !isLow(modelBucket) ||
          modelBucket.suspended ||
          isExpired(modelBucket) ||
          isBeforeStart(modelBucket)
        )
          continue;
        if (!wasLow) signal(`LowBalance ${modelBucket.id}`);
        for (const modelAction of modelBucket.lowBalanceTopups) {
          if (modelAction.status === "created" && !modelAction.postAutoTopup?.open)
            modelAction.due = clock.now;
        }
      }
    },
    forfeit,
    open,
    spent,
    dayKey,
    modelActions,
    signals,
    /** Signals each bucket that expires soon at an instant, once for each end of its validity. */
    warn: (instant: number) => {
      for (const modelBucket of modelBuckets.values()) {
        const warnAt = (modelBucket.end ?? Infinity) - (terms.soonHours ?? Infinity) * HOUR;
        if (
          modelBucket.end === undefined ||
          modelBucket.signalledEnd === modelBucket.end ||
          !(warnAt <= instant)
        )
          continue;
        if (modelBucket.end > Math.max(clock.now, warnAt)) signal(`ExpiringSoon ${modelBucket.id}`);
        modelBucket.signalledEnd = modelBucket.end;
      }
    },
    requested: { topup: [], adjust: [], reserve: [], transfer: [], auto: [] } as Record<
      Kind | "auto",
      (ReferenceAction | undefined)[]
    >,
    usedVouchers: new Set<string>(),
    paidTopups: new Map<number, ReferenceAction>(),
    wrongVouchers: new Map<string, { count: number; until: number }>(),
    modelBucketAt: (id: string): ReferenceBucket => modelBuckets.get(id) ?? missingBucket,
    isMissing: (modelBucket: ReferenceBucket) => modelBucket === missingBucket,
    /** Opens the unknown bucket of a request; a refusal closes it again. */
    openUnknown: ({ at: id, defect }: ReferenceAction, index: number) => {
      const { usageType = "monetary", units = "EUR" } = pick(bucketSetups, index) ?? {};
      const isUnfit = defect === "usage" || defect === "unit";
      if (!terms.opensUnknown || modelBuckets.has(id) || isUnfit) return () => {};
      // The bucket has the references of the request. Most requests name none.
      const references = referencesOf(defect);
      const { account = id } = references;
      const content = { free: 0, held: 0, owed: 0, lowBalanceTopups: [], previousFree: 0 };
      const life = { suspended: false, end: undefined, start: 0 };
      modelBuckets.set(id, { id, usageType, units, account, references, ...content, ...life });
      return () => void modelBuckets.delete(id);
    },
    /** The holder of the count of wrong vouchers. */
    voucherHolder: ({ account }: ReferenceBucket, { references }: ReferenceAction) =>
      references.account ?? account,
    /** The buckets at the places of an account. */
    bucketsOf: (account: string) => {
      const own = bucketSetups.filter((place) => place.account === account).map(({ id }) => id);
      return [...modelBuckets.values()].filter(({ id }) => own.includes(id));
    },
    idOf: (index: number) => pick(bucketSetups, index)?.id ?? "missing",
    /** Starts the validity of a bucket at its first use. */
    use: (modelBucket: ReferenceBucket) => {
      if (modelBucket.firstUse !== undefined)
        modelBucket.end = roundEnd(clock.now + modelBucket.firstUse * DAY);
      modelBucket.firstUse = undefined;
    },
    /** Returns a held amount to the bucket; an expired bucket may forfeit it. */
    releaseHeld: (modelBucket: ReferenceBucket, amount: number) => {
      modelBucket.held -= amount;
      if (isLost(modelBucket)) loseValue(modelBucket, amount);
      else modelBucket.free += amount;
    },
    boundsOf: (kind: Kind, modelBucket: ReferenceBucket): Bounds | undefined =>
      limitFor(terms.bounds[kind], modelBucket),
    overCeiling: (modelBucket: ReferenceBucket, credit: number) => {
      const most = limitFor(terms.ceiling, modelBucket) ?? Infinity;
      return credit > 0 && modelBucket.free + modelBucket.held + credit > most;
    },
    /** Whether a bucket would last longer with this end. */
    isExtended: (modelBucket: ReferenceBucket, end: number) =>
      modelBucket.end !== undefined && end > modelBucket.end,
    /** The end that a top-up gives the bucket: by the request, the voucher or the policy. */
    endBy: (
      { end, voucher, postAutoTopup: auto }: ReferenceAction,
      modelBucket: ReferenceBucket,
      amount: number,
    ): number => {
      const card = voucherAt(voucher);
      const rule = modelBucket.units === "EUR" && amount >= (terms.validity?.atLeast ?? amount + 1);
      const days = card?.grantDays ?? (rule ? terms.validity?.days : undefined);
      // The end of an auto-top-up is that of its executions.
      const own = auto === undefined ? end : undefined;
      return roundEnd(own ?? (days === undefined ? 0 : clock.now + days * DAY));
    },
    /** The payer's bucket for a cost in another unit than the transfer's. */
    costBucketOf: (
      payer: ReferenceBucket,
      cost: number,
      units: string,
    ): ReferenceBucket | undefined =>
      [...modelBuckets.values()]
        .filter(
          (modelBucket) => modelBucket.units === units && modelBucket.account === payer.account,
        )
        .filter(
          (modelBucket) =>
            !modelBucket.suspended &&
            !isExpired(modelBucket) &&
            !isBeforeStart(modelBucket) &&
            modelBucket.free >= cost,
        )
        .sort(
          (a, b) =>
            (a.priority ?? 0) - (b.priority ?? 0) ||
            (a.end ?? Infinity) - (b.end ?? Infinity) ||
            (a.id < b.id ? -1 : 1),
        )[0],
  };
}

export type ReferenceState = ReturnType<typeof createState>;
