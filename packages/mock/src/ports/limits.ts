/** The limits of the data that requests can add. Bytes of texts are counted as characters. */
export interface Limits {
  /** Registrations at the hub. Another registration is refused with 409. */
  readonly registrations: number;
  /**
   * Characters of the callback and the query of a registration together. More characters are
   * refused with 400.
   */
  readonly registrationLength: number;
  /** Events that wait for one subscriber. Another event is stored as undelivered. */
  readonly waitingEvents: number;
  /** The total size of all waiting events, in bytes. Another event is stored as undelivered. */
  readonly waitingEventBytes: number;
  /**
   * Delivered events; the same limit applies to undelivered ones. The oldest are removed first.
   */
  readonly endedEvents: number;
  /**
   * The total size of the delivered events in bytes. The undelivered events have the same limit.
   */
  readonly endedEventBytes: number;
  /** Events posted to listener paths. The oldest are removed first. */
  readonly receivedEvents: number;
  /** The total size of the events posted to listener paths, in bytes. */
  readonly receivedEventBytes: number;
  /** Finished requests with an Idempotency-Key. The oldest are removed first. */
  readonly keys: number;
  /** The total size of the finished requests with a key and their responses, in bytes. */
  readonly keyBytes: number;
  /** Actions. Those that finished first are removed first, and open ones are never removed. */
  readonly actions: number;
  /** The total size of the requests of finished actions, in bytes. */
  readonly actionBytes: number;
  /** Buckets that requests opened. A request that would open another one is refused with 409. */
  readonly buckets: number;
  /**
   * The total size of the buckets that requests opened, in bytes. A request above the limit is
   * refused with 409.
   */
  readonly bucketBytes: number;
  /**
   * Accounts for which wrong voucher codes are counted. Those with the oldest count are removed
   * first.
   */
  readonly voucherLocks: number;
  /** The total size of the ids of the accounts with wrong voucher codes, in bytes. */
  readonly voucherLockBytes: number;
  /** Credentials whose requests a rate limit counts. The oldest ones are removed first. */
  readonly rateLimitCredentials: number;
  /** The total size of the credentials that a rate limit counts, in bytes. */
  readonly rateLimitBytes: number;
  /** Fault rules. Another rule is refused. */
  readonly faults: number;
  /** The total size of the fault rules, in bytes. A rule above the limit is refused. */
  readonly faultBytes: number;
  /** Concurrent requests that wait in real time. Another such request is refused with 503. */
  readonly delayedRequests: number;
  /** Open event streams of the control plane. Another stream is refused with 503. */
  readonly eventStreams: number;
}

/**
 * The name of a limit: of the stored data, or of the bodies of requests. The server sets
 * `uploadBytes`, and the profile sets `maximumBodyBytes`.
 */
export type LimitName = keyof Limits | "uploadBytes" | "maximumBodyBytes";

const mebibyte = 1_048_576;

/** The default limits of a mock. */
export const defaultLimits: Limits = {
  registrations: 1000,
  registrationLength: 4096,
  waitingEvents: 10_000,
  waitingEventBytes: 64 * mebibyte,
  endedEvents: 1000,
  endedEventBytes: 16 * mebibyte,
  receivedEvents: 1000,
  receivedEventBytes: 16 * mebibyte,
  keys: 10_000,
  keyBytes: 64 * mebibyte,
  actions: 100_000,
  actionBytes: 256 * mebibyte,
  buckets: 100_000,
  bucketBytes: 256 * mebibyte,
  voucherLocks: 10_000,
  voucherLockBytes: 4 * mebibyte,
  rateLimitCredentials: 10_000,
  rateLimitBytes: 4 * mebibyte,
  faults: 1000,
  faultBytes: 16 * mebibyte,
  delayedRequests: 1000,
  eventStreams: 100,
};

/** The limits, with counts of how often each was reached. */
export interface LimitWatch {
  readonly max: Limits;
  /**
   * Adds one hit to the count of a limit. `value` is the value of a limit that is not in `Limits`.
   */
  countReached(name: LimitName, value?: number): void;
  counts(): Readonly<Partial<Record<LimitName, number>>>;
}

/** Creates the counts of one mock. `onLimit` is called the first time that a limit is reached. */
export function createLimitWatch(
  limits: Partial<Limits> = {},
  onLimit: (name: LimitName, max: number) => void = () => {},
): LimitWatch {
  const presentLimits = Object.entries(limits).filter(([, value]) => value !== undefined);
  const max: Limits = { ...defaultLimits, ...Object.fromEntries(presentLimits) };
  const counts = new Map<LimitName, number>();
  return {
    max,
    countReached: (name, value = max[name as keyof Limits]) => {
      const countBefore = counts.get(name) ?? 0;
      counts.set(name, countBefore + 1);
      if (countBefore === 0) onLimit(name, value);
    },
    counts: () => Object.fromEntries(counts),
  };
}
