/** The part of Node's `IncomingMessage` that is read; Express' `req` has it. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The part of Node's `ServerResponse` that is written; Express' `res` has it. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

interface Message {
  readonly method: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** An event handler for `http.createServer` and Express (mount it before any body parser). */
export function nodeListener(handle: (request: Message) => Promise<Response>) {
  return async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    const answer = await handle({
      method: request.method ?? "",
      headers: { get: (name) => request.headers[name.toLowerCase()]?.toString() ?? null },
      text: async () => {
        const decoder = new TextDecoder();
        let text = "";
        for await (const chunk of request) text += decoder.decode(chunk, { stream: true });
        return text + decoder.decode();
      },
    });
    response.statusCode = answer.status;
    answer.headers.forEach((value, name) => {
      response.setHeader(name, value);
    });
    response.end(await answer.text());
  };
}
