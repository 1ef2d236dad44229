import type {
  AdjustBalanceCreate,
  AdjustBalanceUpdate,
  EventSubscription,
  EventSubscriptionInput,
  ReserveBalanceCreate,
  ReserveBalanceUpdate,
  TopupBalanceCreate,
  TopupBalanceUpdate,
  TransferBalanceCreate,
  TransferBalanceUpdate,
} from "@tmf654/contract";
import type {
  AccumulatedBalanceQuery,
  AdjustBalanceQuery,
  BalanceActionHistoryQuery,
  BucketQuery,
  ReserveBalanceQuery,
  TopupBalanceQuery,
  TransferBalanceQuery,
} from "../types/queries.ts";
import type {
  AccumulatedBalance,
  AdjustBalance,
  BalanceActionHistory,
  Bucket,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "../types/resources.ts";
import { creator, deleter, lister, patcher, retriever } from "./functions.ts";

// One constant per operation, named by the contract's operation id: a bundle holds those it uses.

/** `GET /bucket`: one page when awaited, every record when walked. */
export const listBucket = /* @__PURE__ */ lister<Bucket, BucketQuery>("bucket");
/** `GET /bucket/{id}`. */
export const retrieveBucket = /* @__PURE__ */ retriever<Bucket>("bucket");

/** `GET /topupBalance`: one page when awaited, every record when walked. */
export const listTopupBalance = /* @__PURE__ */ lister<TopupBalance, TopupBalanceQuery>(
  "topupBalance",
);
/** `GET /topupBalance/{id}`. */
export const retrieveTopupBalance = /* @__PURE__ */ retriever<TopupBalance>("topupBalance");
/** `POST /topupBalance`: never repeated when its outcome is unknown. */
export const createTopupBalance = /* @__PURE__ */ creator<TopupBalance, TopupBalanceCreate>(
  "topupBalance",
);
/** `PATCH /topupBalance/{id}`: JSON Merge Patch. */
export const patchTopupBalance = /* @__PURE__ */ patcher<TopupBalance, TopupBalanceUpdate>(
  "topupBalance",
);
/** `DELETE /topupBalance/{id}`: cancels an open action, removes a finished one's record. */
export const deleteTopupBalance = /* @__PURE__ */ deleter("topupBalance");

/** `GET /adjustBalance`: one page when awaited, every record when walked. */
export const listAdjustBalance = /* @__PURE__ */ lister<AdjustBalance, AdjustBalanceQuery>(
  "adjustBalance",
);
/** `GET /adjustBalance/{id}`. */
export const retrieveAdjustBalance = /* @__PURE__ */ retriever<AdjustBalance>("adjustBalance");
/** `POST /adjustBalance`: never repeated when its outcome is unknown. */
export const createAdjustBalance = /* @__PURE__ */ creator<AdjustBalance, AdjustBalanceCreate>(
  "adjustBalance",
);
/** `PATCH /adjustBalance/{id}`: JSON Merge Patch. */
export const patchAdjustBalance = /* @__PURE__ */ patcher<AdjustBalance, AdjustBalanceUpdate>(
  "adjustBalance",
);
/** `DELETE /adjustBalance/{id}`: cancels an open action, removes a finished one's record. */
export const deleteAdjustBalance = /* @__PURE__ */ deleter("adjustBalance");

/** `GET /reserveBalance`: one page when awaited, every record when walked. */
export const listReserveBalance = /* @__PURE__ */ lister<ReserveBalance, ReserveBalanceQuery>(
  "reserveBalance",
);
/** `GET /reserveBalance/{id}`. */
export const retrieveReserveBalance = /* @__PURE__ */ retriever<ReserveBalance>("reserveBalance");
/** `POST /reserveBalance`: never repeated when its outcome is unknown. */
export const createReserveBalance = /* @__PURE__ */ creator<ReserveBalance, ReserveBalanceCreate>(
  "reserveBalance",
);
/** `PATCH /reserveBalance/{id}`: JSON Merge Patch. */
export const patchReserveBalance = /* @__PURE__ */ patcher<ReserveBalance, ReserveBalanceUpdate>(
  "reserveBalance",
);
/** `DELETE /reserveBalance/{id}`: cancels an open action, removes a finished one's record. */
export const deleteReserveBalance = /* @__PURE__ */ deleter("reserveBalance");

/** `GET /transferBalance`: one page when awaited, every record when walked. */
export const listTransferBalance = /* @__PURE__ */ lister<TransferBalance, TransferBalanceQuery>(
  "transferBalance",
);
/** `GET /transferBalance/{id}`. */
export const retrieveTransferBalance =
  /* @__PURE__ */ retriever<TransferBalance>("transferBalance");
/** `POST /transferBalance`: never repeated when its outcome is unknown. */
export const createTransferBalance = /* @__PURE__ */ creator<
  TransferBalance,
  TransferBalanceCreate
>("transferBalance");
/** `PATCH /transferBalance/{id}`: JSON Merge Patch. */
export const patchTransferBalance = /* @__PURE__ */ patcher<TransferBalance, TransferBalanceUpdate>(
  "transferBalance",
);
/** `DELETE /transferBalance/{id}`: cancels an open action, removes a finished one's record. */
export const deleteTransferBalance = /* @__PURE__ */ deleter("transferBalance");

/** `GET /accumulatedBalance`: one page when awaited, every record when walked. */
export const listAccumulatedBalance = /* @__PURE__ */ lister<
  AccumulatedBalance,
  AccumulatedBalanceQuery
>("accumulatedBalance");
/** `GET /accumulatedBalance/{id}`. */
export const retrieveAccumulatedBalance =
  /* @__PURE__ */ retriever<AccumulatedBalance>("accumulatedBalance");

/** `GET /balanceActionHistory`: one page when awaited, every record when walked. */
export const listBalanceActionHistory = /* @__PURE__ */ lister<
  BalanceActionHistory,
  BalanceActionHistoryQuery
>("balanceActionHistory");
/** `GET /balanceActionHistory/{id}`. */
export const retrieveBalanceActionHistory =
  /* @__PURE__ */ retriever<BalanceActionHistory>("balanceActionHistory");

/** `POST /hub`: asks for events at a callback. */
export const registerListener = /* @__PURE__ */ creator<EventSubscription, EventSubscriptionInput>(
  "hub",
  "EventSubscription",
  "registerListener",
);
/** `DELETE /hub/{id}`. */
export const unregisterListener = /* @__PURE__ */ deleter(
  "hub",
  "EventSubscription",
  "unregisterListener",
);
