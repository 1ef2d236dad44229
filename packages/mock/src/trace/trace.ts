import type { Quantity } from "@tmf654/contract";
import type { Decision, PaymentResult, Posting, RecordChange, RefusalCode } from "@tmf654/ledger";
import type { CheckedRule } from "@tmf654/ledger/trace";
import type { BalanceChange } from "../ports/activity.ts";
import type { AppliedTestNumber, PublishedEvent } from "../ports/request-notes.ts";
import type { StepName } from "../ports/steps.ts";

/** The reason for a response: the steps of its request, and the decision of the ledger. */
export interface Trace {
  /** The value of `X-Mock-Trace`, which is the number of the request in the journal. */
  readonly id: string;
  /** The instant of the response, by the mock's clock. */
  readonly time: string;
  readonly operation?: string;
  readonly method: string;
  /** The path below the base path, with the query. */
  readonly path: string;
  /** The response status, or 0 when the connection was dropped. */
  readonly status: number;
  /** The step that decided the response. */
  readonly decidedBy: StepName;
  /** One sentence that says why the client got this response. */
  readonly reason: string;
  /** The change that leads to another response; absent after a success. */
  readonly remedy?: string;
  /**
   * False without the facts that are kept only while traces are on: the profile, the fault rules
   * and the commands.
   */
  readonly isComplete: boolean;
  readonly profile?: TracedProfile;
  /** The steps of the method, in the order in which they decide. */
  readonly steps: readonly TraceStep[];
  /** The commands that the ledger decided for the request, in order. */
  readonly commands: readonly TraceCommand[];
}

/** The profile at the time of a request. */
export interface TracedProfile {
  readonly name: string;
  /** Whether unknown attributes in a query are refused. */
  readonly unknownAttributes: boolean;
  /** Whether missing mandatory members are refused. */
  readonly required: boolean;
  /** Whether an object in place of an array is refused. */
  readonly arrays: boolean;
}

/** A step of a request. */
export interface TraceStep {
  readonly name: StepName;
  /** The facts that the step reads. */
  readonly text: string;
  /**
   * `decided`: its response was sent, unless a later step is `applied`. `applied`: it changed the
   * response, or the facts of the ledger. `notReached`: an earlier step decided.
   */
  readonly result: "passed" | "decided" | "applied" | "notReached";
  /** The facts that the step read. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The change that leads to another response. Present when the step decided or was applied. */
  readonly remedy?: string;
}

/** A command of the ledger, with its decision. */
export interface TraceCommand {
  /** The type of the command, such as `topup` or `patch`. */
  readonly command: string;
  /** The instant of the decision. */
  readonly time: string;
  readonly outcome: Decision["outcome"];
  readonly refusal?: TraceRefusal;
  readonly testNumber?: AppliedTestNumber;
  /** The result of the simulated payment of a top-up. */
  readonly payment?: PaymentResult;
  /** The rules in their order. An auto-top-up has a second table for its first execution. */
  readonly rules: readonly (readonly TraceRule[])[];
  /** The balances that changed, as the log shows them. */
  readonly balances: readonly BalanceChange[];
  /** The records that changed. Without `before` the record is new; without `after` it is removed. */
  readonly changes: readonly TraceChange[];
  readonly postings: readonly TracePosting[];
  /** The events that were published. Without a listener there are none. */
  readonly events: readonly PublishedEvent[];
  /** The work that is due later because of the command. */
  readonly due: readonly TraceDue[];
}

/** A refusal of the ledger. */
export interface TraceRefusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly side?: "receiver";
  /** The change that leads to another response. */
  readonly remedy: string;
}

/** A rule of the ledger with the facts that it read. The refusing rule has its message. */
export type TraceRule = Omit<CheckedRule, "detail">;

/** A record before and after a command. */
export interface TraceChange {
  readonly table: RecordChange["table"];
  readonly id: string;
  /** The day of a sum of transfers, as the number of days since 1970-01-01. */
  readonly day?: number;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** A movement of value, with its amount in the unit of a bucket. */
export type TracePosting = Posting & { readonly amount?: Quantity };

/** Work that is due later. */
export interface TraceDue {
  readonly time: string;
  /** The type of the ledger's command, such as `due` or `forfeit`. */
  readonly command: string;
  /** The id of the action or the bucket. */
  readonly target: string;
}
