import type { BucketSetup, Kind } from "./workload.ts";

/** References by name: the ids of an account, a number and a product. */
export type References = Partial<Record<"account" | "number" | "product", string>>;

/** A bucket in its simplest form. */
export type ReferenceBucket = Omit<BucketSetup, "amount" | "days" | "starts" | "firstUse"> & {
  firstUse?: number | undefined;
  free: number;
  held: number;
  suspended: boolean;
  end: number | undefined;
  start: number;
  /** A bucket that a request opened has only the references of that request. */
  references: References;
  /** Emergency credit that the next top-ups pay back. */
  owed: number;
  /** The auto-top-ups without a period. */
  lowBalanceTopups: ReferenceAction[];
  /** The free amount when the last command ended. */
  previousFree: number;
  /** The bucket's end for which the last `ExpiringSoon` was signalled. */
  signalledEnd?: number;
};

/** The state of an auto-top-up. */
export interface AutoTopupState {
  anchor: number;
  /** The number of executions since the anchor, and of all executions. */
  since: number;
  done: number;
  /** Set when `isAutoTopup: false` ended it: it is not an auto-top-up any more. */
  isOff?: boolean;
  /** Set when its POST was refused. Such an auto-top-up has only the record of the refusal. */
  isRefused?: boolean;
  times: number | undefined;
  /** Undefined for an auto-top-up that waits for a low balance. */
  period: string | undefined;
  /** The last execution, while its outcome is not known. */
  open: ReferenceAction | undefined;
}

/** One action: its request and its state. */
export interface ReferenceAction {
  readonly kind: Kind;
  readonly at: string;
  readonly since: number;
  status: "created" | "completed" | "failed" | "cancelled";
  isDeleted: boolean;
  amount: number;
  defect: string | undefined;
  /** The references of the request. A recorded action also has the references of its bucket. */
  references: References;
  /** The end that its `validFor` names. */
  end: number | undefined;
  due: number | undefined;
  description: number | undefined;
  method: string | undefined;
  voucher: number | undefined;
  isLoan?: boolean;
  isReversed?: boolean;
  isBonus?: boolean;
  /** The bonus that a top-up brought. */
  bonus?: ReferenceAction;
  /** The credited part of a completed top-up. */
  credit?: number;
  postAutoTopup: AutoTopupState | undefined;
  /** Runs when it is due; returns the expected result of the ledger. */
  run: () => string;
}

/** The bucket of a request whose bucket does not exist. */
export const missingBucket: ReferenceBucket = {
  id: "",
  usageType: "data",
  units: "MB",
  account: "",
  references: {},
  free: 0,
  held: 0,
  suspended: false,
  end: undefined,
  start: 0,
  owed: 0,
  lowBalanceTopups: [],
  previousFree: 0,
};
