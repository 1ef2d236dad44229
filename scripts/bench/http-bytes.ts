/** The requests of benchmarks, and the responses that they compare. */

/** A request that is sent repeatedly. */
export interface Load {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The expected status. Default: any 2xx. */
  readonly status?: number;
}

/** A complete response. */
export interface Reply {
  readonly status: number;
  /** The headers as received. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

/** Reads the bytes of a response. */
export function replyOf(bytes: Buffer): Reply {
  const end = bytes.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = bytes.toString("latin1", 0, end).split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(statusLine.split(" ")[1]),
    headers,
    text: bytes.toString("utf8", end + 4),
  };
}
