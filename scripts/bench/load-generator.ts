/**
 * The load generator: prepared bytes over raw keep-alive connections. It compares the status of a
 * response with the expected one and skips the body, so it costs less than any server of node:http.
 */
import { connect, type Socket } from "node:net";
import { type Load, type Reply, replyOf } from "./http-bytes.ts";

/** More connections do not make the raw server cheaper. */
export const connections = 32;

const headEnd = Buffer.from("\r\n\r\n");
const lengthName = Buffer.from("content-length: ", "latin1");
const lengthNameOfServers = Buffer.from("Content-Length: ", "latin1");
const zeroCode = 48;
const nineCode = 57;

/** The loads that are sent in turn. */
export type Loads = Load | readonly Load[];

/** The next request, or `undefined` for a connection that ends. */
type NextRequest = () => Buffer | undefined;

/** Sends `count` requests, one after the other on each connection. Fails on another status. */
export async function sendAll(url: string, loads: Loads, count: number): Promise<void> {
  const list = [loads].flat();
  const requests = list.map(bytesOf);
  const statuses = new Set(list.map(({ status = 0 }) => status));
  let sentCount = 0;
  const next: NextRequest = () => {
    if (sentCount >= count) return undefined;
    sentCount += 1;
    return requests[sentCount % requests.length];
  };
  const connectionCount = Math.min(connections, count);
  await Promise.all(Array.from({ length: connectionCount }, () => sendInTurn(url, next, statuses)));
}

/** Sends one request and returns its whole response. */
export function sendOne(url: string, load: Load): Promise<Reply> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytesOf(load)));
    let received: Buffer = Buffer.alloc(0);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error(`${load.path}: the connection ended.`)));
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (sizeOf(received, received.length) > received.length) return;
      resolve(replyOf(received));
      socket.destroy();
    });
  });
}

/** Sends the requests of one connection. */
function sendInTurn(url: string, next: NextRequest, statuses: ReadonlySet<number>): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = openConnection(url, reject, (status) => {
      if (!isExpected(status, statuses)) reject(new Error(`The server responded ${status}.`));
      else sendNext();
    });
    const sendNext = (): void => {
      const request = next();
      if (request) connection.write(request);
      else {
        resolve();
        connection.destroy();
      }
    };
    connection.once("connect", sendNext);
  });
}

/** Whether a status is expected: one of the set, where 0 stands for any 2xx. */
export function isExpected(status: number, statuses: ReadonlySet<number>): boolean {
  return statuses.has(status) || (statuses.has(0) && status >= 200 && status < 300);
}

/** Opens a connection, and calls `onResponse` with the status of each complete response. */
export function openConnection(
  url: string,
  onError: (error: Error) => void,
  onResponse: (status: number) => void,
): Socket {
  const { hostname, port } = new URL(url);
  // One block for each connection: Node would allocate one for each response.
  const block = Buffer.allocUnsafe(1 << 18);
  let filledBytes = 0;
  const callback = (size: number, chunk: Uint8Array): boolean => {
    block.set(chunk.subarray(0, size), filledBytes);
    filledBytes += size;
    for (
      let responseSize = sizeOf(block, filledBytes);
      responseSize <= filledBytes;
      responseSize = sizeOf(block, filledBytes)
    ) {
      const status = statusOf(block);
      block.copyWithin(0, responseSize, filledBytes);
      filledBytes -= responseSize;
      onResponse(status);
    }
    return true;
  };
  const onread = { buffer: Buffer.allocUnsafe(1 << 16), callback };
  const socket = connect({ port: Number(port), host: hostname, onread });
  socket.setNoDelay(true);
  socket.once("error", onError);
  socket.once("close", () => onError(new Error("The server ended a connection.")));
  return socket;
}

/** The bytes of the first response, or infinity while they are unknown. */
function sizeOf(block: Buffer, filled: number): number {
  const end = block.subarray(0, filled).indexOf(headEnd);
  if (end < 0) return Number.POSITIVE_INFINITY;
  const head = block.subarray(0, end);
  const name = head.indexOf(lengthNameOfServers);
  const at = name < 0 ? head.indexOf(lengthName) : name;
  if (at < 0 && statusOf(block) !== 204) throw new Error("A response has no Content-Length.");
  return end + headEnd.length + (at < 0 ? 0 : numberAt(block, at + lengthName.length));
}

function statusOf(block: Buffer): number {
  return numberAt(block, "HTTP/1.1 ".length);
}

function numberAt(block: Buffer, start: number): number {
  let value = 0;
  for (let at = start; ; at += 1) {
    const code = block[at] ?? 0;
    if (code < zeroCode || code > nineCode) return value;
    value = value * 10 + code - zeroCode;
  }
}

/** The bytes of a request. */
export function bytesOf({ method = "GET", path, headers = {}, body = "" }: Load): Buffer {
  const allHeaders = {
    ...headers,
    ...(body !== "" && { "content-length": Buffer.byteLength(body) }),
  };
  const lines = Object.entries(allHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}\r\n${body}`,
  );
}
