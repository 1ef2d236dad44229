import type { Command, LedgerRead, PaymentResult, Policy } from "@tmf654/ledger";
import type { StepName } from "./steps.ts";

/** A fault rule that a request was compared with. */
export interface FaultCheck {
  readonly id: string;
  readonly when: "before" | "after";
  /** `skipped`: the rule matches, but its `rate` did not select this request. */
  readonly result: "applied" | "noMatch" | "skipped" | "disabled";
}

/** An event that a command published. */
export interface PublishedEvent {
  readonly eventId: string;
  readonly eventType: string;
  /** The registrations that get the event. */
  readonly to: readonly { readonly id: string; readonly callback: string }[];
}

/** A test number that changed the facts of a command. */
export interface AppliedTestNumber {
  readonly number: string;
  readonly behaviour: string;
}

/** A command of the ledger with everything that it read, so that it can be decided again. */
export interface RecordedCommand {
  readonly command: Command;
  /** Epoch milliseconds, by the mock's clock. */
  readonly at: number;
  readonly policy: Policy;
  /** The members of the policy that a test number or a limit changed. */
  readonly policyChanges?: Partial<Policy>;
  readonly paymentResult?: PaymentResult;
  readonly testNumber?: AppliedTestNumber;
  /** The records that the command read. */
  readonly reads: readonly LedgerRead[];
  /** The ids that the command used for new records. */
  readonly ids: readonly string[];
  readonly events: readonly PublishedEvent[];
}

/** Notes about one request for its trace. */
export interface RequestNotes {
  readonly faults: FaultCheck[];
  /** The commands of the ledger; empty unless traces are on. */
  readonly commands: RecordedCommand[];
}

/** The decision about a request. */
export interface RequestDecision {
  readonly decidedBy: StepName;
  readonly notes: RequestNotes | undefined;
}
