import { type Intent, places, vouchers } from "./intents.ts";

/** The auditor's books: what it knows, and the small steps that its answers are made of. */
export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Place = {
  name: string;
  money: boolean;
  account: string;
  free: number;
  held: number;
  suspended: boolean;
  end: number | undefined;
};
export type Hold = {
  at: Place;
  n: number;
  end: number | undefined;
  open: boolean;
  gone: boolean;
  used: number;
};
export type Topup = { intent: Extract<Intent, { type: "topup" }>; status: string; due: number };
export type Auto = {
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

export const openBooks = (start: number, forfeits: boolean) => {
  const clock = { now: start };
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

  const over = (place: Place) => place.end !== undefined && place.end <= clock.now;
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
      if (lock && lock.until > clock.now) return "voucherLocked";
      if (card === undefined) return "voucherUnknown";
      if (used.has(card.code)) return "voucherUsed";
      const fits = (card.units === "EUR") === place.money;
      if (!fits || (n !== 0 && n !== card.n)) return "voucherAmountMismatch";
    }
    const until = days === undefined ? 0 : clock.now + days * DAY;
    if (over(place) && until <= clock.now) return "bucketExpired";
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
    wrong.set(place.account, { count, until: count >= 3 ? clock.now + HOUR : 0 });
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
    due: clock.now,
  });

  const nextOf = (auto: Auto) =>
    auto.intent.period === "weekly"
      ? auto.anchor + auto.done * 7 * DAY
      : monthsLater(auto.anchor, auto.done);

  const purseOf = (payer: Place, cost: number): Place | undefined =>
    books
      .filter((place) => place.money && place.account === payer.account)
      .filter((place) => !place.suspended && !over(place) && place.free >= cost)
      .sort((a, b) => (a.end ?? Infinity) - (b.end ?? Infinity))[0];

  return {
    clock,
    books,
    holds,
    topups,
    autos,
    paid,
    over,
    forfeit,
    give,
    whyNotTopup,
    doTopup,
    missed,
    plain,
    nextOf,
    purseOf,
  };
};
