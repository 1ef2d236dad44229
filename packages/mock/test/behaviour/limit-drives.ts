import type { Limits } from "@tmf654/mock";
import { expect } from "vitest";
import { createApiBody, hub, type LimitedMock } from "./limited-mock.ts";

const listener = "/listener/topupBalanceCreateEvent";
const event = { eventType: "TopupBalanceCreateEvent" };

/** Adds data up to each limit, and then one more. */
export const drives: Readonly<
  Record<keyof Limits, readonly [Partial<Limits>, (at: LimitedMock) => Promise<void>]>
> = {
  actions: [
    { actions: 3 },
    async ({ topup, mock }) => {
      for (let count = 0; count < 6; count += 1) await topup();
      expect(mock.counts().actions).toBe(3);
    },
  ],
  actionBytes: [
    { actionBytes: 3000 },
    async ({ topup, mock }) => {
      await topup();
      const small = mock.list("topupBalance")[0]?.id ?? "";
      for (let count = 0; count < 4; count += 1) await topup({}, { description: "x".repeat(900) });
      expect(mock.counts().actions).toBe(1);
      expect(mock.get("topupBalance", small)).toBeUndefined();
      // A single action stays, whatever its size.
      await topup({}, { description: "x".repeat(9000) });
      expect(mock.counts().actions).toBe(1);
    },
  ],
  registrations: [
    { registrations: 2 },
    async ({ register, mock }) => {
      const statuses = [];
      for (const place of ["a", "b", "c"]) {
        statuses.push(await register({ callback: `${hub.callback}/${place}` }));
      }
      expect(statuses.map(({ status }) => status)).toEqual([201, 201, 409]);
      expect(statuses[2]?.error.code).toBe("tooManyRegistrations");
      expect(mock.events.listeners()).toHaveLength(2);
    },
  ],
  registrationLength: [
    { registrationLength: 60 },
    async ({ register }) => {
      expect((await register({ query: "eventType=TopupBalanceCreateEvent" })).status).toBe(201);
      const long = await register({ callback: `http://127.0.0.1:9/${"x".repeat(60)}` });
      expect([long.status, long.error.errors[0]?.code]).toEqual([400, "tooLong"]);
    },
  ],
  waitingEvents: [
    { waitingEvents: 2 },
    async ({ register, topup, mock }) => {
      await register();
      for (let count = 0; count < 4; count += 1) await topup();
      expect(mock.counts().waitingEvents).toBe(2);
      expect(mock.events.undelivered()).toHaveLength(2);
    },
  ],
  waitingEventBytes: [
    { waitingEventBytes: 3000 },
    async ({ register, topup, mock }) => {
      await register();
      await register({ callback: `${hub.callback}/other` });
      for (let count = 0; count < 4; count += 1) await topup({}, { description: "x".repeat(500) });
      const waiting = mock.events.deliveries().filter(({ state }) => state !== "undelivered");
      const bytes = waiting.reduce((sum, { body }) => sum + body.length, 0);
      expect(bytes).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(3000);
      // Events that are removed free their bytes.
      await mock.clock.advance("PT1H");
      await topup();
      expect(mock.counts().waitingEvents).toBe(2);
    },
  ],
  endedEvents: [
    { endedEvents: 3 },
    async ({ register, topup, mock }) => {
      await register();
      for (let count = 0; count < 5; count += 1) await topup();
      await mock.clock.advance("PT1H");
      expect(mock.events.undelivered()).toHaveLength(3);
    },
  ],
  endedEventBytes: [
    { endedEventBytes: 3000 },
    async ({ register, topup, mock }) => {
      await register();
      for (let count = 0; count < 5; count += 1) await topup({}, { description: "x".repeat(500) });
      await mock.clock.advance("PT1H");
      const kept = mock.events.undelivered();
      const bytes = kept.reduce((sum, { body }) => sum + body.length, 0);
      expect(kept.length).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(3000);
    },
  ],
  receivedEvents: [
    { receivedEvents: 2 },
    async ({ send, mock }) => {
      for (let count = 0; count < 4; count += 1)
        await send({
          method: "POST",
          path: listener,
          body: { ...event, eventId: `${count}` },
          checked: false,
        });
      expect(mock.events.received().map(({ body }) => body.eventId)).toEqual(["2", "3"]);
    },
  ],
  receivedEventBytes: [
    { receivedEventBytes: 2000 },
    async ({ send, mock }) => {
      for (let count = 0; count < 4; count += 1)
        await send({
          method: "POST",
          path: listener,
          body: { ...event, eventId: `${count}`, title: "x".repeat(900) },
          checked: false,
        });
      expect(mock.events.received().map(({ body }) => body.eventId)).toEqual(["2", "3"]);
    },
  ],
  keys: [
    { keys: 2 },
    async ({ topup, mock }) => {
      for (const key of ["a", "b", "c"]) await topup({ "idempotency-key": key });
      expect(mock.snapshot().keys).toHaveLength(2);
      expect((await topup({ "idempotency-key": "c" })).headers["idempotency-replayed"]).toBe(
        "true",
      );
    },
  ],
  keyBytes: [
    { keyBytes: 5000 },
    async ({ topup, mock }) => {
      const long = { description: "x".repeat(1500) };
      for (const key of ["a", "b", "c"]) await topup({ "idempotency-key": key }, long);
      expect(mock.snapshot().keys).toHaveLength(1);
      const last = await topup({ "idempotency-key": "c" }, long);
      expect(last.headers["idempotency-replayed"]).toBe("true");
    },
  ],
  buckets: [
    { buckets: 2 },
    async ({ open, topup, mock, send }) => {
      const before = mock.counts().buckets;
      const opened = [await open({ id: "a" }), await topup({}, { bucket: { id: "b" } })];
      const refused = [
        await open({ id: "c" }),
        await topup({}, { bucket: { id: "d" } }),
        await send({
          method: "POST",
          path: "/adjustBalance",
          body: { ...createApiBody(), bucket: { id: "e" }, adjustType: "oneTime", reason: "gift" },
          checked: false,
        }),
      ];
      expect(opened.map(({ status }) => status)).toEqual([201, 201]);
      for (const { status, error } of refused) {
        expect([status, error.code]).toEqual([409, "tooManyBuckets"]);
        expect(error.message).toMatch(
          /^bucket [cde] .*limit `buckets` of 2; close some buckets or raise the limit$/,
        );
      }
      expect(mock.counts()).toMatchObject({ buckets: before + 2, actions: 1 });
      // A known bucket accepts actions, and a bucket that closes frees its place.
      expect((await topup({}, { bucket: { id: "a" } })).status).toBe(201);
      expect((await send({ method: "DELETE", path: "/bucket/a", checked: false })).status).toBe(
        204,
      );
      expect((await open({ id: "c" })).status).toBe(201);
      // A scenario is not a request, so its buckets do not count.
      mock.seed("family-shared");
      mock.restore(mock.snapshot());
      expect((await open({ id: "f" })).status).toBe(201);
      mock.reset();
      expect((await open({ id: "c" })).status).toBe(201);
    },
  ],
  bucketBytes: [
    { bucketBytes: 5000 },
    async ({ open, topup, mock }) => {
      const name = "x".repeat(2000);
      const statuses = [];
      for (const id of ["a", "b", "c"]) statuses.push((await open({ id, name })).status);
      expect(statuses).toEqual([201, 409, 409]);
      expect((await topup({}, { bucket: { id: "d" }, description: name })).status).toBe(409);
      expect((await open({ id: "e" })).status).toBe(201);
      expect(mock.get("bucket", "b")).toBeUndefined();
    },
  ],
  voucherLocks: [
    { voucherLocks: 2 },
    async ({ redeemWrongCode, mock }) => {
      for (const account of ["a", "b", "a", "c"]) await redeemWrongCode(account);
      // The count of `a` is younger than that of `b`.
      const { voucherLocks } = mock.snapshot().store;
      expect(voucherLocks.map(([account]) => account)).toEqual(["a", "c"]);
    },
  ],
  voucherLockBytes: [
    { voucherLockBytes: 1000 },
    async ({ redeemWrongCode, mock }) => {
      for (const account of ["a", "b", "c"]) await redeemWrongCode(account.repeat(600));
      const { voucherLocks } = mock.snapshot().store;
      expect(voucherLocks.map(([account]) => account)).toEqual(["c".repeat(600)]);
      mock.restore(mock.snapshot());
      expect(mock.snapshot().store.voucherLocks).toHaveLength(1);
    },
  ],
  rateLimitCredentials: [
    { rateLimitCredentials: 2 },
    async ({ get, mock }) => {
      mock.setProfile({ name: "slow", rateLimit: { requests: 1, perSeconds: 60 } });
      const statuses = [];
      for (const who of ["a", "b", "b", "c", "b", "a"]) statuses.push(await get(who));
      expect(statuses).toEqual([200, 200, 429, 200, 429, 200]);
    },
  ],
  rateLimitBytes: [
    { rateLimitBytes: 2000 },
    async ({ get, mock }) => {
      mock.setProfile({ name: "slow", rateLimit: { requests: 1, perSeconds: 60 } });
      const statuses = [];
      for (const who of ["a", "b", "b", "a"]) statuses.push(await get(who.repeat(1500)));
      expect(statuses).toEqual([200, 200, 429, 200]);
    },
  ],
  faults: [
    { faults: 2 },
    async ({ addFault, mock }) => {
      expect([await addFault("a"), await addFault("b")]).toEqual([201, 201]);
      expect(await addFault("c")).toBe(400);
      const add = () => mock.faults.add({ fault: { kind: "drop" } });
      expect(add).toThrow("exceeds the limit faults of 2: remove rules, or raise the limit");
      mock.faults.remove("fault-1");
      expect(await addFault("c")).toBe(201);
    },
  ],
  faultBytes: [
    { faultBytes: 2000 },
    async ({ addFault, mock }) => {
      expect(await addFault("a".repeat(1500))).toBe(201);
      expect(await addFault("b".repeat(1500))).toBe(400);
      expect(mock.faults.list()).toHaveLength(1);
    },
  ],
  eventStreams: [
    { eventStreams: 2 },
    async ({ mock }) => {
      const open = () => mock.fetch("http://localhost/__mock/events/stream");
      const first = await open();
      const second = await open();
      const refused = await open();
      expect([first.status, second.status, refused.status]).toEqual([200, 200, 503]);
      expect(await refused.text()).toContain("At most 2 event streams");
      // A reader that stops frees a place for another one.
      await first.body?.cancel();
      expect((await open()).status).toBe(200);
    },
  ],
  delayedRequests: [
    { delayedRequests: 1 },
    async ({ topup, mock }) => {
      const waiting = topup({ prefer: "delay=60000" });
      await new Promise((resolve) => setTimeout(resolve, 10));
      const more = await topup({ prefer: "delay=60000" });
      expect([more.status, more.error.code]).toEqual([503, "503"]);
      mock.reset();
      expect((await waiting).status).toBe(409);
    },
  ],
};
