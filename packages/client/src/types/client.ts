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
import type { Connection } from "../connection.ts";
import type { ListCall, Page } from "../list.ts";
import type { CallOptions, WriteOptions } from "../options.ts";
import type { ListQuery } from "../resources/functions.ts";
import type { ConsumeReserve } from "../resources/reservation.ts";
import type { WaitOptions } from "../resources/wait-until.ts";
import type { Result } from "../safe.ts";
import type {
  AccumulatedBalanceQuery,
  AdjustBalanceQuery,
  BalanceActionHistoryQuery,
  BucketQuery,
  ReserveBalanceQuery,
  TopupBalanceQuery,
  TransferBalanceQuery,
} from "./queries.ts";
import type {
  AccumulatedBalance,
  AdjustBalance,
  BalanceActionHistory,
  Bucket,
  Projection,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "./resources.ts";

/** Errors are thrown, or are values. */
type Style = "throws" | "safe";
type Reply<S extends Style, T> = Promise<S extends "safe" ? Result<T> : T>;
type ListReply<S extends Style, T> = S extends "safe" ? Promise<Result<Page<T>>> : ListCall<T>;

/** What every resource but the hub has. */
export interface Reads<R, Q, S extends Style = "throws"> {
  /** One page when awaited; every record, page after page, with `for await`. */
  list<const F extends keyof R & string = keyof R & string>(
    query?: ListQuery<Q, F>,
    options?: CallOptions,
  ): ListReply<S, Projection<R, F>>;
  retrieve<const F extends keyof R & string = keyof R & string>(
    id: string,
    options?: CallOptions & { readonly fields?: readonly F[] },
  ): Reply<S, Projection<R, F>>;
}

/** What every action has. */
export interface Writes<R, C, U, S extends Style = "throws"> {
  /** Executes the action. Throws `ActionFailedError` when the server refuses it. */
  create(body: C, options?: WriteOptions): Reply<S, R>;
  /** JSON Merge Patch. */
  update(id: string, body: U, options?: WriteOptions): Reply<S, R>;
  /** Cancels an open action, removes the record of a finished one. */
  delete(id: string, options?: CallOptions): Reply<S, void>;
  /** Polls until the action has the status. */
  waitUntil(
    id: string,
    status: "completed" | "cancelled" | "failed",
    options?: WaitOptions,
  ): Reply<S, R>;
}

/** The resources of TMF654, with errors thrown or as values. */
export interface Resources<S extends Style = "throws"> {
  readonly bucket: Reads<Bucket, BucketQuery, S>;
  readonly topupBalance: Reads<TopupBalance, TopupBalanceQuery, S> &
    Writes<TopupBalance, TopupBalanceCreate, TopupBalanceUpdate, S> & {
      /** Cancels a top-up that is still open, such as an auto-top-up. */
      cancel(id: string, options?: WriteOptions): Reply<S, TopupBalance>;
    };
  readonly adjustBalance: Reads<AdjustBalance, AdjustBalanceQuery, S> &
    Writes<AdjustBalance, AdjustBalanceCreate, AdjustBalanceUpdate, S> & {
      /** Cancels an adjustment that is still open. */
      cancel(id: string, options?: WriteOptions): Reply<S, AdjustBalance>;
    };
  readonly reserveBalance: Reads<ReserveBalance, ReserveBalanceQuery, S> &
    Writes<ReserveBalance, ReserveBalanceCreate, ReserveBalanceUpdate, S> & {
      /** Spends what is held, all or part. */
      consume(id: string, how: ConsumeReserve, options?: WriteOptions): Reply<S, ReserveBalance>;
      /** Gives back what is held. */
      release(
        id: string,
        how: { readonly reason: string },
        options?: WriteOptions,
      ): Reply<S, ReserveBalance>;
    };
  readonly transferBalance: Reads<TransferBalance, TransferBalanceQuery, S> &
    Writes<TransferBalance, TransferBalanceCreate, TransferBalanceUpdate, S> & {
      /** Cancels an open transfer, by DELETE. */
      cancel(id: string, options?: CallOptions): Reply<S, void>;
    };
  readonly accumulatedBalance: Reads<AccumulatedBalance, AccumulatedBalanceQuery, S>;
  readonly balanceActionHistory: Reads<BalanceActionHistory, BalanceActionHistoryQuery, S>;
  readonly hub: {
    /** Asks for events at `callback`. */
    create(body: EventSubscriptionInput, options?: WriteOptions): Reply<S, EventSubscription>;
    /** Ends a subscription. */
    delete(id: string, options?: CallOptions): Reply<S, void>;
  };
}

/** The type of `client.http` without the option: what the compiler then says is the remedy. */
export type NoHttp = "give the option `http: createHttp` of @tmf654/client/http";

/** A client of one server. `Http` is what the option `http` makes. */
export interface Tmf654Client<Http = unknown> extends Resources {
  /** The same resources, with `{ ok, data } | { ok: false, error }` in place of a throw. */
  readonly safe: Resources<"safe">;
  /**
   * The openapi-fetch client over the same pipeline, for anything else: when the option `http` is
   * given, which takes `createHttp` of `@tmf654/client/http`. Else reading it throws.
   */
  readonly http: Http;
  /** For the operation functions. */
  readonly connection: Connection;
}
