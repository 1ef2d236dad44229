import { type Intent, places, vouchers } from "./intents.ts";

/**
 * A second bookkeeper, written from the behaviour's text and not from the ledger's code. It knows no
 * records, no units and no postings: whole numbers in objects that it changes in place. It says what
 * must be answered, and what every balance must then be.
 */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Place = {
  name: string;
  money: boolean;
  account: string;
  free: number;
  held: number;
  suspended: boolean;
  end: number | undefined;
};
type Hold = {
  at: Place;
  n: number;
  end: number | undefined;
  open: boolean;
  gone: boolean;
  used: number;
};
type Topup = { intent: Extract<Intent, { type: "topup" }>; status: string; due: number };
type Auto = {
  intent: Extract<Intent, { type: "auto" }>;
  anchor: number;
  done: number;
  next: number;
};

/** 15 January plus months is always the 15th: nothing to clamp in this workload. */
const monthsLater = (from: number, months: number): number => {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
};

export const createAuditor = (start: number, forfeits: boolean) => {
  let now = start;
  const books: Place[] = places.map((place) => ({
    name: place.id,
    money: place.units === "EUR",
    account: place.account,
    free: place.n,
    held: 0,
    suspended: false,
    end: place.days === undefined ? undefined : start + place.days * DAY,
  }));
  const holds: (Hold | undefined)[] = [];
  const topups: (Topup | undefined)[] = [];
  const autos: Auto[] = [];
  const used = new Set<string>();
  const paid = new Map<number, Topup>();
  const wrong = new Map<string, { count: number; until: number }>();

  const over = (place: Place) => place.end !== undefined && place.end <= now;
  const forfeit = (place: Place) => {
    if (forfeits && over(place)) place.free = 0;
  };
  const give = (place: Place, n: number) => {
    place.held -= n;
    if (!(forfeits && over(place))) place.free += n;
  };

  const whyNotTopup = (place: Place | undefined, job: Topup, first: boolean): string => {
    const { n, days, voucher, method, payment } = job.intent;
    if (first && payment !== undefined && voucher === undefined) {
      const before = paid.get(payment);
      if (before && before.status !== "failed") return "duplicateRequest";
    }
    if (place === undefined) return "bucketNotFound";
    if (voucher === undefined ? n <= 0 : n < 0) return "amountNotPositive";
    if (place.suspended) return "bucketSuspended";
    if (voucher !== undefined) {
      const card = vouchers[voucher];
      const lock = wrong.get(place.account);
      if (lock && lock.until > now) return "voucherLocked";
      if (card === undefined) return "voucherUnknown";
      if (used.has(card.code)) return "voucherUsed";
      const fits = (card.units === "EUR") === place.money;
      if (!fits || (n !== 0 && n !== card.n)) return "voucherAmountMismatch";
    }
    const until = days === undefined ? 0 : now + days * DAY;
    if (over(place) && until <= now) return "bucketExpired";
    if (first && method === "pm_declined") return "paymentDeclined";
    return "";
  };

  const doTopup = (place: Place, job: Topup) => {
    const { n, days, voucher } = job.intent;
    forfeit(place);
    const card = voucher === undefined ? undefined : vouchers[voucher];
    place.free += card ? card.n : n;
    if (card) {
      used.add(card.code);
      wrong.delete(place.account);
    }
    if (place.end !== undefined && days !== undefined) {
      place.end = Math.max(place.end, job.due + days * DAY);
    }
    job.status = "completed";
  };

  const missed = (place: Place | undefined, why: string) => {
    if (why !== "voucherUnknown" || place === undefined) return;
    const lock = wrong.get(place.account) ?? { count: 0, until: 0 };
    const count = lock.until > 0 ? 1 : lock.count + 1;
    wrong.set(place.account, { count, until: count >= 3 ? now + HOUR : 0 });
  };

  const plain = (intent: Auto["intent"]): Topup => ({
    intent: {
      ...intent,
      type: "topup",
      days: undefined,
      voucher: undefined,
      method: undefined,
      payment: undefined,
    },
    status: "created",
    due: now,
  });

  const nextOf = (auto: Auto) =>
    auto.intent.period === "weekly"
      ? auto.anchor + auto.done * 7 * DAY
      : monthsLater(auto.anchor, auto.done);

  const answers = {
    topup(intent: Extract<Intent, { type: "topup" }>): string {
      const place = books[intent.bucket];
      const job: Topup = { intent, status: "created", due: now };
      const why = whyNotTopup(place, job, true);
      if (why === "duplicateRequest") {
        topups.push(undefined);
        return `refused ${why}`;
      }
      if (intent.payment !== undefined && intent.voucher === undefined && !why) {
        paid.set(intent.payment, job);
      }
      topups.push(job);
      if (why || place === undefined) {
        job.status = "failed";
        missed(place, why);
        return `refused ${why} Failure`;
      }
      if (intent.method === "pm_slow") job.due = now + 30_000;
      else doTopup(place, job);
      return "accepted Create";
    },
    auto(intent: Auto["intent"]): string {
      const place = books[intent.bucket];
      const job = plain(intent);
      const why = whyNotTopup(place, job, true);
      if (why || place === undefined) return `refused ${why} Failure Failure`;
      doTopup(place, job);
      const auto: Auto = { intent, anchor: now, done: 1, next: 0 };
      auto.next = nextOf(auto);
      if (intent.times > 1) autos.push(auto);
      return "accepted Create Create";
    },
    adjust({ bucket, n }: Extract<Intent, { type: "adjust" }>): string {
      const place = books[bucket];
      if (place === undefined) return "refused bucketNotFound Failure";
      if (n === 0) return "refused amountZero Failure";
      if (place.suspended) return "refused bucketSuspended Failure";
      if (over(place)) return "refused bucketExpired Failure";
      if (place.free + n < 0) return "refused insufficientBalance Failure";
      place.free += n;
      return "accepted Create";
    },
    reserve({ bucket, n, hours }: Extract<Intent, { type: "reserve" }>): string {
      const place = books[bucket];
      const why = (() => {
        if (place === undefined) return "bucketNotFound";
        if (n !== undefined && n <= 0) return "amountNotPositive";
        if (place.suspended) return "bucketSuspended";
        if (over(place)) return "bucketExpired";
        return (n ?? 1) > place.free ? "insufficientBalance" : "";
      })();
      if (why || place === undefined) {
        holds.push(undefined);
        return `refused ${why} Failure`;
      }
      const amount = n ?? place.free;
      place.free -= amount;
      place.held += amount;
      const end = hours === undefined ? undefined : now + hours * HOUR;
      holds.push({ at: place, n: amount, end, open: true, gone: false, used: -1 });
      return "accepted Create";
    },
    consume({ action, n }: Extract<Intent, { type: "consume" }>): string {
      const hold = holds[action];
      if (hold === undefined || hold.gone) return "skip";
      if (!hold.open) {
        const isSame = hold.used >= 0 && (n === undefined || n === hold.used);
        if (isSame) return "replayed";
        const changes = n !== undefined && n !== (hold.used >= 0 ? hold.used : hold.n);
        return `refused ${changes && (n ?? 1) <= 0 ? "consumeNotPositive" : "reservationClosed"}`;
      }
      const wanted = n ?? hold.n;
      if (wanted <= 0) return "refused consumeNotPositive";
      const extra = Math.max(0, wanted - hold.n);
      if (extra > 0 && hold.at.suspended) return "refused bucketSuspended";
      if (extra > 0 && over(hold.at)) return "refused bucketExpired";
      if (extra > hold.at.free) return "refused insufficientBalance";
      hold.at.free -= extra;
      const part = wanted - extra;
      hold.at.held -= part;
      give(hold.at, hold.n - part);
      hold.open = false;
      hold.used = wanted;
      return "accepted";
    },
    release({ action }: { action: number }): string {
      const hold = holds[action];
      if (hold === undefined || hold.gone) return "skip";
      if (!hold.open) return hold.used < 0 ? "replayed" : "refused reservationClosed";
      hold.open = false;
      give(hold.at, hold.n);
      return "accepted Cancel";
    },
    remove({ action }: { action: number }): string {
      const hold = holds[action];
      if (hold === undefined) return "skip";
      if (hold.gone) return "refused actionNotFound";
      hold.gone = true;
      if (!hold.open) return "accepted";
      hold.open = false;
      give(hold.at, hold.n);
      return "accepted Cancel";
    },
    cancel({ action }: { action: number }): string {
      const job = topups[action];
      if (job === undefined) return "skip";
      if (job.status === "cancelled") return "replayed";
      if (job.status !== "created") return "refused actionClosed";
      job.status = "cancelled";
      return "accepted Cancel";
    },
    transfer({ bucket, to, n, cost, owner }: Extract<Intent, { type: "transfer" }>): string {
      const from = books[bucket];
      const other = books[to];
      const why = (): string => {
        if (from === undefined) return "bucketNotFound";
        if (other === undefined) return "receiverBucketNotFound";
        if (from === other) return "sameBucket";
        if (from.money !== other.money) return "usageTypeMismatch";
        if (n <= 0) return "amountNotPositive";
        if (from.suspended) return "bucketSuspended";
        if (over(from)) return "bucketExpired";
        if (other.suspended) return "receiverBucketSuspended";
        if (over(other)) return "receiverBucketExpired";
        const own = from.money && owner !== "receiver" ? cost : 0;
        if (n + own > from.free) return "insufficientBalance";
        if (cost === 0) return "";
        if (from.money) return owner === "receiver" && cost > n ? "costNotCollectable" : "";
        const purse = purseOf(owner === "receiver" ? other : from, cost);
        if (purse === undefined) return "costNotCollectable";
        purse.free -= cost;
        return "";
      };
      const reason = why();
      if (reason || from === undefined || other === undefined) return `refused ${reason} Failure`;
      from.free -= n + (from.money && owner !== "receiver" ? cost : 0);
      other.free += n - (from.money && owner === "receiver" ? cost : 0);
      return "accepted Create";
    },
    spend({ bucket, n }: Extract<Intent, { type: "spend" }>): string {
      const place = books[bucket];
      if (place === undefined) return "refused bucketNotFound";
      if (n <= 0) return "refused amountNotPositive";
      if (place.suspended) return "refused bucketSuspended";
      if (over(place)) return "refused bucketExpired";
      if (n > place.free) return "refused insufficientBalance";
      place.free -= n;
      return "accepted";
    },
    life(type: "suspend" | "resume" | "expire", bucket: number): string {
      const place = books[bucket];
      if (place === undefined) return "refused bucketNotFound";
      const before = JSON.stringify(place);
      if (type === "expire") place.end = over(place) ? place.end : now;
      else place.suspended = type === "suspend";
      forfeit(place);
      return before === JSON.stringify(place) ? "replayed" : "accepted";
    },
  };

  const purseOf = (payer: Place, cost: number): Place | undefined =>
    books
      .filter((place) => place.money && place.account === payer.account)
      .filter((place) => !place.suspended && !over(place) && place.free >= cost)
      .sort((a, b) => (a.end ?? Infinity) - (b.end ?? Infinity))[0];

  /** Everything that happens by itself up to an instant, in order of time. */
  const wait = (until: number) => {
    for (;;) {
      const jobs: { at: number; run: () => void }[] = [];
      for (const hold of holds) {
        if (!hold?.open || hold.end === undefined) continue;
        const run = () => {
          hold.open = false;
          give(hold.at, hold.n);
        };
        jobs.push({ at: hold.end, run });
      }
      for (const job of topups) {
        if (job?.status !== "created") continue;
        const place = books[job.intent.bucket];
        const run = () => {
          const why = whyNotTopup(place, job, false);
          missed(place, why);
          if (why || place === undefined) job.status = "failed";
          else doTopup(place, { ...job, due: job.due - 30_000 });
          if (!why) job.status = "completed";
        };
        jobs.push({ at: job.due, run });
      }
      for (const auto of autos) {
        if (auto.done >= auto.intent.times) continue;
        const run = () => {
          const place = books[auto.intent.bucket];
          const job = plain(auto.intent);
          if (place && whyNotTopup(place, job, true) === "") doTopup(place, job);
          auto.done += 1;
          auto.next = nextOf(auto);
        };
        jobs.push({ at: auto.next, run });
      }
      const next = jobs.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      for (const place of books) {
        const upTo = next?.at ?? until;
        if (place.end !== undefined && place.end <= upTo) {
          now = Math.max(now, upTo);
          forfeit(place);
        }
      }
      if (next === undefined) break;
      now = Math.max(now, next.at);
      next.run();
    }
    now = until;
  };

  return {
    /** The answer the ledger owes, as `short` writes it; "skip" for what cannot be asked. */
    ask(intent: Intent): string {
      if (intent.type === "wait") {
        wait(now + intent.hours * HOUR);
        return "";
      }
      if (intent.type === "suspend" || intent.type === "resume" || intent.type === "expire") {
        return answers.life(intent.type, intent.bucket);
      }
      return (answers[intent.type] as (asked: Intent) => string)(intent);
    },
    balances: () => books.map(({ name, free, held }) => `${name}: ${free} + ${held}`),
  };
};
