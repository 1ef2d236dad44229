import { HttpResponse, http } from "msw";
import { createHandlers } from "./handlers.ts";
import { createOperationHandlers, type OperationHandlers } from "./operations.ts";

export type { MswMock, MswOptions } from "./handlers.ts";
export type {
  OperationCall,
  OperationHandlers,
  OperationResolver,
  RequestBody,
  Respond,
  ResponseBody,
} from "./operations.ts";

const msw = { http, HttpResponse };

/**
 * Creates the handlers of a mock for MSW's `setupServer` and `setupWorker`. They serve the API, and
 * the control plane: `/__mock` on the page's own origin (in Node.js on `http://localhost`). All
 * other requests go to the next handler and then to the network.
 * @throws TypeError when the path of `baseUrl` is not the path of the mock. It also throws when
 * `baseUrl` matches no request: it has no scheme, or it is a path and there is no page.
 * @example
 * ```ts
 * import { setupServer } from "msw/node";
 * import { createMock } from "@tmf654/mock";
 * import { handlers } from "@tmf654/mock/msw";
 *
 * setupServer(...handlers(createMock())).listen();
 * ```
 */
export const handlers = /* @__PURE__ */ createHandlers(msw);

/**
 * Creates the functions for the operations of an API. Without a URL, they match the contract's base
 * path on every origin.
 * @throws TypeError for a base URL that matches no request: it has no scheme, or it is a path and
 * there is no page.
 */
export const operationHandlers = /* @__PURE__ */ createOperationHandlers(msw);

/**
 * The functions for the operations under the contract's base path, on every origin. A handler
 * that they create has priority over the mock:
 * `server.use(tmf654.createTopupBalance(({ respond }) => …))`.
 */
export const tmf654: OperationHandlers = /* @__PURE__ */ operationHandlers();
