import { get } from "node:http";
import { expect, test } from "vitest";
import { createControl } from "../../src/control/client.ts";
import { createEventStream } from "../../src/control/event-stream.ts";
import { createMock } from "../../src/index.ts";
import { serve } from "../../src/node/index.ts";

const url = "http://localhost/__mock/events/stream";

function textOf(chunk: Uint8Array | undefined): string {
  return new TextDecoder().decode(chunk);
}

test("sends each event under its type, and each activity when asked", async () => {
  const mock = createMock({ clock: "2026-03-10T12:00:00Z" });
  const response = await mock.fetch(`${url}?include=activity`);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.getReader();
  expect(textOf((await reader?.read())?.value)).toBe(": connected\n\n");
  mock.subscribers.suspend("ana-main");
  const first = textOf((await reader?.read())?.value);
  expect(first).toMatch(/^event: activity\ndata: \{"kind":"command".*\}\n\n$/);
  await reader?.cancel();
});

test("the client returns events until the loop ends", async () => {
  const mock = createMock();
  const control = createControl({ fetch: mock.fetch });
  const events = await control.events.stream();
  const topup = {
    amount: { amount: 1, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
  };
  const headers = { "content-type": "application/json" };
  const path = `http://localhost${mock.basePath}/topupBalance`;
  await mock.fetch(path, { method: "POST", headers, body: JSON.stringify(topup) });
  expect((await events.next()).value).toMatchObject({ eventType: "TopupBalanceCreateEvent" });
  await events.return(undefined);
});

test("a HEAD ends at once", async () => {
  const response = await createMock().fetch(url, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

test("a reader that disconnects is forgotten, and one that is too slow is disconnected", async () => {
  let send = (_: object): void => {};
  let listeners = 0;
  const listen = (listener: (event: never) => void) => {
    listeners += 1;
    send = listener as typeof send;
    return () => {
      listeners -= 1;
      send = () => {};
    };
  };
  const sources = { events: { listen }, activity: { listen } };
  const left = createEventStream(sources, false);
  expect(listeners).toBe(1);
  await left.cancel();
  expect(listeners).toBe(0);
  const slow = createEventStream(sources, false);
  for (let sent = 0; sent < 20; sent += 1) send({ text: "x".repeat(100_000) });
  expect(listeners).toBe(0);
  let bytes = 0;
  for await (const chunk of slow) bytes += chunk.byteLength;
  expect(bytes).toBeLessThan(1_300_000);
});

test("a server ends its streams when it closes", async () => {
  const mock = createMock();
  const server = await serve(mock, { port: 0 });
  const ended = new Promise<void>((resolve, reject) => {
    const request = get(`${server.url}/__mock/events/stream`, (response) => {
      response.resume().on("end", resolve).on("error", reject);
      response.once("data", () => void server.close());
    });
    request.on("error", reject);
  });
  const startedAt = performance.now();
  await ended;
  // Far below the three seconds after which a server closes all connections.
  expect(performance.now() - startedAt).toBeLessThan(2500);
});
