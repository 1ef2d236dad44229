import type { EventRequest } from "./body.ts";

/** The part of Node's `IncomingMessage` that the listener reads; `req` of Express has it. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whether the body has been read. */
  readonly readableDidRead?: boolean | undefined;
}

/** The part of Node's `ServerResponse` that the listener writes; `res` of Express has it. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/**
 * The chunks of a body. The iterator has no `return`, because an early end of a loop would close
 * the connection before the response.
 */
const chunksOf = (request: NodeRequest): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => {
    const chunks = request[Symbol.asyncIterator]();
    return { next: () => chunks.next() };
  },
});

function toEventRequest(request: NodeRequest): EventRequest {
  const body = chunksOf(request);
  return {
    method: request.method ?? "",
    headers: { get: (name) => request.headers[name.toLowerCase()]?.toString() ?? null },
    body,
    bodyUsed: request.readableDidRead,
    text: async () => {
      const decoder = new TextDecoder();
      let text = "";
      for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
      return text + decoder.decode();
    },
  };
}

/**
 * Adapts an event handler to `http.createServer` and Express. Mount it before any body parser. Node
 * ignores the returned promise, so it never rejects; after an error the response is 500.
 */
export function nodeListener(handle: (request: EventRequest) => Promise<Response>) {
  return async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    try {
      const result = await handle(toEventRequest(request));
      response.statusCode = result.status;
      result.headers.forEach((value, name) => {
        response.setHeader(name, value);
      });
      // The rest of a body that is too long is not read.
      if (result.status === 413) response.setHeader("connection", "close");
      response.end(await result.text());
    } catch {
      response.statusCode = 500;
      response.end();
    }
  };
}
