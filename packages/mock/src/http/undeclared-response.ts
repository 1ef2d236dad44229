import type { MockResponse } from "../ports/http-message.ts";
import type { HttpCall } from "./call.ts";
import { optionsResponse } from "./headers.ts";
import { notFoundResponse, toUnexecuted } from "./responses.ts";
import { unknownPathMessage } from "./routes.ts";

/**
 * The methods that a preflight of an undeclared path allows, so that the page can read the 404.
 */
const anyMethod = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

/** Creates the response at a path that the API does not have. */
export function undeclaredResponse({ request, path, basePath }: HttpCall): MockResponse {
  return toUnexecuted(
    request.method === "OPTIONS"
      ? optionsResponse(request, anyMethod)
      : notFoundResponse(unknownPathMessage(path, basePath)),
  );
}
