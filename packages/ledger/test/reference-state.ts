import {
  type Bounds,
  type BucketSetup,
  cardAt,
  type Kind,
  pick,
  type WorkloadSetup,
} from "./workload.ts";

/** The state of the reference model, and the steps that its commands consist of. */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A bucket in its simplest form. */
export type ReferenceBucket = Omit<BucketSetup, "n" | "days" | "starts" | "firstUse"> & {
  firstUse?: number | undefined;
  free: number;
  held: number;
  suspended: boolean;
  end: number | undefined;
  start: number;
  /** Emergency credit that the next top-ups pay back. */
  owed: number;
  /** The auto-top-ups without a period. */
  tied: ReferenceAction[];
  /** The free amount when the last command ended. */
  seen: number;
  /** The end that was last signalled as near. */
  warned?: number;
};

/** The state of an auto-top-up. */
export interface Recurring {
  anchor: number;
  /** The number of executions since the anchor, and of all executions. */
  since: number;
  done: number;
  /** Set when `isAutoTopup: false` ended it: it is not an auto-top-up any more. */
  isOff?: boolean;
  times: number | undefined;
  /** Undefined for an auto-top-up that waits for a low balance. */
  period: string | undefined;
  /** The last execution, while its outcome is not known. */
  open: ReferenceAction | undefined;
}

/** One action: its request and its state. */
export interface ReferenceAction {
  readonly kind: Kind;
  readonly at: string;
  readonly since: number;
  status: "created" | "completed" | "failed" | "cancelled";
  gone: boolean;
  n: number;
  flaw: string | undefined;
  /** The end that its `validFor` names. */
  end: number | undefined;
  due: number | undefined;
  description: number | undefined;
  method: string | undefined;
  voucher: number | undefined;
  isLoan?: boolean;
  isReversed?: boolean;
  isBonus?: boolean;
  /** The bonus that a top-up brought. */
  bonus?: ReferenceAction;
  /** The credited part of a completed top-up. */
  credit?: number;
  auto: Recurring | undefined;
  /** Runs when it is due; returns the expected result of the ledger. */
  run: () => string;
}

const nowhere: ReferenceBucket = {
  id: "",
  usageType: "data",
  units: "MB",
  account: "",
  free: 0,
  held: 0,
  suspended: false,
  end: undefined,
  start: 0,
  owed: 0,
  tied: [],
  seen: 0,
};

/** The same day of a later month, or its last. */
function monthsLater(from: number, months: number): number {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

export function periodsLater(from: number, period: string, count: number): number {
  if (period === "monthly") return monthsLater(from, count);
  return from + count * (period === "weekly" ? 7 : 14) * DAY;
}

/** The first reason that applies, in the order they are given. */
export const firstReason = (...reasons: readonly (readonly [string, boolean])[]): string =>
  reasons.find(([, applies]) => applies)?.[0] ?? "";

export function createState({ terms, places }: WorkloadSetup, start: number) {
  const clock = { now: start };
  const boxes = new Map<string, ReferenceBucket>();
  const outside = new Map<string, number>();

  /** Records a movement to or from an account outside the buckets. */
  const note = (account: string, { units }: ReferenceBucket, n: number) =>
    outside.set(`${account} ${units}`, (outside.get(`${account} ${units}`) ?? 0) + n);

  const endsBy = (end: number | undefined, days: number) =>
    end !== undefined && end + days * DAY <= clock.now;
  const isExpired = ({ end }: ReferenceBucket) => endsBy(end, terms.life?.grace ?? 0);
  /** Whether nothing can revive the bucket. */
  const isTerminated = ({ end }: ReferenceBucket) =>
    terms.life !== undefined && endsBy(end, terms.life.grace + terms.life.barred);
  const isLost = (box: ReferenceBucket) =>
    terms.life ? isTerminated(box) : terms.forfeits && isExpired(box);
  /** The end of a validity under the operator's rule. */
  const until = (end: number) => (terms.isToMidnight ? Math.ceil(end / DAY) * DAY : end);
  const hasPassed = (end: number | undefined) => end !== undefined && end <= clock.now;
  const isBeforeStart = ({ start }: ReferenceBucket) => start > clock.now;
  const lose = (box: ReferenceBucket, n: number) => note("expiry", box, n);
  const forfeit = (box: ReferenceBucket) => {
    if (!isLost(box)) return;
    lose(box, Math.max(0, box.free));
    box.free = Math.min(0, box.free);
  };

  const open = ({ n, days, starts = 0, ...place }: BucketSetup) => {
    const end = days === undefined ? undefined : until(clock.now + days * DAY);
    const start = clock.now + starts * DAY;
    const box = {
      ...place,
      free: n,
      held: 0,
      suspended: false,
      end,
      start,
      owed: 0,
      tied: [],
      seen: n,
    };
    boxes.set(place.id, box);
    note("opening", box, -n);
  };
  for (const place of places) open(place);

  /** The operator's limits are in EUR and MB. They do not apply to other units. */
  const limitFor = <T>(
    by: Partial<Record<BucketSetup["usageType"], T>> | undefined,
    box: ReferenceBucket,
  ) => (box.units === "USD" ? undefined : by?.[box.usageType]);

  /** Without a threshold, a balance is low when nothing is left: a part of a unit is not low. */
  const isLowAt = (n: number, box: ReferenceBucket) => {
    const threshold = limitFor(terms.low, box);
    return threshold === undefined ? n <= 0 : n < threshold;
  };
  const isLow = (box: ReferenceBucket) => isLowAt(box.free, box);

  const acts: ReferenceAction[] = [];
  /** The status of each action when the last command ended. */
  const before = new Map<ReferenceAction, string>();
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
    boxes,
    outside,
    note,
    isExpired,
    isTerminated,
    isLost,
    until,
    /** Whether a bucket with this end could not be used. */
    endsBefore: (end: number) => endsBy(end, terms.life?.grace ?? 0),
    hasPassed,
    isBeforeStart,
    isLow,
    /** How far a bucket may go below zero: the debts of its account count together. */
    overdraftOf: (box: ReferenceBucket) => {
      const most = box.isBound ? 0 : (limitFor(terms.overdraft, box) ?? 0);
      const others = [...boxes.values()].filter(
        ({ account, units }) => account === box.account && units === box.units,
      );
      const debt = others.reduce(
        (sum, each) => (each === box ? sum : sum + Math.max(0, -each.free)),
        0,
      );
      return Math.max(0, most - debt);
    },
    /** Ends a command: makes auto-top-ups due that wait for a low balance, and signals. */
    endCommand: () => {
      for (const act of acts) {
        const isNew = before.get(act) === "created" && act.status === "completed";
        if (isNew) signal(`Completed ${act.kind}`);
        before.set(act, act.status);
      }
      for (const box of boxes.values()) {
        const isDebit = box.free < box.seen;
        const wasLow = isLowAt(box.seen, box);
        box.seen = box.free;
        if (!isDebit || !isLow(box) || box.suspended || isExpired(box) || isBeforeStart(box))
          continue;
        if (!wasLow) signal(`LowBalance ${box.id}`);
        for (const act of box.tied) {
          if (act.status === "created" && !act.auto?.open) act.due = clock.now;
        }
      }
    },
    forfeit,
    open,
    spent,
    dayKey,
    acts,
    signals,
    /** Signals each bucket that expires soon by an instant, once for each end. */
    warn: (by: number) => {
      for (const box of boxes.values()) {
        const due = (box.end ?? Infinity) - (terms.soonHours ?? Infinity) * HOUR;
        if (box.end === undefined || box.warned === box.end || !(due <= by)) continue;
        if (box.end > Math.max(clock.now, due)) signal(`ExpiringSoon ${box.id}`);
        box.warned = box.end;
      }
    },
    requested: { topup: [], adjust: [], reserve: [], transfer: [], auto: [] } as Record<
      Kind | "auto",
      (ReferenceAction | undefined)[]
    >,
    used: new Set<string>(),
    paid: new Map<number, ReferenceAction>(),
    wrong: new Map<string, { count: number; until: number }>(),
    boxAt: (id: string): ReferenceBucket => boxes.get(id) ?? nowhere,
    isNowhere: (box: ReferenceBucket) => box === nowhere,
    idOf: (index: number) => pick(places, index)?.id ?? "missing",
    /** Starts the validity of a bucket at its first use. */
    use: (box: ReferenceBucket) => {
      if (box.firstUse !== undefined) box.end = until(clock.now + box.firstUse * DAY);
      box.firstUse = undefined;
    },
    /** Returns a held amount to the bucket; an expired bucket may forfeit it. */
    give: (box: ReferenceBucket, n: number) => {
      box.held -= n;
      if (isLost(box)) lose(box, n);
      else box.free += n;
    },
    boundsOf: (kind: Kind, box: ReferenceBucket): Bounds | undefined =>
      limitFor(terms.bounds[kind], box),
    overCeiling: (box: ReferenceBucket, credit: number) => {
      const most = limitFor(terms.ceiling, box) ?? Infinity;
      return credit > 0 && box.free + box.held + credit > most;
    },
    /** Whether a bucket would last longer with this end. */
    isExtended: (box: ReferenceBucket, end: number) => box.end !== undefined && end > box.end,
    /** The end that a top-up gives the bucket: by the request, the voucher or the policy. */
    endBy: ({ end, voucher, auto }: ReferenceAction, box: ReferenceBucket, n: number): number => {
      const card = cardAt(voucher);
      const rule = box.units === "EUR" && n >= (terms.validity?.atLeast ?? n + 1);
      const days = card?.grantDays ?? (rule ? terms.validity?.days : undefined);
      // The end of an auto-top-up is that of its executions.
      const own = auto === undefined ? end : undefined;
      return until(own ?? (days === undefined ? 0 : clock.now + days * DAY));
    },
    /** The payer's bucket for a cost in another unit than the transfer's. */
    purseOf: (payer: ReferenceBucket, cost: number, units: string): ReferenceBucket | undefined =>
      [...boxes.values()]
        .filter((box) => box.units === units && box.account === payer.account)
        .filter(
          (box) => !box.suspended && !isExpired(box) && !isBeforeStart(box) && box.free >= cost,
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
