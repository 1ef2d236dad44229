import type { Policy } from "@tmf654/ledger";
import { Latest } from "../journal/latest.ts";
import type { FaultCheck, RecordedCommand, RequestNotes } from "../ports/request-notes.ts";
import type { Profile } from "../profile/profile.ts";
import type { TracedProfile } from "./trace.ts";

/** A recorded command whose policy is a number, because all commands share a few policies. */
export type StoredCommand = Omit<RecordedCommand, "policy"> & { readonly policyId: number };

/**
 * The facts about a request that are stored for its trace, because the journal does not store them.
 */
export interface StoredTrace {
  readonly number: number;
  readonly profile: TracedProfile;
  readonly faults: readonly FaultCheck[];
  readonly commands: readonly StoredCommand[];
}

/** The policies of the latest profiles. Older traces lose the rules of their commands. */
const maxPolicies = 8;
/** The bytes of a record that a command read. */
const readWeight = 500;
/** A command that read more buckets of an account is stored without its reads. */
const maxBuckets = 200;

/** The facts of the latest requests, with the same limits of number and size as the journal. */
export class TraceStore {
  /** Whether new requests are traced. */
  isOn: boolean;
  readonly #latest: Latest<StoredTrace>;
  readonly #policies = new Map<number, Policy>();
  #policyCount = 0;

  constructor(isOn: boolean, maxEntries: number, maxBytes: number) {
    this.isOn = isOn;
    this.#latest = new Latest(maxEntries, maxBytes);
  }

  /**
   * Stores the notes about a request under its number in the journal. `weight` is the approximate
   * number of bytes of the request in memory. The records that it read are also in the store, or
   * were there.
   */
  record(
    number: number,
    { faults, commands }: RequestNotes,
    profile: Profile,
    weight: number,
  ): void {
    const { name, strict = {} } = profile;
    const { unknownAttributes = true, required = true, arrays = true } = strict;
    const storedTrace: StoredTrace = {
      number,
      profile: { name, unknownAttributes, required, arrays },
      faults,
      commands: commands.filter(isStorable).map(({ policy, ...storedMembers }) => ({
        ...storedMembers,
        policyId: this.#policyId(policy),
      })),
    };
    const readCount = commands.reduce((sum, command) => sum + command.reads.length, 0);
    this.#latest.push(storedTrace, weight + readCount * readWeight);
  }

  /** Returns the facts of a request, unless they were removed or never stored. */
  find(number: number): StoredTrace | undefined {
    for (const storedTrace of this.#latest.latestFirst())
      if (storedTrace.number === number) return storedTrace;
    return undefined;
  }

  /** Returns the policy of a stored command, unless it was removed. */
  policy(id: number): Policy | undefined {
    return this.#policies.get(id);
  }

  clear(): void {
    this.#latest.clear();
  }

  #policyId(policy: Policy): number {
    for (const [id, known] of this.#policies) if (known === policy) return id;
    this.#policyCount += 1;
    this.#policies.set(this.#policyCount, policy);
    for (const oldestPolicy of this.#policies.keys()) {
      if (this.#policies.size <= maxPolicies) break;
      this.#policies.delete(oldestPolicy);
    }
    return this.#policyCount;
  }
}

function isStorable({ reads }: RecordedCommand): boolean {
  return reads.every(([, , result]) => !Array.isArray(result) || result.length <= maxBuckets);
}
