import type { IncomingMessage } from "node:http";
import type { MockRequest, UploadLimitReached } from "../ports/http-message.ts";
import type { Upload } from "./uploads.ts";

/**
 * Reads the whole body, or returns why it was dropped. It also reads dropped bytes, because a
 * client would lose the response if the server closed early.
 */
export function readBytes(
  request: IncomingMessage,
  maximum: number,
  upload: Upload,
): Promise<MockRequest["body"]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let dropReason: "tooLarge" | UploadLimitReached | undefined;
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maximum) dropReason = "tooLarge";
      else if (!dropReason && !upload.add(chunk.byteLength))
        dropReason = { uploadBytes: upload.max };
      if (!dropReason) chunks.push(chunk);
      else {
        chunks.length = 0;
        upload.end();
      }
    });
    request.on("end", () => {
      const [only] = chunks;
      if (dropReason) resolve(dropReason);
      else resolve(chunks.length === 1 ? only : Buffer.concat(chunks, size));
    });
    request.on("error", reject);
    request.on("aborted", () => reject(new Error("The client closed the connection.")));
  });
}
