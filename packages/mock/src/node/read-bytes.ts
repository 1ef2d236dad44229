import type { IncomingMessage } from "node:http";
import type { MockRequest } from "../ports/http-message.ts";

/**
 * Reads the whole body, or returns `"tooLarge"`. Bytes beyond the limit are read and discarded:
 * when a server closes early, the client loses the response.
 */
export function readBytes(request: IncomingMessage, maximum: number): Promise<MockRequest["body"]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= maximum) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on("end", () => {
      const [only] = chunks;
      if (size > maximum) resolve("tooLarge");
      else resolve(chunks.length === 1 ? only : Buffer.concat(chunks, size));
    });
    request.on("error", reject);
    request.on("aborted", () => reject(new Error("The client hung up.")));
  });
}
