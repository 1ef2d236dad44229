export {
  bearer,
  headerAuth,
  isOwnOrigin,
  type TokenProvider,
  type TokenRequest,
  type TokenSource,
} from "./auth/bearer.ts";
export { type Connection, connect } from "./client/connect.ts";
export { createClient } from "./client/create-client.ts";
export type { HttpOption } from "./client/http-option.ts";
export type {
  BodyCheck,
  BodyInfo,
  CallOptions,
  ClientOptions,
  RetryEvent,
  RetryOptions,
  WriteOptions,
} from "./client/options.ts";
export { type Result, toResult } from "./client/result.ts";
export type {
  ClientResources,
  ClientWithoutHttp,
  HttpNotEnabled,
  ReadMethods,
  Tmf654Client,
  WriteMethods,
} from "./client/tmf654-client.ts";
export { ActionFailedError } from "./errors/action-failed-error.ts";
export { AbortedError, NetworkError, ParseError, TimeoutError } from "./errors/call-errors.ts";
export { InvalidOptionsError } from "./errors/invalid-options-error.ts";
export { isTmf654Error, type Tmf654ErrorMap } from "./errors/is-tmf654-error.ts";
export {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  MethodNotAllowedError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  UnauthorizedError,
} from "./errors/status-errors.ts";
export { type Issue, Tmf654Error, type Tmf654ErrorInit } from "./errors/tmf654-error.ts";
export {
  type ReconcileOptions,
  type Reconciliation,
  UnknownOutcomeError,
  type WrittenResource,
} from "./errors/unknown-outcome-error.ts";
export { type CallMeta, metaOf } from "./pipeline/call-meta.ts";
export type { ClientRequest, ClientResponse, Middleware, Next } from "./pipeline/middleware.ts";
export type { FetchInit, FetchLike, FetchResponse, Platform } from "./platform/platform.ts";
export type { ReservationOptions, ReservationRecord } from "./reservations/record.ts";
export {
  cancelAdjustBalance,
  cancelTopupBalance,
  cancelTransferBalance,
} from "./resources/cancel.ts";
export type { ListQuery } from "./resources/define.ts";
export type { ListCall, ListPage } from "./resources/list-call.ts";
export {
  createAdjustBalance,
  createReserveBalance,
  createTopupBalance,
  createTransferBalance,
  deleteAdjustBalance,
  deleteReserveBalance,
  deleteTopupBalance,
  deleteTransferBalance,
  listAccumulatedBalance,
  listAdjustBalance,
  listBalanceActionHistory,
  listBucket,
  listReserveBalance,
  listTopupBalance,
  listTransferBalance,
  patchAdjustBalance,
  patchReserveBalance,
  patchTopupBalance,
  patchTransferBalance,
  registerListener,
  retrieveAccumulatedBalance,
  retrieveAdjustBalance,
  retrieveBalanceActionHistory,
  retrieveBucket,
  retrieveReserveBalance,
  retrieveTopupBalance,
  retrieveTransferBalance,
  unregisterListener,
} from "./resources/operations.ts";
export { createPoller, type WaitOptions } from "./resources/poller.ts";
export {
  type ConsumeParams,
  consumeReserveBalance,
  type ReleaseParams,
  releaseReserveBalance,
  resumeReserveBalance,
} from "./resources/reservation.ts";
export { type ActionLike, isFinal, isHeld, statusOf } from "./resources/status.ts";
export type { UnlistedValue } from "./types/open-enums.ts";
export type {
  AccumulatedBalanceQuery,
  AdjustBalanceQuery,
  BalanceActionHistoryQuery,
  BucketQuery,
  ReserveBalanceQuery,
  TopupBalanceQuery,
  TransferBalanceQuery,
} from "./types/queries.ts";
export type {
  AdjustBalanceCreate,
  AdjustBalanceUpdate,
  EventSubscriptionInput,
  ReserveBalanceCreate,
  ReserveBalanceUpdate,
  TopupBalanceCreate,
  TopupBalanceUpdate,
  TransferBalanceCreate,
  TransferBalanceUpdate,
  WrittenResources,
} from "./types/requests.ts";
export type {
  AccumulatedBalance,
  AdjustBalance,
  BalanceActionHistory,
  Bucket,
  Projection,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "./types/resources.ts";
