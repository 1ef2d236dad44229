import { Tmf654Error } from "../errors/tmf654-error.ts";
import {
  cancelAdjustBalance,
  cancelTopupBalance,
  cancelTransferBalance,
} from "../resources/cancel.ts";
import {
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
} from "../resources/operations.ts";
import { createPoller } from "../resources/poller.ts";
import {
  consumeReserveBalance,
  releaseReserveBalance,
  resumeReserveBalance,
} from "../resources/reservation.ts";
import { checkClientOptions } from "./check-options.ts";
import { type Connection, connect } from "./connect.ts";
import type { HttpOption } from "./http-option.ts";
import type { ClientOptions } from "./options.ts";
import { toResult } from "./result.ts";
import type {
  ClientResources,
  ClientWithoutHttp,
  HttpNotEnabled,
  Tmf654Client,
} from "./tmf654-client.ts";

const resources = {
  bucket: { list: listBucket, retrieve: retrieveBucket },
  topupBalance: {
    list: listTopupBalance,
    retrieve: retrieveTopupBalance,
    create: createTopupBalance,
    update: patchTopupBalance,
    delete: deleteTopupBalance,
    cancel: cancelTopupBalance,
    waitUntil: /* @__PURE__ */ createPoller(retrieveTopupBalance),
  },
  adjustBalance: {
    list: listAdjustBalance,
    retrieve: retrieveAdjustBalance,
    create: createAdjustBalance,
    update: patchAdjustBalance,
    delete: deleteAdjustBalance,
    cancel: cancelAdjustBalance,
    waitUntil: /* @__PURE__ */ createPoller(retrieveAdjustBalance),
  },
  reserveBalance: {
    list: listReserveBalance,
    retrieve: retrieveReserveBalance,
    create: createReserveBalance,
    update: patchReserveBalance,
    delete: deleteReserveBalance,
    consume: consumeReserveBalance,
    release: releaseReserveBalance,
    resume: resumeReserveBalance,
    waitUntil: /* @__PURE__ */ createPoller(retrieveReserveBalance),
  },
  transferBalance: {
    list: listTransferBalance,
    retrieve: retrieveTransferBalance,
    create: createTransferBalance,
    update: patchTransferBalance,
    delete: deleteTransferBalance,
    cancel: cancelTransferBalance,
    waitUntil: /* @__PURE__ */ createPoller(retrieveTransferBalance),
  },
  accumulatedBalance: { list: listAccumulatedBalance, retrieve: retrieveAccumulatedBalance },
  balanceActionHistory: { list: listBalanceActionHistory, retrieve: retrieveBalanceActionHistory },
  hub: { create: registerListener, delete: unregisterListener },
};

type OperationFunction = (connection: Connection, ...rest: unknown[]) => PromiseLike<unknown>;

/** Binds every operation in the table to a connection. */
function bind(connection: Connection, wrap?: (call: PromiseLike<unknown>) => unknown): unknown {
  const boundResources: Record<string, Record<string, unknown>> = {};
  for (const [resource, functions] of Object.entries(resources)) {
    boundResources[resource] = {};
    for (const [name, operation] of Object.entries(functions)) {
      const call = (operation as OperationFunction).bind(undefined, connection);
      boundResources[resource][name] = wrap ? (...rest: unknown[]) => wrap(call(...rest)) : call;
    }
  }
  return boundResources;
}

function throwHttpNotEnabled(): never {
  const message: HttpNotEnabled = "client.http needs `http: createHttp` from @tmf654/client/http";
  throw new Tmf654Error({ message });
}

/**
 * Creates a client for the TMF654 server at `baseUrl`. It sends nothing until a method is called.
 * Throws `InvalidOptionsError` when an option is unknown or invalid.
 * @example
 * ```ts
 * import { createClient } from "@tmf654/client";
 *
 * const baseUrl = "https://api.example.com/tmf-api/prepayBalanceManagement/v4";
 * const client = createClient({ baseUrl, retry: { limit: 1 } });
 * const bucket = await client.bucket.retrieve("ana-main");
 * console.log(bucket.remainingValue);
 * ```
 */
export function createClient(
  options: ClientOptions & { readonly http?: undefined },
): ClientWithoutHttp;
/** Creates a client with `client.http`. */
export function createClient<Http = HttpNotEnabled>(
  options: ClientOptions & HttpOption<Http>,
): Tmf654Client<Http>;
export function createClient<Http>(options: ClientOptions & HttpOption<Http>): Tmf654Client<Http> {
  checkClientOptions(options);
  const connection = connect(options);
  const { http } = options;
  const client = {
    ...(bind(connection) as ClientResources),
    safe: bind(connection, toResult) as ClientResources<"safe">,
    connection,
  };
  // Without the option the property is not enumerable, so spreading or printing a client does not
  // throw.
  const property = http
    ? { value: http(connection), enumerable: true }
    : { get: throwHttpNotEnabled };
  return Object.defineProperty(client, "http", property) as Tmf654Client<Http>;
}
