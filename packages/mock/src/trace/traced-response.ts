/** A response, its header `X-Mock-Trace`, or the number of a request in the journal. */
export type TracedResponse = string | number | Response | HasHeaders;

/** A response in the mock's light form. */
interface HasHeaders {
  readonly headers: { readonly [name: string]: string };
}

/** The error for a response whose request is not in the journal. */
export class TraceError extends Error {
  override readonly name = "TraceError";
}

/** Returns the number of the request of a response. @throws TraceError if the response has none. */
export function requestNumber(response: TracedResponse): number {
  const id =
    typeof response === "string" || typeof response === "number" ? response : headerOf(response);
  const number = Number(id);
  if (id !== null && id !== undefined && Number.isInteger(number) && number > 0) return number;
  throw new TraceError(
    `no trace ${JSON.stringify(id)}: pass a response of the mock, or its header X-Mock-Trace`,
  );
}

function headerOf({ headers }: Exclude<TracedResponse, string | number>) {
  return headers instanceof Headers ? headers.get("x-mock-trace") : headers["x-mock-trace"];
}
