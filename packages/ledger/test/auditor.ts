import { type Auto, HOUR, openBooks, type Topup } from "./audit-books.ts";
import type { Intent } from "./intents.ts";

/**
 * A second bookkeeper, written from the text of the behaviour and not from the ledger's code. It
 * knows no records, no units and no postings: whole numbers in objects that it changes in place. It
 * says what must be answered, and what every balance must then be.
 */
export const createAuditor = (start: number, forfeits: boolean) => {
  const {
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
  } = openBooks(start, forfeits);

  const answers = {
    topup(intent: Extract<Intent, { type: "topup" }>): string {
      const place = books[intent.bucket];
      const job: Topup = { intent, status: "created", due: clock.now };
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
      if (intent.method === "pm_slow") job.due = clock.now + 30_000;
      else doTopup(place, job);
      return "accepted Create";
    },
    auto(intent: Auto["intent"]): string {
      const place = books[intent.bucket];
      const job = plain(intent);
      const why = whyNotTopup(place, job, true);
      if (why || place === undefined) return `refused ${why} Failure Failure`;
      doTopup(place, job);
      const auto: Auto = { intent, anchor: clock.now, done: 1, next: 0 };
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
      const end = hours === undefined ? undefined : clock.now + hours * HOUR;
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
      if (type === "expire") place.end = over(place) ? place.end : clock.now;
      else place.suspended = type === "suspend";
      forfeit(place);
      return before === JSON.stringify(place) ? "replayed" : "accepted";
    },
  };

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
          clock.now = Math.max(clock.now, upTo);
          forfeit(place);
        }
      }
      if (next === undefined) break;
      clock.now = Math.max(clock.now, next.at);
      next.run();
    }
    clock.now = until;
  };

  return {
    /** The answer the ledger owes, as `short` writes it; "skip" for what cannot be asked. */
    ask(intent: Intent): string {
      if (intent.type === "wait") {
        wait(clock.now + intent.hours * HOUR);
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
