import type { EventRequest } from "./body.ts";

/** The part of Node's `IncomingMessage` that is read; Express' `req` has it. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The part of Node's `ServerResponse` that is written; Express' `res` has it. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/** Without `return`, by which a loop that ends early would close the connection unanswered. */
const chunksOf = (request: NodeRequest): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => {
    const chunks = request[Symbol.asyncIterator]();
    return { next: () => chunks.next() };
  },
});

function messageOf(request: NodeRequest): EventRequest {
  const body = chunksOf(request);
  return {
    method: request.method ?? "",
    headers: { get: (name) => request.headers[name.toLowerCase()]?.toString() ?? null },
    body,
    text: async () => {
      const decoder = new TextDecoder();
      let text = "";
      for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
      return text + decoder.decode();
    },
  };
}

/**
 * An event handler for `http.createServer` and Express (mount it before any body parser). Never
 * rejects, since nobody looks at what a listener returns: a handler that rejects is answered 500.
 */
export function nodeListener(handle: (request: EventRequest) => Promise<Response>) {
  return async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    try {
      const answer = await handle(messageOf(request));
      response.statusCode = answer.status;
      answer.headers.forEach((value, name) => {
        response.setHeader(name, value);
      });
      // The rest of a body that is too long is not waited for.
      if (answer.status === 413) response.setHeader("connection", "close");
      response.end(await answer.text());
    } catch {
      response.statusCode = 500;
      response.end();
    }
  };
}
