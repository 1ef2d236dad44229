import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** A fault of the server for one request. */
export type Fault =
  | "ok"
  | "resetBeforeReading"
  | "resetAfterReading"
  | "resetInHeaders"
  | "resetInBody"
  | "bodyTooShort"
  | "bodyTooLong"
  | "slowHeaders"
  | "slowBody"
  | "silence"
  | "html"
  | "empty"
  | "redirect"
  | "refused400"
  | "busy429"
  | "gateway500"
  | "gateway502"
  | "gateway503";

export const faults: readonly Fault[] = [
  ..."ok ok resetBeforeReading resetAfterReading resetInHeaders resetInBody bodyTooShort".split(
    " ",
  ),
  ..."bodyTooLong slowHeaders slowBody silence html empty redirect refused400".split(" "),
  ..."busy429 busy429 gateway500 gateway502 gateway503".split(" "),
] as Fault[];

/**
 * The plan for the next request of an order: its fault, and whether the top-up is executed despite
 * the fault.
 */
export interface FaultStep {
  readonly fault: Fault;
  readonly isApplied: boolean;
}

const neverApplied: readonly Fault[] = ["resetBeforeReading", "refused400", "busy429", "redirect"];
const alwaysApplied: readonly Fault[] = ["ok", "bodyTooLong"];

interface Incoming {
  readonly head: string;
  readonly body: string;
}

function formatResponse(status: string, body: string, headers = "", length = body.length): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${headers}content-length: ${length}\r\n\r\n${body}`;
}

/** Writes the response for a fault, and keeps or breaks the connection. */
function writeResponse(socket: Socket, fault: Fault, elsewhere: string): void {
  const doneResponse = formatResponse("201 Created", '{"id":"t1","status":"completed"}');
  const cutLength = doneResponse.length - 12;
  const write: Record<Exclude<Fault, "resetBeforeReading">, () => void> = {
    ok: () => socket.write(doneResponse),
    resetAfterReading: () => socket.resetAndDestroy(),
    resetInHeaders: () => socket.write(doneResponse.slice(0, 30), () => socket.resetAndDestroy()),
    resetInBody: () =>
      socket.write(doneResponse.slice(0, cutLength), () => socket.resetAndDestroy()),
    bodyTooShort: () => socket.end(doneResponse.slice(0, cutLength)),
    bodyTooLong: () => socket.end(formatResponse("201 Created", '{"id":"t1"}  ', "", 11)),
    slowHeaders: () => socket.write(doneResponse.slice(0, 20)),
    slowBody: () => socket.write(doneResponse.slice(0, cutLength)),
    silence: () => {},
    html: () => socket.write(formatResponse("200 OK", "<html>sign in</html>")),
    empty: () => socket.write(formatResponse("201 Created", "")),
    redirect: () =>
      socket.write(formatResponse("307 Temporary Redirect", "", `location: ${elsewhere}\r\n`)),
    refused400: () =>
      socket.write(formatResponse("400 Bad Request", '{"code":"24","reason":"no"}')),
    busy429: () => socket.write(formatResponse("429 Too Many Requests", "{}")),
    gateway500: () => socket.write(formatResponse("500 Oops", "{}")),
    gateway502: () => socket.write(formatResponse("502 Bad Gateway", "<html>")),
    gateway503: () => socket.write(formatResponse("503 Unavailable", "{}")),
  };
  write[fault as Exclude<Fault, "resetBeforeReading">]();
}

/** Reads one request after another from a connection. */
function readRequests(socket: Socket, handle: (incoming: Incoming) => void): void {
  let buffer = "";
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    buffer += chunk.toString("utf8");
    for (;;) {
      const end = buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = buffer.slice(0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (buffer.length < end + 4 + length) return;
      const body = buffer.slice(end + 4, end + 4 + length);
      buffer = buffer.slice(end + 4 + length);
      handle({ head, body });
    }
  });
}

/**
 * Starts a server that follows a list of faults for each order and counts its top-ups. The order is
 * the `description` of the top-up. With the fault `resetBeforeReading` the connection fails before
 * the server reads the request.
 */
export async function startFaultyServer(script: Map<string, FaultStep[]>, honoursKeys: boolean) {
  const applied = new Map<string, number>();
  const received = new Map<string, number>();
  const keys = new Set<string>();
  const sockets = new Set<Socket>();
  let elsewhere = "";
  const redirected: string[] = [];
  const listen = async (onSocket: (socket: Socket) => void) => {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      onSocket(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  };
  const otherServer = await listen((socket) =>
    readRequests(socket, ({ head }) => redirected.push(head)),
  );
  elsewhere = `${otherServer.url}/`;
  const faultyServer = await listen((socket) =>
    readRequests(socket, ({ head, body }) => {
      const order = (JSON.parse(body) as { description: string }).description;
      const key = /idempotency-key: (\S+)/i.exec(head)?.[1];
      received.set(order, (received.get(order) ?? 0) + 1);
      const step = script.get(order)?.shift() ?? { fault: "ok", isApplied: true };
      if (step.fault === "resetBeforeReading") return socket.resetAndDestroy();
      const works =
        alwaysApplied.includes(step.fault) ||
        (step.isApplied && !neverApplied.includes(step.fault));
      const isRepeat = honoursKeys && key !== undefined && keys.has(key);
      if (works && !isRepeat) applied.set(order, (applied.get(order) ?? 0) + 1);
      if (works && key !== undefined) keys.add(key);
      writeResponse(socket, step.fault, elsewhere);
    }),
  );
  const close = () => {
    for (const socket of sockets) socket.destroy();
    faultyServer.server.close();
    otherServer.server.close();
  };
  return { baseUrl: faultyServer.url, applied, received, redirected, close };
}
