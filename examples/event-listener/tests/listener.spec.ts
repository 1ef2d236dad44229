/** The listener in its own process, which is killed and started again, with a mock server. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signEvent } from "@tmf654/client/events";
import {
  type Listener,
  SECRET,
  type Setup,
  spawnListener,
  until,
  withListener,
} from "./processes.ts";

const isDelivered = ({ mock }: Setup) => mock.counts().waitingEvents === 0;

/** Sends an event to the callback, signed with this secret. */
async function deliver({ url }: Listener, event: object, secret = SECRET): Promise<number> {
  const body = JSON.stringify(event);
  const headers = { ...(await signEvent(body, { secret })), "content-type": "application/json" };
  return (await fetch(`${url}/events`, { method: "POST", headers, body })).status;
}

/** An event of Ana's reservation, with an `eventTime` of `secondsAgo` seconds ago. */
const reservationEvent = (eventId: string, what: "Create" | "Cancel", secondsAgo: number) => ({
  eventId,
  eventType: `ReserveBalance${what}Event`,
  eventTime: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  event: { reserveBalance: { id: "r1", status: "created", bucket: { id: "ana-main" } } },
});

const topUpEvent = (eventId: string) => ({
  eventId,
  eventType: "TopupBalanceCreateEvent",
  eventTime: new Date().toISOString(),
  event: {
    topupBalance: {
      id: `topup-${eventId}`,
      status: "completed",
      bucket: { id: "ana-main" },
      amount: { amount: 0.1, units: "EUR" },
    },
  },
});

withListener("registers, and keeps the state of each action", async (setup) => {
  const { mock, start, read, topUp } = setup;
  const listener = await start();
  assert.equal(mock.events.listeners().length, 1);
  topUp(5);
  topUp(0.1);
  topUp(0.2);
  await until(
    () => isDelivered(setup),
    () => mock.events.deliveries(),
  );
  const { toppedUp, actions, messages } = await read(listener);
  assert.deepEqual(toppedUp, { amount: 5.3, units: "EUR" });
  assert.equal(actions.length, 3);
  assert.equal(messages[0], "Your top-up of €5.00 has arrived.");
  assert.equal((await fetch(`${listener.url}/health`)).status, 200);
});

withListener("loses and doubles nothing when it is killed again and again", async (setup) => {
  const { mock, start, read, topUp } = setup;
  let sent = 0;
  const send = (count: number) => {
    for (let at = 0; at < count; at += 1) topUp(++sent / 100);
  };
  for (const round of [1, 2, 3]) {
    const listener = await start();
    send(20);
    // Some of the events are handled and some are not, when the process is killed.
    await until(
      async () => (await read(listener)).messages.length >= sent - 18,
      () => round,
    );
    await listener.end("SIGKILL");
    send(5);
    assert.ok(mock.counts().waitingEvents > 0);
  }
  const listener = await start();
  await until(
    () => isDelivered(setup),
    () => mock.counts(),
  );
  assert.equal(mock.events.listeners().length, 1);
  assert.equal(mock.events.undelivered().length, 0);
  const { toppedUp, actions, messages } = await read(listener);
  assert.equal(sent, 75);
  assert.deepEqual([actions.length, messages.length], [75, 75]);
  assert.deepEqual(toppedUp, { amount: 28.5, units: "EUR" });
});

withListener("handles an event once, also after a restart", async ({ start, read }) => {
  const event = topUpEvent("e1");
  const first = await start();
  const statuses = await Promise.all([1, 2, 3].map(() => deliver(first, event)));
  assert.deepEqual(statuses, [204, 204, 204]);
  await first.end("SIGKILL");
  const second = await start();
  assert.equal(await deliver(second, event), 204);
  assert.equal(await deliver(second, topUpEvent("e2")), 204);
  const { toppedUp, messages } = await read(second);
  assert.equal(messages.length, 2);
  assert.deepEqual(toppedUp, { amount: 0.2, units: "EUR" });
});

withListener("rejects events that are not signed, forged or too old", async ({ start, read }) => {
  const listener = await start({ EVENT_SECRET: `the next secret,${SECRET}` });
  const plain = await fetch(`${listener.url}/events`, {
    method: "POST",
    body: JSON.stringify(topUpEvent("e1")),
  });
  assert.equal(plain.status, 401);
  assert.equal(await deliver(listener, topUpEvent("e1"), "another secret"), 401);
  const old = { ...topUpEvent("e1"), eventTime: "2020-01-01T00:00:00Z" };
  assert.equal(await deliver(listener, old), 401);
  assert.equal((await read(listener)).messages.length, 0);
  assert.equal(await deliver(listener, topUpEvent("e1"), "the next secret"), 204);
  assert.equal((await read(listener)).messages.length, 1);
});

withListener("keeps the later state when events arrive in another order", async (setup) => {
  const listener = await setup.start();
  const statusOf = async () => (await setup.read(listener)).actions.map(({ status }) => status);
  await deliver(listener, reservationEvent("e2", "Cancel", 10));
  await deliver(listener, reservationEvent("e1", "Create", 20));
  assert.deepEqual(await statusOf(), ["cancelled"]);
  await deliver(listener, reservationEvent("e3", "Create", 5));
  assert.deepEqual(await statusOf(), ["created"]);
});

withListener(
  "unregisters on SIGTERM, or keeps the registration under KEEP_REGISTRATION",
  async (setup) => {
    const { mock, start, read, topUp } = setup;
    const keeping = await start({ KEEP_REGISTRATION: "1" });
    assert.equal(await keeping.end("SIGTERM"), 0);
    assert.equal(mock.events.listeners().length, 1);
    topUp(5);
    const listener = await start();
    await until(
      async () => (await read(listener)).messages.length === 1,
      () => listener.output(),
    );
    assert.equal(await listener.end("SIGTERM"), 0);
    assert.match(listener.output(), /^unregistered$/m);
    assert.equal(mock.events.listeners().length, 0);
  },
);

withListener("registers again when the server has lost its registrations", async (setup) => {
  const { mock, start } = setup;
  const listener = await start({ RENEW_SECONDS: "0.2" });
  mock.reset();
  assert.equal(mock.events.listeners().length, 0);
  await until(
    () => mock.events.listeners().length === 1,
    () => listener.output(),
  );
});

test("names each wrong setting, and exits with 2", async () => {
  const child = spawnListener({ EVENT_SECRET: "", PORT: "0", TMF654_URL: "ocs" });
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.equal(code, 2);
  assert.match(
    text,
    /EVENT_SECRET is missing.*; PORT 0 is not a port; TMF654_URL ocs is not a URL/,
  );
});
