/** Code for @tmf654/contract 0.1.0: every export, and the examples of the documents. Frozen. */
import { attributeValues, attributes, basePath, events, isDateTime, normalizeNumber, operations, parseDateTime, resources, type BalanceEvent, type Bucket, type BucketFilter, type SortKey, type TopupBalanceCreate, usageTypeValues } from "@tmf654/contract";
import { default as document } from "@tmf654/contract/openapi.json" with { type: "json" };
import { default as folded } from "@tmf654/contract/openapi.folded.json" with { type: "json" };

export type { AccumulatedBalance, AccumulatedBalanceFilter, ActionName, ActionStatusType, AdjustBalance, AdjustBalanceCancelEvent, AdjustBalanceCancelEventPayload, AdjustBalanceCreate, AdjustBalanceCreateEvent, AdjustBalanceCreateEventPayload, AdjustBalanceFailureEvent, AdjustBalanceFailureEventPayload, AdjustBalanceFilter, AdjustBalanceUpdate, AdjustType, AttributeKind, AttributePath, BalanceActionHistory, BalanceActionHistoryFilter, BalanceEvent, BooleanFilter, Bucket, BucketFilter, BucketRef, BucketStatusType, ChannelRef, CostOwnerType, DateTimeFilter, EnumFilter, EqualityOperator, EventByType, EventSubscription, EventSubscriptionInput, EventType, FilterByResource, LogicalResourceRef, Money, NumberFilter, OneOrMore, OpenApiDocument, OpenApiNode, OpenApiOperation, OpenApiPathItem, Operation, OperationId, OperationTypes, OrderOperator, PartyAccountRef, PaymentMethodRef, ProductRef, Quantity, RecurringPeriodType, RelatedParty, RelatedTopupBalance, ReserveBalance, ReserveBalanceCancelEvent, ReserveBalanceCancelEventPayload, ReserveBalanceCreate, ReserveBalanceCreateEvent, ReserveBalanceCreateEventPayload, ReserveBalanceFailureEvent, ReserveBalanceFailureEventPayload, ReserveBalanceFilter, ReserveBalanceUpdate, ResourceName, SortKey, TextFilter, TimePeriod, TmfError, TopupBalance, TopupBalanceCancelEvent, TopupBalanceCancelEventPayload, TopupBalanceCreate, TopupBalanceCreateEvent, TopupBalanceCreateEventPayload, TopupBalanceFailureEvent, TopupBalanceFailureEventPayload, TopupBalanceFilter, TopupBalanceUpdate, TransferBalance, TransferBalanceCancelEvent, TransferBalanceCancelEventPayload, TransferBalanceCreate, TransferBalanceCreateEvent, TransferBalanceCreateEventPayload, TransferBalanceFailureEvent, TransferBalanceFailureEventPayload, TransferBalanceFilter, TransferBalanceUpdate, UsageType, components, paths } from "@tmf654/contract";
export { actionNames, actionStatusTypeValues, additions, adjustTypeValues, attributeValues, attributes, basePath, bucketStatusTypeValues, costOwnerTypeValues, events, isDateTime, normalizeNumber, normalizeVoucherCode, operations, parseDateTime, recurringPeriodTypeValues, resources, usageTypeValues } from "@tmf654/contract";

export async function example1() {
const topUp = (bucket: Bucket, amount: number): TopupBalanceCreate => ({
  bucket: { id: bucket.id ?? "" },
  partyAccount: { id: bucket.partyAccount?.id ?? "" },
  usageType: bucket.usageType ?? "other",
  amount: { amount, units: bucket.remainingValue?.units ?? "" },
});

const bucket: Bucket = { id: "b1", usageType: "data", remainingValue: { amount: 3, units: "GB" } };
console.log(topUp(bucket, 5).amount); // { amount: 5, units: 'GB' }
}

export async function example2() {
const { method, path, body, successStatus } = operations.createTopupBalance;
console.log(method, basePath + path); // POST /tmf-api/prepayBalanceManagement/v4/topupBalance
console.log(body, successStatus); // TopupBalance_Create 201
console.log(Object.keys(resources).length, events.length); // 7 12
console.log(resources.bucket.operations.list); // listBucket
}

export async function example3() {
console.log(usageTypeValues.join(" ")); // monetary voice data sms other
}

export async function example4() {
console.log(attributes.bucket["remainingValue.amount"]); // number
console.log(attributes.topupBalance["validFor.endDateTime"]); // date-time
console.log(attributeValues.bucket.status.join(" ")); // active suspended expired
}

export async function example5() {
const filter: BucketFilter = {
  status: "active",
  usageType: ["data", "voice"],
  "product.id": ["p1", "p2"],
  "remainingValue.amount.lt": 1,
  "validFor.endDateTime.gte": "2026-03-01T00:00:00Z",
};
const sort: SortKey<"bucket"> = "-confirmationDate";
console.log(Object.keys(filter).length, sort); // 5 -confirmationDate
}

export async function example6() {
console.log(parseDateTime("2026-03-01T02:00:00+02:00")); // 1772323200000
console.log(isDateTime("2026-02-30T00:00:00Z")); // false
console.log(normalizeNumber("+34 600 000 101")); // 34600000101
}

export async function example7() {
const describe = (event: BalanceEvent): string =>
  event.eventType === "TopupBalanceFailureEvent"
    ? `refused: ${event.event?.topupBalance?.failure?.code}`
    : event.eventType;

const failure = { code: "voucherUsed", message: "The voucher was used." };
console.log(
  describe({
    eventType: "TopupBalanceFailureEvent",
    event: { topupBalance: { status: "failed", failure } },
  }),
); // refused: voucherUsed
}

export async function example8() {
console.log(document.openapi, Object.keys(document.paths)[0]); // 3.1.0 /bucket
console.log(Object.keys(folded.paths)[0]); // /tmf-api/prepayBalanceManagement/v4/bucket
}
