export { isDateTime, parseDateTime } from "./date-time.ts";
export type {
  OpenApiDocument,
  OpenApiNode,
  OpenApiOperation,
  OpenApiPathItem,
} from "./document.ts";
export type { BalanceEvent, EventType } from "./event.ts";
export type {
  BooleanFilter,
  DateTimeFilter,
  EnumFilter,
  EqualityOperator,
  NumberFilter,
  OneOrMore,
  OrderOperator,
  TextFilter,
} from "./filter.ts";
export { additions } from "./generated/additions.ts";
export { attributes, attributeValues } from "./generated/attributes.ts";
export {
  actionStatusTypeValues,
  adjustTypeValues,
  bucketStatusTypeValues,
  costOwnerTypeValues,
  recurringPeriodTypeValues,
  usageTypeValues,
} from "./generated/enums.ts";
export { type EventByType, events } from "./generated/events.ts";
export type {
  AccumulatedBalanceFilter,
  AdjustBalanceFilter,
  BalanceActionHistoryFilter,
  BucketFilter,
  FilterByResource,
  ReserveBalanceFilter,
  TopupBalanceFilter,
  TransferBalanceFilter,
} from "./generated/filters.ts";
export type {
  AccumulatedBalance,
  ActionStatusType,
  AdjustBalance,
  AdjustBalanceCancelEvent,
  AdjustBalanceCancelEventPayload,
  AdjustBalanceCreate,
  AdjustBalanceCreateEvent,
  AdjustBalanceCreateEventPayload,
  AdjustBalanceFailureEvent,
  AdjustBalanceFailureEventPayload,
  AdjustBalanceUpdate,
  AdjustType,
  BalanceActionHistory,
  Bucket,
  BucketRef,
  BucketStatusType,
  ChannelRef,
  CostOwnerType,
  EventSubscription,
  EventSubscriptionInput,
  LogicalResourceRef,
  Money,
  PartyAccountRef,
  PaymentMethodRef,
  ProductRef,
  Quantity,
  RecurringPeriodType,
  RelatedParty,
  RelatedTopupBalance,
  ReserveBalance,
  ReserveBalanceCancelEvent,
  ReserveBalanceCancelEventPayload,
  ReserveBalanceCreate,
  ReserveBalanceCreateEvent,
  ReserveBalanceCreateEventPayload,
  ReserveBalanceFailureEvent,
  ReserveBalanceFailureEventPayload,
  ReserveBalanceUpdate,
  TimePeriod,
  TmfError,
  TopupBalance,
  TopupBalanceCancelEvent,
  TopupBalanceCancelEventPayload,
  TopupBalanceCreate,
  TopupBalanceCreateEvent,
  TopupBalanceCreateEventPayload,
  TopupBalanceFailureEvent,
  TopupBalanceFailureEventPayload,
  TopupBalanceUpdate,
  TransferBalance,
  TransferBalanceCancelEvent,
  TransferBalanceCancelEventPayload,
  TransferBalanceCreate,
  TransferBalanceCreateEvent,
  TransferBalanceCreateEventPayload,
  TransferBalanceFailureEvent,
  TransferBalanceFailureEventPayload,
  TransferBalanceUpdate,
  UsageType,
} from "./generated/models.ts";
export { operations } from "./generated/operations.ts";
export { actionNames, basePath, resources } from "./generated/resources.ts";
export { normalizeNumber, normalizeVoucherCode } from "./identifiers.ts";
export type { components, OperationTypes, paths } from "./openapi-types.ts";
export type { Operation, OperationId } from "./operation.ts";
export type {
  ActionName,
  AttributeKind,
  AttributePath,
  ResourceName,
  SortKey,
} from "./resource.ts";
