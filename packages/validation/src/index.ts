/** Validators for TMF654 v4 messages: one for each schema, with rules that schemas cannot express. */

export { formMessages } from "./form-messages.ts";
export {
  accumulatedBalance,
  actionStatusType,
  adjustBalance,
  adjustBalanceCancelEvent,
  adjustBalanceCancelEventPayload,
  adjustBalanceCreate,
  adjustBalanceCreateEvent,
  adjustBalanceCreateEventPayload,
  adjustBalanceFailureEvent,
  adjustBalanceFailureEventPayload,
  adjustBalanceUpdate,
  adjustType,
  balanceActionHistory,
  bucket,
  bucketRef,
  bucketStatusType,
  channelRef,
  costOwnerType,
  eventSubscription,
  eventSubscriptionInput,
  logicalResourceRef,
  money,
  partyAccountRef,
  paymentMethodRef,
  productRef,
  quantity,
  recurringPeriodType,
  relatedParty,
  relatedTopupBalance,
  reserveBalance,
  reserveBalanceCancelEvent,
  reserveBalanceCancelEventPayload,
  reserveBalanceCreate,
  reserveBalanceCreateEvent,
  reserveBalanceCreateEventPayload,
  reserveBalanceFailureEvent,
  reserveBalanceFailureEventPayload,
  reserveBalanceUpdate,
  timePeriod,
  tmfError,
  topupBalance,
  topupBalanceCancelEvent,
  topupBalanceCancelEventPayload,
  topupBalanceCreate,
  topupBalanceCreateEvent,
  topupBalanceCreateEventPayload,
  topupBalanceFailureEvent,
  topupBalanceFailureEventPayload,
  topupBalanceUpdate,
  transferBalance,
  transferBalanceCancelEvent,
  transferBalanceCancelEventPayload,
  transferBalanceCreate,
  transferBalanceCreateEvent,
  transferBalanceCreateEventPayload,
  transferBalanceFailureEvent,
  transferBalanceFailureEventPayload,
  transferBalanceUpdate,
  usageType,
} from "./generated/all.ts";
export { type Lenient, type LenientPartial, lenient } from "./lenient.ts";
export { issueText, pathText, structureMessages } from "./messages.ts";
export { usageTypeOf } from "./normalize/usage-type.ts";
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
export { exactAmount, minorUnitsOnly } from "./rules/amount.ts";
export { isUsableId } from "./rules/reference.ts";
export {
  defineRule,
  defineRuleFor,
  type RuleDefinition,
  type RuleResult,
  type ValidationRule,
  type ValueAt,
} from "./rules/rule.ts";
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
export { type RuleTuning, tuneRules } from "./rules/tune.ts";
export { requestableStatus } from "./rules/update.ts";
export { withRules } from "./rules/with-rules.ts";
export type {
  Check,
  CheckOptions,
  FoundIssues,
  Issue,
  MessageTable,
  MutableIssue,
  PathKey,
  Severity,
} from "./runtime/issue.ts";
export type { StandardIssue, StandardResult, StandardSchema } from "./runtime/standard.ts";
export { isValid, listOf, type Validator, validator, withMessages } from "./runtime/validator.ts";
