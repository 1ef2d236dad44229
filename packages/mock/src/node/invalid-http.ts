import type { Socket } from "node:net";
import { jsonType } from "../http/responses.ts";

const errors: { readonly [code: string]: readonly [status: string, reason: string] } = {
  HPE_HEADER_OVERFLOW: ["431", "Request header fields too large"],
  ERR_HTTP_REQUEST_TIMEOUT: ["408", "Request timeout"],
};

/** Sends the TMF error body to a client whose bytes are not an HTTP request. */
export function refuseInvalidHttp(socket: Socket, cause = ""): void {
  if (!socket.writable) return;
  const [status, reason] = errors[cause] ?? ["400", "Invalid request"];
  const code = status === "400" ? "20" : status;
  const message = "The bytes received are not a valid HTTP request.";
  const body = JSON.stringify({ code, reason, message, status });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${jsonType}\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
