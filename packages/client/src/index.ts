export {
  bearer,
  headerAuth,
  isOwnOrigin,
  type TokenProvider,
  type TokenRequest,
  type TokenSource,
} from "./auth/bearer.ts";
export { createClient, type HttpOption } from "./client.ts";
export { type Connection, connect } from "./connection.ts";
export { ActionFailedError } from "./errors/action-failed-error.ts";
export { AbortedError, NetworkError, ParseError, TimeoutError } from "./errors/call-errors.ts";
export { isTmf654Error, type Tmf654Errors } from "./errors/guard.ts";
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
export { type ErrorFacts, Tmf654Error, type Violation } from "./errors/tmf654-error.ts";
export {
  type ReconcileOptions,
  type Reconciliation,
  UnknownOutcomeError,
} from "./errors/unknown-outcome-error.ts";
export type { ListCall, Page } from "./list.ts";
export { type CallMeta, metaOf } from "./meta.ts";
export type {
  BodyCheck,
  CallOptions,
  ClientOptions,
  RetryNotice,
  RetryOptions,
  ValueInfo,
  WriteOptions,
} from "./options.ts";
export { type ActionLike, type Outcome, outcome } from "./outcome.ts";
export type { ClientRequest, ClientResponse, Middleware, Next } from "./pipeline/types.ts";
export type { FetchInit, FetchLike, FetchResult, Platform } from "./platform.ts";
export {
  cancelAdjustBalance,
  cancelTopupBalance,
  cancelTransferBalance,
} from "./resources/cancel.ts";
export type { ListQuery } from "./resources/functions.ts";
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
export {
  type ConsumeReserve,
  consumeReserveBalance,
  releaseReserveBalance,
} from "./resources/reservation.ts";
export { type WaitOptions, waiter } from "./resources/wait-until.ts";
export { type Result, safely } from "./safe.ts";
export type { NoHttp, Reads, Resources, Tmf654Client, Writes } from "./types/client.ts";
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
  AccumulatedBalance,
  AdjustBalance,
  BalanceActionHistory,
  Bucket,
  Projection,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "./types/resources.ts";
