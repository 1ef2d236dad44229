import type { Quantity } from "@tmf654/contract";
import type { ParsedAmount } from "./amounts.ts";
import type { UseCommand } from "./command.ts";
import type { ActionEvent, BucketSignal, Decision, RecordChange } from "./decision.ts";
import type { PaymentResult } from "./payment.ts";
import type { Policy } from "./policy.ts";
import type { OutsideAccount, Posting } from "./posting.ts";
import type { ActionBody, ActionRecord, BucketRecord, LedgerView } from "./records.ts";
import type { RefusalCode, RefusalDetail } from "./refusals.ts";

/** Everything a decision needs besides the records: time, ids and payment results are arguments. */
export interface DecisionContext {
  /** The current instant, in epoch milliseconds. */
  readonly now: number;
  readonly policy: Policy;
  /**
   * The code of the optional rules. Default none. A decision throws when its policy needs a missing
   * module.
   */
  readonly modules?: PolicyModules;
  /** A new unique id. Called only for a record that the decision adds. */
  readonly nextId: (kind: ActionRecord["kind"] | "bucket") => string;
  /** The payment gateway's result. Default: the result for a test value, by `paymentResultFor`. */
  readonly paymentResult?: PaymentResult;
  /** Called with each table of rules and its facts before the rules are checked, for a trace. */
  readonly onRules?: RulesListener;
}

/** The part of a refusal rule that a trace reads. */
export interface TracedRule<F> {
  readonly code: RefusalCode;
  readonly when: (facts: F) => boolean;
  readonly side?: "receiver";
  readonly detail?: (facts: F) => RefusalDetail;
}

/** A function that is called with tables of rules and their facts. */
export type RulesListener = <F extends object>(rules: readonly TracedRule<F>[], facts: F) => void;

/** A decision in progress. */
export interface DecisionDraft {
  readonly view: LedgerView;
  readonly context: DecisionContext;
  readonly changes: RecordChange[];
  readonly postings: Posting[];
  readonly events: ActionEvent[];
  readonly signals: BucketSignal[];
}

/** The refusals that apply, with their details. */
type Refusals = Readonly<Partial<Record<RefusalCode, RefusalDetail>>>;

/** All facts for the rules of an action, read before the first rule. */
export interface ActionFacts {
  readonly view: LedgerView;
  readonly context: DecisionContext;
  /** The current instant, in epoch milliseconds. */
  readonly now: number;
  readonly policy: Policy;
  readonly body: ActionBody;
  /** The bucket; `missingBucket` if the request names none, so that every rule can read it. */
  readonly bucket: BucketRecord;
  /** The amount as the request has it. */
  readonly requested: ParsedAmount;
  /** The amount to move: of the request, of a voucher, or all that remains. */
  readonly amount: ParsedAmount;
  /** The action whose delay has passed; undefined on receipt of the request. */
  readonly delayed: ActionRecord | undefined;
  /**
   * The refusals of a policy module that apply, with their facts. The table of refusals decides
   * their order.
   */
  readonly refused: Refusals | undefined;
}

/** The deductions from a top-up, in steps, by the account that gets them. */
export type TakenShares = readonly (readonly [to: OutsideAccount, steps: number])[];

/** The facts of a top-up about its emergency credit and its deductions. */
export interface CreditFacts {
  /** The credit that the top-up requests: the policy's amount and the debt, in steps. */
  readonly credit?: { readonly amount: Quantity | undefined; readonly debt: number };
  readonly taken: TakenShares;
}

/** The facts of an adjustment that reverses a top-up. */
export type ReversalFacts = ActionFacts & {
  readonly reversal?: { readonly topup: ActionRecord; readonly source: OutsideAccount };
};

/** Adds the consequences of a change to a decision. */
type ChangeHandler = (draft: DecisionDraft, change: RecordChange) => void;

/** The steps to take from a top-up, of which `left` steps remain. */
type TopupDeduction = (facts: ActionFacts, left: number) => number;

/**
 * The policy modules of the ledger, from `@tmf654/ledger/policies`. A module whose name is a member
 * of `Policy` is needed when that member is set.
 */
export interface PolicyModules {
  /** Gives the bonus of a completed top-up. */
  readonly topupBonuses?: ChangeHandler;
  readonly topupFees?: TopupDeduction;
  readonly topupTaxes?: TopupDeduction;
  readonly emergencyCredit?: {
    readonly gather: <F extends ActionFacts>(facts: F) => F & Omit<CreditFacts, "taken">;
    readonly recover: TopupDeduction;
    readonly settle: (draft: DecisionDraft, facts: ActionFacts & CreditFacts) => void;
  };
  /**
   * The worth of one bucket's steps in another bucket; undefined without a rate, or when no rate is
   * needed.
   */
  readonly conversions?: (
    steps: number,
    from: BucketRecord,
    to: BucketRecord,
    policy: Policy,
  ) => number | undefined;
  /** Needed when a limit of `policy.limits.transfer` has `perDay`. */
  readonly dailyLimits?: {
    readonly refusals: (facts: ActionFacts) => Refusals;
    readonly settle: (draft: DecisionDraft, facts: ActionFacts) => void;
  };
  readonly overdraft?: {
    /** The steps below zero that usage of a bucket may reach, after the debts of its account. */
    readonly lending: (bucket: BucketRecord, policy: Policy, view: LedgerView) => number;
    /** Records the overdraft limit of a bucket whose balance is below zero. */
    readonly settle: (draft: DecisionDraft, bucketId: string) => void;
  };
  /** Auto-top-ups without a period. Without this module, such a request is refused. */
  readonly topupsWhenLow?: {
    /** Whether the balance is high enough, so that no top-up is due. */
    readonly isWaiting: (draft: DecisionDraft, parent: ActionRecord) => boolean;
    /** Links an auto-top-up to its bucket. */
    readonly link: (draft: DecisionDraft, parent: ActionRecord) => void;
    /** Makes the auto-top-ups of a bucket due after a debit that leaves a low balance. */
    readonly handleChange: ChangeHandler;
  };
  readonly signals?: {
    readonly handleChange: ChangeHandler;
    /** Signals that a bucket expires soon, once for each end of its validity. */
    readonly signalExpiringSoon: (draft: DecisionDraft, bucket: BucketRecord) => void;
  };
  /** Reverses a top-up by an adjustment. Without this module, such an adjustment is refused. */
  readonly reversals?: {
    readonly gather: (facts: ActionFacts) => ReversalFacts;
    readonly settle: (
      draft: DecisionDraft,
      facts: ReversalFacts,
      action: ActionRecord,
    ) => ActionRecord;
  };
  /** Decides the command `use`. */
  readonly usage?: (
    view: LedgerView,
    command: UseCommand,
    context: DecisionContext,
  ) => Decision<ActionRecord>;
}
