import type { EventSubscription } from "@tmf654/contract";
import type { ReservationOptions, ReservationRecord } from "../reservations/record.ts";
import type { ListQuery } from "../resources/define.ts";
import type { ListCall, ListPage } from "../resources/list-call.ts";
import type { WaitOptions } from "../resources/poller.ts";
import type { ConsumeParams, ReleaseParams } from "../resources/reservation.ts";
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
  Projection,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "../types/resources.ts";
import type { Connection } from "./connect.ts";
import type { CallOptions, WriteOptions } from "./options.ts";
import type { Result } from "./result.ts";

/** The way in which methods report errors: they throw or return them. */
type ErrorStyle = "throws" | "safe";
type MethodResult<S extends ErrorStyle, T> = Promise<S extends "safe" ? Result<T> : T>;
type ListResult<S extends ErrorStyle, T> = S extends "safe"
  ? Promise<Result<ListPage<T>>>
  : ListCall<T>;

/** The methods that read one kind of resource. */
export interface ReadMethods<R, Q, S extends ErrorStyle = "throws"> {
  /** Returns a list: `await` it for one page, or loop over every record with `for await`. */
  list<const F extends keyof R & string = keyof R & string>(
    query?: ListQuery<Q, F>,
    options?: CallOptions,
  ): ListResult<S, Projection<R, F>>;
  /** Reads one resource by its id. With `fields` the resource has only these attributes. */
  retrieve<const F extends keyof R & string = keyof R & string>(
    id: string,
    options?: CallOptions & { readonly fields?: readonly F[] | undefined },
  ): MethodResult<S, Projection<R, F>>;
}

/** The write methods of an action. */
export interface WriteMethods<R, C, U, S extends ErrorStyle = "throws"> {
  /**
   * Executes the action. Throws `ActionFailedError` when the server records the action as failed.
   */
  create(body: C, options?: WriteOptions): MethodResult<S, R>;
  /** Updates the action with a JSON Merge Patch. */
  update(id: string, body: U, options?: WriteOptions): MethodResult<S, R>;
  /** Cancels an open action, or deletes the record of a finished one. */
  delete(id: string, options?: CallOptions): MethodResult<S, void>;
  /** Polls until the action has the status. */
  waitUntil(
    id: string,
    status: "completed" | "cancelled" | "failed",
    options?: WaitOptions,
  ): MethodResult<S, R>;
}

/** The resources of TMF654. With `S = "safe"` methods return errors as values. */
export interface ClientResources<S extends ErrorStyle = "throws"> {
  /** The buckets, which hold the balance. */
  readonly bucket: ReadMethods<Bucket, BucketQuery, S>;
  /** Top-ups, which add to a bucket. */
  readonly topupBalance: ReadMethods<TopupBalance, TopupBalanceQuery, S> &
    WriteMethods<TopupBalance, TopupBalanceCreate, TopupBalanceUpdate, S> & {
      /** Cancels an open top-up, such as an auto-top-up. */
      cancel(id: string, options?: WriteOptions): MethodResult<S, TopupBalance>;
    };
  /** Adjustments, which correct a bucket. */
  readonly adjustBalance: ReadMethods<AdjustBalance, AdjustBalanceQuery, S> &
    WriteMethods<AdjustBalance, AdjustBalanceCreate, AdjustBalanceUpdate, S> & {
      /** Cancels an open adjustment. */
      cancel(id: string, options?: WriteOptions): MethodResult<S, AdjustBalance>;
    };
  /** Reservations, which hold an amount of a bucket. */
  readonly reserveBalance: ReadMethods<ReserveBalance, ReserveBalanceQuery, S> &
    WriteMethods<ReserveBalance, ReserveBalanceCreate, ReserveBalanceUpdate, S> & {
      /**
       * Spends all or part of the reserved amount, with operations that the server offers.
       * @example
       * ```ts
       * import type { ReservationRecord, Tmf654Client } from "@tmf654/client";
       *
       * export const spend = (client: Tmf654Client, store: Map<string, ReservationRecord>) =>
       *   client.reserveBalance.consume("r-1", { reason: "paid" }, {
       *     onRecord: (record) => void store.set(record.id, record),
       *   });
       * ```
       */
      consume(
        id: string,
        params: ConsumeParams,
        options?: ReservationOptions,
      ): MethodResult<S, ReserveBalance>;
      /** Releases the reserved amount, with operations that the server offers. */
      release(
        id: string,
        params: ReleaseParams,
        options?: ReservationOptions,
      ): MethodResult<S, ReserveBalance>;
      /**
       * Continues an interrupted `consume` or `release`, from its record.
       * @example
       * ```ts
       * import type { ReservationRecord, Tmf654Client } from "@tmf654/client";
       *
       * export async function continueAll(client: Tmf654Client, stored: ReservationRecord[]) {
       *   for (const record of stored) await client.reserveBalance.resume(record);
       * }
       * ```
       */
      resume(
        record: ReservationRecord,
        options?: ReservationOptions,
      ): MethodResult<S, ReserveBalance>;
    };
  /** Transfers between buckets. */
  readonly transferBalance: ReadMethods<TransferBalance, TransferBalanceQuery, S> &
    WriteMethods<TransferBalance, TransferBalanceCreate, TransferBalanceUpdate, S> & {
      /** Cancels an open transfer with DELETE. */
      cancel(id: string, options?: CallOptions): MethodResult<S, void>;
    };
  /** The total balance of an account. */
  readonly accumulatedBalance: ReadMethods<AccumulatedBalance, AccumulatedBalanceQuery, S>;
  /** The history of all actions. */
  readonly balanceActionHistory: ReadMethods<BalanceActionHistory, BalanceActionHistoryQuery, S>;
  /** Subscriptions to events. */
  readonly hub: {
    /** Subscribes `callback` to events. */
    create(
      body: EventSubscriptionInput,
      options?: WriteOptions,
    ): MethodResult<S, EventSubscription>;
    /** Deletes a subscription. */
    delete(id: string, options?: CallOptions): MethodResult<S, void>;
  };
}

/** The type of `client.http` without its option. The compiler error then says how to enable it. */
export type HttpNotEnabled = "client.http needs `http: createHttp` from @tmf654/client/http";

/** A client that was created without the option `http`. */
export interface ClientWithoutHttp extends Tmf654Client<HttpNotEnabled> {}

/** A client of one server. `Http` is the type that the option `http` creates. */
export interface Tmf654Client<Http = unknown> extends ClientResources {
  /** The same resources, returning `{ ok, data } | { ok: false, error }` instead of throwing. */
  readonly safe: ClientResources<"safe">;
  /**
   * An openapi-fetch client for the whole contract, over the same pipeline. It needs the option
   * `http: createHttp` from `@tmf654/client/http`; without it, reading this property throws.
   */
  readonly http: Http;
  /** The connection for the operation functions. */
  readonly connection: Connection;
}
