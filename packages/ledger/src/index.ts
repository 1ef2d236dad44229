export {
  decide,
  decideAdjust,
  decideReserve,
  decideTopup,
  decideTransfer,
} from "./decide.ts";
export { quantityOf } from "./model/amounts.ts";
export type {
  ActionCommand,
  BucketCommand,
  Command,
  DeleteCommand,
  DueCommand,
  PatchCommand,
  UseCommand,
} from "./model/command.ts";
export type {
  ActionFacts,
  CreditFacts,
  DecisionContext,
  DecisionDraft,
  PolicyModules,
  ReversalFacts,
  RulesListener,
  TakenShares,
  TracedRule,
} from "./model/context.ts";
export type {
  ActionEvent,
  BucketSignal,
  Decision,
  RecordChange,
} from "./model/decision.ts";
export { type ActionKind, actionKinds, kindOf, resourceOf } from "./model/kind.ts";
export {
  forfeitTime,
  terminationTime,
  usabilityEnd,
} from "./model/life.ts";
export { creditOrder, spendingOrder } from "./model/order.ts";
export { type PaymentResult, paymentResultFor, testPayments } from "./model/payment.ts";
export {
  type AmountLimits,
  type BonusRule,
  type ConversionRate,
  type DeductionRule,
  defaultPolicy,
  type EmergencyCredit,
  type Lifecycle,
  type Policy,
  type SignalName,
  type Tariff,
  type TransferLimits,
  type ValidityRule,
} from "./model/policy.ts";
export {
  type Account,
  type OutsideAccount,
  outsideAccounts,
  type Posting,
  reversePosting,
} from "./model/posting.ts";
export type {
  ActionBody,
  ActionRecord,
  AutoTopup,
  BucketBody,
  BucketRecord,
  BucketTerms,
  LedgerView,
  OtherBucket,
  VoucherLock,
  VoucherRecord,
} from "./model/records.ts";
export { type Refusal, type RefusalCode, type RefusalDetail, refusals } from "./model/refusals.ts";
export {
  addPeriod,
  type CalendarPeriod,
  dayOf,
  formatInstant,
  parseInstant,
} from "./model/time.ts";
export {
  canChangeStatus,
  requestableStatuses,
  transitions,
} from "./model/transitions.ts";
export { nextDue, type ScheduledCommand } from "./operations/due.ts";
export {
  accountName,
  brokenInvariants,
  type Invariant,
  invariants,
  trialBalance,
} from "./state/invariants.ts";
export { apply, emptyState, type MemoryState, viewOf } from "./state/memory.ts";
export {
  type LedgerRead,
  type RecordedView,
  recordReads,
  viewOfReads,
} from "./state/recorded-view.ts";
export { accumulatedBalances } from "./views/accumulated.ts";
export { explain } from "./views/explain.ts";
export {
  actionResource,
  bucketResource,
  bucketStatus,
  type HrefOf,
  historyEntry,
  lifeStage,
  newestFirst,
  shownSteps,
  typeNameOf,
} from "./views/resources.ts";
