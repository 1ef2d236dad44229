import type { RunningReplicas, SharedRows } from "../ports/shared-rows.ts";
import type { ReplicaState } from "../ports/state-changes.ts";
import type { Replica } from "./replica.ts";

/** The intervals of the work that a replica does without a request. */
export interface MaintenanceOptions {
  /** The milliseconds between two reads of what others wrote. */
  readonly pollMs: number;
  /** The milliseconds after which another replica sends the events of one that has ended. */
  readonly leaseMs: number;
  /** Returns milliseconds that never go back. */
  readonly elapsed: () => number;
  /** Calls a function every `ms` milliseconds. The returned function stops the calls. */
  readonly every: (ms: number, task: () => void) => () => void;
}

/** The due work of a mock. Another replica may have moved the clock. */
interface DueWork {
  /** Runs what is due, if anything is. */
  readonly runDue: () => Promise<void>;
}

/** The regular work of a replica: it reads what others wrote, and holds the lease for deliveries. */
export class Maintenance {
  readonly #replica: Replica;
  readonly #rows: SharedRows;
  readonly #options: MaintenanceOptions & DueWork;
  readonly #stop: () => void;
  #isWorking = false;
  #isStopped = false;
  #heartbeatAt = Number.NEGATIVE_INFINITY;
  /** The instant at which the lease ends, by the clock of this process. */
  #leaseEnd = 0;
  /** The replicas that the database had at the latest heartbeat. */
  #runningReplicas: RunningReplicas | undefined;

  constructor(replica: Replica, rows: SharedRows, options: MaintenanceOptions & DueWork) {
    this.#replica = replica;
    this.#rows = rows;
    this.#options = options;
    this.#stop = options.every(options.pollMs, () => void this.work());
  }

  /** This replica beside the others, as of the latest heartbeat. `undefined` before the first one. */
  get replicaState(): ReplicaState | undefined {
    if (!this.#runningReplicas) return undefined;
    const { count, latestPosition } = this.#runningReplicas;
    const { isSender, position } = this.#replica;
    return { count, position, lag: Math.max(0, latestPosition - position), isSender };
  }

  /** Does the work that is due. Never rejects. */
  async work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      if (this.#options.elapsed() > this.#leaseEnd) this.#replica.setSender(false);
      if (this.#replica.isLoaded) {
        await this.#replica.enter("read");
        await this.#options.runDue();
      }
      await this.heartbeat();
    } catch {
      // The replica has reported the error, and the next call tries again.
    } finally {
      this.#isWorking = false;
    }
  }

  /** Ends the work. Another replica that runs takes over the deliveries. */
  async stop(): Promise<void> {
    this.#stop();
    this.#isStopped = true;
    // The last replica still waits for the results of its deliveries.
    const { count } = await this.#rows.replicas().catch(() => ({ count: 1 }));
    if (count > 1) this.#replica.setSender(false);
  }

  /** Says that this replica runs, and takes the lease if it is free. */
  async heartbeat(): Promise<void> {
    const { leaseMs, elapsed } = this.#options;
    const now = elapsed();
    if (now - this.#heartbeatAt < leaseMs / 5) return;
    this.#heartbeatAt = now;
    // A load may take long, and a silent replica is removed.
    await this.#rows.heartbeat(Math.max(0, this.#replica.position));
    const hasLease = await this.#rows.lease(leaseMs);
    // The lease began at the latest when it was confirmed, so this process ends it earlier.
    if (hasLease) this.#leaseEnd = now + 0.8 * leaseMs;
    if (hasLease !== this.#replica.isSender && !this.#isStopped) this.#replica.setSender(hasLease);
    this.#runningReplicas = await this.#rows.replicas();
  }
}
