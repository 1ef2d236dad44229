import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { createEventHandler, nodeListener } from "@tmf654/client/events";
import { describe, expect, test } from "vitest";

const createEvent = (eventId: string) => ({
  eventId,
  eventType: "TopupBalanceCreateEvent",
  event: { topupBalance: { id: "a1", status: "completed" } },
});

async function startServer(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  const send = (body: string) => fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
  return { port, send, close };
}

function openRequest(port: number, header: string): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(`POST / HTTP/1.1\r\nHost: me\r\n${header}\r\n\r\n`);
  return socket;
}

describe("the Node listener", () => {
  test("reads bodies and writes responses", async () => {
    const { send, close } = await startServer(nodeListener(createEventHandler({ on: {} })));
    expect((await send(JSON.stringify(createEvent("é1")))).status).toBe(204);
    expect(await (await send("no")).json()).toMatchObject({ code: "400" });
    await close();
  });

  test("resolves when the client closes the connection in the middle of a body", async () => {
    const errors: unknown[] = [];
    const handle = createEventHandler({ on: {}, onError: (error) => errors.push(error) });
    const listener = nodeListener(handle);
    const calls: Promise<void>[] = [];
    const { port, close } = await startServer((...handle) => calls.push(listener(...handle)));
    const socket = openRequest(port, "Content-Length: 100");
    socket.write('{"a');
    await expect.poll(() => calls.length).toBe(1);
    socket.destroy();
    await expect(calls[0]).resolves.toBeUndefined();
    expect(errors).toMatchObject([{ code: "ECONNRESET" }]);
    await close();
  });

  test("responds 500 when a handler or its onError throws", async () => {
    const fail = () => {
      throw new Error("disk full");
    };
    const broken = createEventHandler({ on: { TopupBalanceCreateEvent: fail }, onError: fail });
    for (const handle of [broken, async () => fail()]) {
      const { send, close } = await startServer(nodeListener(handle));
      expect((await send(JSON.stringify(createEvent("e1")))).status).toBe(500);
      await close();
    }
  });

  test("stops reading an endless body at the limit", async () => {
    const handle = createEventHandler({ on: {}, maxBodyBytes: 100_000 });
    const { port, close } = await startServer(nodeListener(handle));
    const socket = openRequest(port, "Transfer-Encoding: chunked");
    const chunk = `1000\r\n${"x".repeat(0x1000)}\r\n`;
    for (let count = 0; count < 30; count += 1) socket.write(chunk);
    let response = "";
    for await (const bytes of socket) response += bytes;
    expect(response).toMatch(/^HTTP\/1.1 413 [\s\S]*connection: close/i);
    await close();
  });
});

describe("a body", () => {
  test("of a `Request` is read only up to the limit", async () => {
    let pulled = 0;
    const body = new ReadableStream({
      pull: (stream) => {
        pulled += 1000;
        stream.enqueue(new Uint8Array(1000));
      },
    });
    const request = new Request("http://me/", { method: "POST", body, duplex: "half" } as never);
    const handle = createEventHandler({ on: {}, maxBodyBytes: 100_000 });
    expect((await handle(request)).status).toBe(413);
    expect(pulled).toBeLessThan(110_000);
  });

  test("may be available as text only", async () => {
    const handle = createEventHandler({ on: {}, maxBodyBytes: 1000 });
    const headers = new Headers();
    const createRequest = (text: string) => ({ method: "POST", headers, text: async () => text });
    expect((await handle(createRequest(JSON.stringify(createEvent("e1"))))).status).toBe(204);
    expect((await handle(createRequest("x".repeat(1001)))).status).toBe(413);
  });
});
