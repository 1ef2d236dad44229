import type { Delays } from "../clock/delays.ts";
import type { PostingLog } from "../engine/posting-log.ts";
import type { ReceivedEvents } from "../engine/received.ts";
import type { FaultRules } from "../faults/faults.ts";
import type { IdempotencyMemory } from "../http/idempotency.ts";
import type { RateLimiter } from "../http/rate-limit.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import type { Profile } from "../profile/profile.ts";
import type { SnapshotModules } from "../snapshot/snapshot.ts";

/** The modules of a mock that a database stores: those of a snapshot, and more. */
export interface StoredModules extends Omit<SnapshotModules, "initialRandomStates"> {
  readonly keys: IdempotencyMemory;
  readonly delays: Delays;
  readonly rateLimiter: RateLimiter;
  readonly postings: PostingLog;
  readonly receivedEvents: ReceivedEvents;
  readonly faults: FaultRules;
  readonly stateChanges: StateChanges;
  profile: Profile;
}
