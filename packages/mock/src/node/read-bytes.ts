import type { IncomingMessage } from "node:http";
import type { MockRequest } from "../ports/http-message.ts";

/**
 * The whole body, or `"tooLarge"`. What comes beyond the limit is read and thrown away: a server
 * that hangs up on a sender loses the answer that would tell him why.
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
