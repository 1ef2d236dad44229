import { type Connection, connect } from "./connection.ts";
import { Tmf654Error } from "./errors/tmf654-error.ts";
import type { ClientOptions } from "./options.ts";
import {
  cancelAdjustBalance,
  cancelTopupBalance,
  cancelTransferBalance,
} from "./resources/cancel.ts";
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
} from "./resources/operations.ts";
import { consumeReserveBalance, releaseReserveBalance } from "./resources/reservation.ts";
import { waiter } from "./resources/wait-until.ts";
import { safely } from "./safe.ts";
import type { NoHttp, Resources, Tmf654Client } from "./types/client.ts";

const resources = {
  bucket: { list: listBucket, retrieve: retrieveBucket },
  topupBalance: {
    list: listTopupBalance,
    retrieve: retrieveTopupBalance,
    create: createTopupBalance,
    update: patchTopupBalance,
    delete: deleteTopupBalance,
    cancel: cancelTopupBalance,
    waitUntil: /* @__PURE__ */ waiter(retrieveTopupBalance),
  },
  adjustBalance: {
    list: listAdjustBalance,
    retrieve: retrieveAdjustBalance,
    create: createAdjustBalance,
    update: patchAdjustBalance,
    delete: deleteAdjustBalance,
    cancel: cancelAdjustBalance,
    waitUntil: /* @__PURE__ */ waiter(retrieveAdjustBalance),
  },
  reserveBalance: {
    list: listReserveBalance,
    retrieve: retrieveReserveBalance,
    create: createReserveBalance,
    update: patchReserveBalance,
    delete: deleteReserveBalance,
    consume: consumeReserveBalance,
    release: releaseReserveBalance,
    waitUntil: /* @__PURE__ */ waiter(retrieveReserveBalance),
  },
  transferBalance: {
    list: listTransferBalance,
    retrieve: retrieveTransferBalance,
    create: createTransferBalance,
    update: patchTransferBalance,
    delete: deleteTransferBalance,
    cancel: cancelTransferBalance,
    waitUntil: /* @__PURE__ */ waiter(retrieveTransferBalance),
  },
  accumulatedBalance: { list: listAccumulatedBalance, retrieve: retrieveAccumulatedBalance },
  balanceActionHistory: { list: listBalanceActionHistory, retrieve: retrieveBalanceActionHistory },
  hub: { create: registerListener, delete: unregisterListener },
};

type Operation = (connection: Connection, ...rest: unknown[]) => PromiseLike<unknown>;

/** Gives every function of the table its connection. */
function bind(connection: Connection, wrap?: (call: PromiseLike<unknown>) => unknown): unknown {
  const bound: Record<string, Record<string, unknown>> = {};
  for (const [resource, functions] of Object.entries(resources)) {
    const methods: Record<string, unknown> = {};
    for (const [name, operation] of Object.entries(functions)) {
      const call = (operation as Operation).bind(undefined, connection);
      methods[name] = wrap ? (...rest: unknown[]) => wrap(call(...rest)) : call;
    }
    bound[resource] = methods;
  }
  return bound;
}

/** What a client of everything may also have. */
export interface HttpOption<Http> {
  /** Makes `client.http`: `createHttp` of `@tmf654/client/http`. Default: `client.http` throws. */
  readonly http?: (connection: Connection) => Http;
}

function refuseHttp(): never {
  const message: NoHttp = "give the option `http: createHttp` of @tmf654/client/http";
  throw new Tmf654Error({ message });
}

/** A client of the TMF654 server at `baseUrl`. Nothing is sent until a method is called. */
export function createClient<Http = NoHttp>(
  options: ClientOptions & HttpOption<Http>,
): Tmf654Client<Http> {
  const connection = connect(options);
  const { http } = options;
  const client = {
    ...(bind(connection) as Resources),
    safe: bind(connection, safely) as Resources<"safe">,
    connection,
  };
  // Without the option it is not enumerable, so that a client can be spread and printed.
  const property = http ? { value: http(connection), enumerable: true } : { get: refuseHttp };
  return Object.defineProperty(client, "http", property) as Tmf654Client<Http>;
}
