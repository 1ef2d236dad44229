/** Is this TMF654 message well formed, and would a person understand why not? */
export { accumulatedBalance } from "./generated/accumulated-balance.ts";
export { action } from "./generated/action.ts";
export { actionStatusType } from "./generated/action-status-type.ts";
export { addressable } from "./generated/addressable.ts";
export { adjustBalance } from "./generated/adjust-balance.ts";
export { adjustBalanceCancelEvent } from "./generated/adjust-balance-cancel-event.ts";
export { adjustBalanceCancelEventPayload } from "./generated/adjust-balance-cancel-event-payload.ts";
export { adjustBalanceCreate } from "./generated/adjust-balance-create.ts";
export { adjustBalanceCreateEvent } from "./generated/adjust-balance-create-event.ts";
export { adjustBalanceCreateEventPayload } from "./generated/adjust-balance-create-event-payload.ts";
export { adjustBalanceFailureEvent } from "./generated/adjust-balance-failure-event.ts";
export { adjustBalanceFailureEventPayload } from "./generated/adjust-balance-failure-event-payload.ts";
export { adjustBalanceUpdate } from "./generated/adjust-balance-update.ts";
export { adjustType } from "./generated/adjust-type.ts";
export { balanceActionHistory } from "./generated/balance-action-history.ts";
export { bucket } from "./generated/bucket.ts";
export { bucketRef } from "./generated/bucket-ref.ts";
export { bucketStatusType } from "./generated/bucket-status-type.ts";
export { channelRef } from "./generated/channel-ref.ts";
export { costOwnerType } from "./generated/cost-owner-type.ts";
export { entityRef } from "./generated/entity-ref.ts";
export { eventSubscription } from "./generated/event-subscription.ts";
export { eventSubscriptionInput } from "./generated/event-subscription-input.ts";
export { extensible } from "./generated/extensible.ts";
export { logicalResourceRef } from "./generated/logical-resource-ref.ts";
export { money } from "./generated/money.ts";
export { partyAccountRef } from "./generated/party-account-ref.ts";
export { paymentMethodRef } from "./generated/payment-method-ref.ts";
export { productRef } from "./generated/product-ref.ts";
export { quantity } from "./generated/quantity.ts";
export { recurringPeriodType } from "./generated/recurring-period-type.ts";
export { relatedParty } from "./generated/related-party.ts";
export { relatedTopupBalance } from "./generated/related-topup-balance.ts";
export { reserveBalance } from "./generated/reserve-balance.ts";
export { reserveBalanceCancelEvent } from "./generated/reserve-balance-cancel-event.ts";
export { reserveBalanceCancelEventPayload } from "./generated/reserve-balance-cancel-event-payload.ts";
export { reserveBalanceCreate } from "./generated/reserve-balance-create.ts";
export { reserveBalanceCreateEvent } from "./generated/reserve-balance-create-event.ts";
export { reserveBalanceCreateEventPayload } from "./generated/reserve-balance-create-event-payload.ts";
export { reserveBalanceFailureEvent } from "./generated/reserve-balance-failure-event.ts";
export { reserveBalanceFailureEventPayload } from "./generated/reserve-balance-failure-event-payload.ts";
export { reserveBalanceUpdate } from "./generated/reserve-balance-update.ts";
export { timePeriod } from "./generated/time-period.ts";
export { tmfError } from "./generated/tmf-error.ts";
export { topupBalance } from "./generated/topup-balance.ts";
export { topupBalanceCancelEvent } from "./generated/topup-balance-cancel-event.ts";
export { topupBalanceCancelEventPayload } from "./generated/topup-balance-cancel-event-payload.ts";
export { topupBalanceCreate } from "./generated/topup-balance-create.ts";
export { topupBalanceCreateEvent } from "./generated/topup-balance-create-event.ts";
export { topupBalanceCreateEventPayload } from "./generated/topup-balance-create-event-payload.ts";
export { topupBalanceFailureEvent } from "./generated/topup-balance-failure-event.ts";
export { topupBalanceFailureEventPayload } from "./generated/topup-balance-failure-event-payload.ts";
export { topupBalanceUpdate } from "./generated/topup-balance-update.ts";
export { transferBalance } from "./generated/transfer-balance.ts";
export { transferBalanceCancelEvent } from "./generated/transfer-balance-cancel-event.ts";
export { transferBalanceCancelEventPayload } from "./generated/transfer-balance-cancel-event-payload.ts";
export { transferBalanceCreate } from "./generated/transfer-balance-create.ts";
export { transferBalanceCreateEvent } from "./generated/transfer-balance-create-event.ts";
export { transferBalanceCreateEventPayload } from "./generated/transfer-balance-create-event-payload.ts";
export { transferBalanceFailureEvent } from "./generated/transfer-balance-failure-event.ts";
export { transferBalanceFailureEventPayload } from "./generated/transfer-balance-failure-event-payload.ts";
export { transferBalanceUpdate } from "./generated/transfer-balance-update.ts";
export { usageType } from "./generated/usage-type.ts";
export { issueText, pathText, structureMessages } from "./messages.ts";
export {
  adjustBalanceCreateRequest,
  adjustBalanceUpdateRequest,
  eventSubscriptionInputRequest,
  reserveBalanceCreateRequest,
  reserveBalanceUpdateRequest,
  topupBalanceCreateRequest,
  topupBalanceUpdateRequest,
  transferBalanceCreateRequest,
  transferBalanceUpdateRequest,
} from "./requests.ts";
export { exactAmount } from "./rules/amount.ts";
export { type At, type Rule, rule, ruleFor, type Verdict } from "./rules/rule.ts";
export {
  adjustBalanceCreateRules,
  adjustBalanceUpdateRules,
  reserveBalanceCreateRules,
  reserveBalanceUpdateRules,
  topupBalanceCreateRules,
  topupBalanceUpdateRules,
  transferBalanceCreateRules,
  transferBalanceUpdateRules,
} from "./rules/sets.ts";
export { subscriptionRules } from "./rules/subscription.ts";
export { type Tuning, tuneRules } from "./rules/tune.ts";
export { requestableStatus } from "./rules/update.ts";
export { withRules } from "./rules/with-rules.ts";
export type {
  Check,
  CheckOptions,
  Finding,
  Found,
  Issue,
  MessageTable,
  PathKey,
  Severity,
} from "./runtime/issue.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "./runtime/standard.ts";
export { isValid, listOf, type Validator, validator, withMessages } from "./runtime/validator.ts";
export { type Open, type OpenPartial, tolerant } from "./tolerant.ts";
