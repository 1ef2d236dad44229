import { operations } from "@tmf654/contract";
import type { MockResponse } from "../ports/http-message.ts";
import { didYouMean, suggest } from "../schema/suggest.ts";
import type { HttpCall } from "./call.ts";
import { optionsResponse } from "./headers.ts";
import { notFoundResponse, toUnexecuted } from "./responses.ts";
import type { HttpOperation } from "./routes.ts";

/**
 * The methods that a preflight of an undeclared path allows, so that the page can read the 404.
 */
const anyMethod = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

/** The collections of the contract. */
const collections = [
  ...new Set(
    Object.values<HttpOperation>(operations).map(({ path }) => path.split("/", 2)[1] ?? ""),
  ),
];

/** Creates the response at a path that the API does not have. */
export function undeclaredResponse({ request, path, basePath }: HttpCall): MockResponse {
  return toUnexecuted(
    request.method === "OPTIONS"
      ? optionsResponse(request, anyMethod)
      : notFoundResponse(unknownPathMessage(path, basePath)),
  );
}

/** Creates the message for an unknown path. It suggests collections. */
function unknownPathMessage(path: string, basePath: string): string {
  const pathBelow = path.startsWith(basePath) ? path.slice(basePath.length) : path;
  const [name = ""] = pathBelow.split("/").filter((segment) => segment !== "");
  if (name === "")
    return `resource at ${path} itself; the API is under ${basePath}: ${collections.join(", ")}`;
  const paths = suggest(name, collections).map((each) => `${basePath}/${each}`);
  return `${path.slice(0, 100)} here; the API is under ${basePath}${didYouMean(paths)}`;
}
