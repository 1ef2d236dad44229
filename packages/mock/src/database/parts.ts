import type { Clock } from "../clock/clock.ts";
import type { Random } from "../clock/random.ts";
import type { Timers } from "../clock/timers.ts";
import type { EngineCore } from "../engine/core.ts";
import type { OutsideTotals } from "../engine/outside-accounts.ts";
import type { PostingLog } from "../engine/posting-log.ts";
import type { ReceivedEvents } from "../engine/received.ts";
import type { Hub } from "../events/hub.ts";
import type { Outbox } from "../events/outbox.ts";
import type { FaultRules } from "../faults/faults.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import type { Profile } from "../profile/profile.ts";

/** The parts of a mock that a database stores. */
export interface StoredParts {
  readonly clock: Clock;
  readonly timers: Pick<Timers, "now">;
  readonly random: Random;
  readonly eventRandom: Random;
  readonly faultRandom: Random;
  readonly core: EngineCore;
  readonly outsideAccounts: OutsideTotals;
  readonly postings: PostingLog;
  readonly hub: Hub;
  readonly outbox: Outbox;
  readonly received: ReceivedEvents;
  readonly faults: FaultRules;
  readonly keys: {
    readonly records: () => readonly IdempotencyRecord[];
    readonly load: (records: readonly IdempotencyRecord[]) => void;
  };
  readonly stateChanges: StateChanges;
  profile: Profile;
}
