import type { EventSubscription } from "@tmf654/contract";
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
  AdjustBalanceCreate,
  AdjustBalanceUpdate,
  EventSubscriptionInput,
  ReserveBalanceCreate,
  ReserveBalanceUpdate,
  TopupBalanceCreate,
  TopupBalanceUpdate,
  TransferBalanceCreate,
  TransferBalanceUpdate,
} from "../types/requests.ts";
import type {
  AccumulatedBalance,
  AdjustBalance,
  BalanceActionHistory,
  Bucket,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "../types/resources.ts";
import { defineCreate, defineDelete, defineList, definePatch, defineRetrieve } from "./define.ts";

// A constant for each operation of the contract, so that a bundle contains only the used ones.

/** `GET /bucket`: one page, or every record with `for await`. */
export const listBucket = /* @__PURE__ */ defineList<Bucket, BucketQuery>("bucket");
/** `GET /bucket/{id}`. */
export const retrieveBucket = /* @__PURE__ */ defineRetrieve<Bucket>("bucket");

/** `GET /topupBalance`: one page, or every record with `for await`. */
export const listTopupBalance = /* @__PURE__ */ defineList<TopupBalance, TopupBalanceQuery>(
  "topupBalance",
);
/** `GET /topupBalance/{id}`. */
export const retrieveTopupBalance = /* @__PURE__ */ defineRetrieve<TopupBalance>("topupBalance");
/** `POST /topupBalance`: never sent again when its outcome is unknown. */
export const createTopupBalance = /* @__PURE__ */ defineCreate<TopupBalance, TopupBalanceCreate>(
  "topupBalance",
);
/** `PATCH /topupBalance/{id}`: JSON Merge Patch. */
export const patchTopupBalance = /* @__PURE__ */ definePatch<TopupBalance, TopupBalanceUpdate>(
  "topupBalance",
);
/** `DELETE /topupBalance/{id}`: cancels an open action, or deletes the record of a finished one. */
export const deleteTopupBalance = /* @__PURE__ */ defineDelete("topupBalance");

/** `GET /adjustBalance`: one page, or every record with `for await`. */
export const listAdjustBalance = /* @__PURE__ */ defineList<AdjustBalance, AdjustBalanceQuery>(
  "adjustBalance",
);
/** `GET /adjustBalance/{id}`. */
export const retrieveAdjustBalance = /* @__PURE__ */ defineRetrieve<AdjustBalance>("adjustBalance");
/** `POST /adjustBalance`: never sent again when its outcome is unknown. */
export const createAdjustBalance = /* @__PURE__ */ defineCreate<AdjustBalance, AdjustBalanceCreate>(
  "adjustBalance",
);
/** `PATCH /adjustBalance/{id}`: JSON Merge Patch. */
export const patchAdjustBalance = /* @__PURE__ */ definePatch<AdjustBalance, AdjustBalanceUpdate>(
  "adjustBalance",
);
/**
 * `DELETE /adjustBalance/{id}`: cancels an open action, or deletes the record of a finished one.
 */
export const deleteAdjustBalance = /* @__PURE__ */ defineDelete("adjustBalance");

/** `GET /reserveBalance`: one page, or every record with `for await`. */
export const listReserveBalance = /* @__PURE__ */ defineList<ReserveBalance, ReserveBalanceQuery>(
  "reserveBalance",
);
/** `GET /reserveBalance/{id}`. */
export const retrieveReserveBalance =
  /* @__PURE__ */ defineRetrieve<ReserveBalance>("reserveBalance");
/** `POST /reserveBalance`: never sent again when its outcome is unknown. */
export const createReserveBalance = /* @__PURE__ */ defineCreate<
  ReserveBalance,
  ReserveBalanceCreate
>("reserveBalance");
/** `PATCH /reserveBalance/{id}`: JSON Merge Patch. */
export const patchReserveBalance = /* @__PURE__ */ definePatch<
  ReserveBalance,
  ReserveBalanceUpdate
>("reserveBalance");
/**
 * `DELETE /reserveBalance/{id}`: cancels an open action, or deletes the record of a finished one.
 */
export const deleteReserveBalance = /* @__PURE__ */ defineDelete("reserveBalance");

/** `GET /transferBalance`: one page, or every record with `for await`. */
export const listTransferBalance = /* @__PURE__ */ defineList<
  TransferBalance,
  TransferBalanceQuery
>("transferBalance");
/** `GET /transferBalance/{id}`. */
export const retrieveTransferBalance =
  /* @__PURE__ */ defineRetrieve<TransferBalance>("transferBalance");
/** `POST /transferBalance`: never sent again when its outcome is unknown. */
export const createTransferBalance = /* @__PURE__ */ defineCreate<
  TransferBalance,
  TransferBalanceCreate
>("transferBalance");
/** `PATCH /transferBalance/{id}`: JSON Merge Patch. */
export const patchTransferBalance = /* @__PURE__ */ definePatch<
  TransferBalance,
  TransferBalanceUpdate
>("transferBalance");
/**
 * `DELETE /transferBalance/{id}`: cancels an open action, or deletes the record of a finished one.
 */
export const deleteTransferBalance = /* @__PURE__ */ defineDelete("transferBalance");

/** `GET /accumulatedBalance`: one page, or every record with `for await`. */
export const listAccumulatedBalance = /* @__PURE__ */ defineList<
  AccumulatedBalance,
  AccumulatedBalanceQuery
>("accumulatedBalance");
/** `GET /accumulatedBalance/{id}`. */
export const retrieveAccumulatedBalance =
  /* @__PURE__ */ defineRetrieve<AccumulatedBalance>("accumulatedBalance");

/** `GET /balanceActionHistory`: one page, or every record with `for await`. */
export const listBalanceActionHistory = /* @__PURE__ */ defineList<
  BalanceActionHistory,
  BalanceActionHistoryQuery
>("balanceActionHistory");
/** `GET /balanceActionHistory/{id}`. */
export const retrieveBalanceActionHistory =
  /* @__PURE__ */ defineRetrieve<BalanceActionHistory>("balanceActionHistory");

/** `POST /hub`: subscribes a callback to events. */
export const registerListener = /* @__PURE__ */ defineCreate<
  EventSubscription,
  EventSubscriptionInput
>("hub", "EventSubscription", "registerListener");
/** `DELETE /hub/{id}`: deletes a subscription. */
export const unregisterListener = /* @__PURE__ */ defineDelete(
  "hub",
  "EventSubscription",
  "unregisterListener",
);
