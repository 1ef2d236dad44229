export { accumulatedBalances } from "./accumulated.ts";
export type {
  ActionCommand,
  BucketCommand,
  Command,
  DeleteCommand,
  DueCommand,
  PatchCommand,
} from "./command.ts";
export {
  decide,
  decideAdjust,
  decideReserve,
  decideTopup,
  decideTransfer,
} from "./decide.ts";
export type { ActionEvent, Decision, DecisionContext, RecordChange } from "./decision.ts";
export { nextDue, type ScheduledCommand } from "./due.ts";
export { explain } from "./explain.ts";
export {
  accountName,
  brokenInvariants,
  type Invariant,
  invariants,
  trialBalance,
} from "./invariants.ts";
export { type PaymentResult, paymentResultFor, testPayments } from "./payment.ts";
export {
  type AmountLimits,
  defaultPolicy,
  type Policy,
  type Tariff,
  type TransferLimits,
  type ValidityRule,
} from "./policy.ts";
export {
  type Account,
  type OutsideAccount,
  outsideAccounts,
  type Posting,
  reversal,
} from "./posting.ts";
export type {
  ActionBody,
  ActionKind,
  ActionRecord,
  AutoTopup,
  BucketBody,
  BucketRecord,
  LedgerView,
  VoucherLock,
  VoucherRecord,
} from "./records.ts";
export { type Refusal, type RefusalCode, type RefusalDetail, refusals } from "./refusals.ts";
export { apply, emptyState, type MemoryState, viewOf } from "./state.ts";
export { addPeriod, type CalendarPeriod, dayOf, formatInstant, parseInstant } from "./time.ts";
export { canBecome, requestable, transitions } from "./transitions.ts";
export {
  actionResource,
  bucketResource,
  bucketStatus,
  type HrefOf,
  historyEntry,
  newestFirst,
  resourceOf,
} from "./views.ts";
