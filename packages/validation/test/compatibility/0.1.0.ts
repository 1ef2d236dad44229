/** Code for @tmf654/validation 0.1.0: every export, and the examples of the documents. Frozen. */
import { bucket, defineRule, formMessages, lenient, minorUnitsOnly, topupBalanceCreate, topupBalanceCreateRequest, topupBalanceCreateRules, tuneRules, withMessages, withRules } from "@tmf654/validation";
import { bucketFields } from "@tmf654/validation/fields";
import { june2020, normalize } from "@tmf654/validation/normalize";

export type { Check, CheckOptions, FoundIssues, Issue, Lenient, LenientPartial, MessageTable, MutableIssue, PathKey, RuleDefinition, RuleResult, RuleTuning, Severity, StandardIssue, StandardResult, StandardSchema, ValidationRule, Validator, ValueAt } from "@tmf654/validation";
export { accumulatedBalance, actionStatusType, adjustBalance, adjustBalanceCancelEvent, adjustBalanceCancelEventPayload, adjustBalanceCreate, adjustBalanceCreateEvent, adjustBalanceCreateEventPayload, adjustBalanceCreateRequest, adjustBalanceCreateRules, adjustBalanceFailureEvent, adjustBalanceFailureEventPayload, adjustBalanceUpdate, adjustBalanceUpdateRequest, adjustBalanceUpdateRules, adjustType, balanceActionHistory, bucket, bucketRef, bucketStatusType, channelRef, costOwnerType, defineRule, defineRuleFor, eventSubscription, eventSubscriptionInput, eventSubscriptionInputRequest, exactAmount, formMessages, isUsableId, isValid, issueText, lenient, listOf, logicalResourceRef, minorUnitsOnly, money, partyAccountRef, pathText, paymentMethodRef, productRef, quantity, recurringPeriodType, relatedParty, relatedTopupBalance, requestableStatus, reserveBalance, reserveBalanceCancelEvent, reserveBalanceCancelEventPayload, reserveBalanceCreate, reserveBalanceCreateEvent, reserveBalanceCreateEventPayload, reserveBalanceCreateRequest, reserveBalanceCreateRules, reserveBalanceFailureEvent, reserveBalanceFailureEventPayload, reserveBalanceUpdate, reserveBalanceUpdateRequest, reserveBalanceUpdateRules, structureMessages, subscriptionRules, timePeriod, tmfError, topupBalance, topupBalanceCancelEvent, topupBalanceCancelEventPayload, topupBalanceCreate, topupBalanceCreateEvent, topupBalanceCreateEventPayload, topupBalanceCreateRequest, topupBalanceCreateRules, topupBalanceFailureEvent, topupBalanceFailureEventPayload, topupBalanceUpdate, topupBalanceUpdateRequest, topupBalanceUpdateRules, transferBalance, transferBalanceCancelEvent, transferBalanceCancelEventPayload, transferBalanceCreate, transferBalanceCreateEvent, transferBalanceCreateEventPayload, transferBalanceCreateRequest, transferBalanceCreateRules, transferBalanceFailureEvent, transferBalanceFailureEventPayload, transferBalanceUpdate, transferBalanceUpdateRequest, transferBalanceUpdateRules, tuneRules, usageType, usageTypeOf, validator, withMessages, withRules } from "@tmf654/validation";
export type { SchemaName as all_SchemaName } from "@tmf654/validation/all";
export { rulesFor as all_rulesFor, schemaFor as all_schemaFor, schemaNames as all_schemaNames, validatorFor as all_validatorFor } from "@tmf654/validation/all";
export type { Field as fields_Field, Fields as fields_Fields, FieldsOf as fields_FieldsOf, FormField as fields_FormField } from "@tmf654/validation/fields";
export { accumulatedBalanceFields as fields_accumulatedBalanceFields, adjustBalanceCancelEventFields as fields_adjustBalanceCancelEventFields, adjustBalanceCancelEventPayloadFields as fields_adjustBalanceCancelEventPayloadFields, adjustBalanceCreateEventFields as fields_adjustBalanceCreateEventFields, adjustBalanceCreateEventPayloadFields as fields_adjustBalanceCreateEventPayloadFields, adjustBalanceCreateFields as fields_adjustBalanceCreateFields, adjustBalanceFailureEventFields as fields_adjustBalanceFailureEventFields, adjustBalanceFailureEventPayloadFields as fields_adjustBalanceFailureEventPayloadFields, adjustBalanceFields as fields_adjustBalanceFields, adjustBalanceUpdateFields as fields_adjustBalanceUpdateFields, balanceActionHistoryFields as fields_balanceActionHistoryFields, bucketFields as fields_bucketFields, bucketRefFields as fields_bucketRefFields, channelRefFields as fields_channelRefFields, eventSubscriptionFields as fields_eventSubscriptionFields, eventSubscriptionInputFields as fields_eventSubscriptionInputFields, formFields as fields_formFields, logicalResourceRefFields as fields_logicalResourceRefFields, moneyFields as fields_moneyFields, partyAccountRefFields as fields_partyAccountRefFields, paymentMethodRefFields as fields_paymentMethodRefFields, productRefFields as fields_productRefFields, quantityFields as fields_quantityFields, relatedPartyFields as fields_relatedPartyFields, relatedTopupBalanceFields as fields_relatedTopupBalanceFields, reserveBalanceCancelEventFields as fields_reserveBalanceCancelEventFields, reserveBalanceCancelEventPayloadFields as fields_reserveBalanceCancelEventPayloadFields, reserveBalanceCreateEventFields as fields_reserveBalanceCreateEventFields, reserveBalanceCreateEventPayloadFields as fields_reserveBalanceCreateEventPayloadFields, reserveBalanceCreateFields as fields_reserveBalanceCreateFields, reserveBalanceFailureEventFields as fields_reserveBalanceFailureEventFields, reserveBalanceFailureEventPayloadFields as fields_reserveBalanceFailureEventPayloadFields, reserveBalanceFields as fields_reserveBalanceFields, reserveBalanceUpdateFields as fields_reserveBalanceUpdateFields, timePeriodFields as fields_timePeriodFields, tmfErrorFields as fields_tmfErrorFields, topupBalanceCancelEventFields as fields_topupBalanceCancelEventFields, topupBalanceCancelEventPayloadFields as fields_topupBalanceCancelEventPayloadFields, topupBalanceCreateEventFields as fields_topupBalanceCreateEventFields, topupBalanceCreateEventPayloadFields as fields_topupBalanceCreateEventPayloadFields, topupBalanceCreateFields as fields_topupBalanceCreateFields, topupBalanceFailureEventFields as fields_topupBalanceFailureEventFields, topupBalanceFailureEventPayloadFields as fields_topupBalanceFailureEventPayloadFields, topupBalanceFields as fields_topupBalanceFields, topupBalanceUpdateFields as fields_topupBalanceUpdateFields, transferBalanceCancelEventFields as fields_transferBalanceCancelEventFields, transferBalanceCancelEventPayloadFields as fields_transferBalanceCancelEventPayloadFields, transferBalanceCreateEventFields as fields_transferBalanceCreateEventFields, transferBalanceCreateEventPayloadFields as fields_transferBalanceCreateEventPayloadFields, transferBalanceCreateFields as fields_transferBalanceCreateFields, transferBalanceFailureEventFields as fields_transferBalanceFailureEventFields, transferBalanceFailureEventPayloadFields as fields_transferBalanceFailureEventPayloadFields, transferBalanceFields as fields_transferBalanceFields, transferBalanceUpdateFields as fields_transferBalanceUpdateFields, unitChoices as fields_unitChoices } from "@tmf654/validation/fields";
export type { JsonSchema as jsonSchema_JsonSchema, JsonSchemaTarget as jsonSchema_JsonSchemaTarget, JsonSchemaValidator as jsonSchema_JsonSchemaValidator } from "@tmf654/validation/json-schema";
export { withJsonSchema as jsonSchema_withJsonSchema } from "@tmf654/validation/json-schema";
export type { Dialect as normalize_Dialect, MemberAlias as normalize_MemberAlias, NormalizeChange as normalize_NormalizeChange, NormalizeChangeKind as normalize_NormalizeChangeKind, NormalizeOptions as normalize_NormalizeOptions, NormalizeResult as normalize_NormalizeResult, UnitAlias as normalize_UnitAlias } from "@tmf654/validation/normalize";
export { june2020 as normalize_june2020, normalize as normalize_normalize, normalizeError as normalize_normalizeError, normalizeList as normalize_normalizeList, published as normalize_published } from "@tmf654/validation/normalize";

export async function example1() {
const issues = topupBalanceCreateRequest.check({
  amount: { amount: -5, units: "EUR" },
  usageType: "monetary",
  bucket: { id: "b1" },
});
console.log(issues.map(({ path, code }) => `${path.join(".")} ${code}`));
// [ 'partyAccount required', 'amount.amount amountNotPositive' ]
}

export async function example2() {
const form = withMessages(withRules(topupBalanceCreateRequest, [minorUnitsOnly]), formMessages);
const messageFor = (amount: unknown) =>
  form.check({
    amount: { amount, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "b1" },
    partyAccount: { id: "p1" },
  })[0]?.message;
console.log(messageFor(""));
// Please enter a number.
console.log(messageFor(-5));
// Please enter an amount greater than 0.
console.log(messageFor(1.234));
// Please enter an amount with at most 2 decimals.
}

export async function example3() {
const german = withMessages(topupBalanceCreateRequest, {
  required: "fehlt",
  enum: "muss eines sein von: {allowed}",
});
const [first] = german.check({});
console.log(first?.message);
// fehlt
}

export async function example4() {
const atMost500 = defineRule({
  code: "topupTooLarge",
  reads: ["amount.amount"],
  message: "must not exceed {limit}",
  breaks: ([amount]) => amount !== undefined && amount > 500 && { limit: 500 },
});
const strict = withRules(topupBalanceCreate, [
  ...tuneRules(topupBalanceCreateRules, { voucherWithPayment: "error" }),
  atMost500,
]);
const body = { amount: { amount: 501, units: "EUR" }, usageType: "monetary", bucket: { id: "b1" } };
console.log(strict.check(body).map(({ message }) => message));
// [ 'is missing', 'must not exceed 500' ]
}

export async function example5() {
const sent = { status: "Active", product: { id: "p1" }, remainingValue: { amount: "1000b" } };
const { value } = normalize(sent, { as: bucketFields, dialect: june2020 });
console.log(JSON.stringify(value));
// {"status":"active","product":[{"id":"p1"}],"remainingValue":{"amount":1000,"units":"B"},"usageType":"data"}
console.log(lenient(bucket).check(value));
// []
}
