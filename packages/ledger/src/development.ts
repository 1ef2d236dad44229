/**
 * `@tmf654/ledger` for development builds, which a bundler or Node chooses by the condition
 * `development`. The only difference: `apply` checks the invariants.
 */

export {
  accountName,
  accumulatedBalances,
  actionResource,
  addPeriod,
  brokenInvariants,
  bucketResource,
  bucketStatus,
  canBecome,
  creditOrder,
  dayOf,
  decide,
  decideAdjust,
  decideReserve,
  decideTopup,
  decideTransfer,
  defaultPolicy,
  emptyState,
  explain,
  formatInstant,
  historyEntry,
  invariants,
  newestFirst,
  nextDue,
  outsideAccounts,
  parseInstant,
  paymentResultFor,
  quantityOf,
  refusals,
  requestable,
  resourceOf,
  reversal,
  spendingOrder,
  testPayments,
  transitions,
  trialBalance,
  viewOf,
} from "./index.ts";
export { checkedApply as apply } from "./state/checked-apply.ts";
