/**
 * Sends many requests with little work: prepared bytes over raw keep-alive connections. It reads
 * only status and length of a response. A client of node:http would cost more than the server.
 */
import { connect, type Socket } from "node:net";
import type { Load } from "./server-process.ts";

const connections = 16;
const headEnd = Buffer.from("\r\n\r\n");

/** Sends `count` requests and uses the loads in turn; fails on any response outside 2xx. */
export async function flood(url: string, loads: readonly Load[], count: number): Promise<void> {
  const requests = loads.map(bytesOf);
  let sent = 0;
  const next = (): Buffer | undefined => {
    if (sent >= count) return undefined;
    sent += 1;
    return requests[sent % requests.length];
  };
  await Promise.all(Array.from({ length: connections }, () => sendInTurn(url, next)));
}

function bytesOf({ method = "GET", path, headers = {}, body = "" }: Load): Buffer {
  const all = { ...headers, ...(body !== "" && { "content-length": Buffer.byteLength(body) }) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: x\r\n${lines.join("")}\r\n${body}`);
}

/** Sends one request after the other over one connection. */
function sendInTurn(url: string, next: () => Buffer | undefined): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const sendNext = (): void => {
      const request = next();
      if (request) socket.write(request);
      else {
        resolve();
        socket.destroy();
      }
    };
    socket.setNoDelay(true);
    socket.once("connect", sendNext);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("The server ended a connection.")));
    onResponse(socket, (head) => {
      if (/^HTTP\/1\.1 2/.test(head)) sendNext();
      else reject(new Error(`The server responded ${head.slice(0, 40)}`));
    });
  });
}

/** Calls `onHead` with the head of every response after its body has arrived. */
function onResponse(socket: Socket, onHead: (head: string) => void): void {
  let held: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const end = held.indexOf(headEnd);
    if (end < 0) return;
    const head = held.toString("latin1", 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (held.length < end + headEnd.length + length) return;
    held = held.subarray(end + headEnd.length + length);
    onHead(head);
  });
}
