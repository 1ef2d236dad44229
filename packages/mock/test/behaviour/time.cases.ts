import { createMock, type Mock, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { topup } from "../support/bodies.ts";
import { sendTo } from "../support/send.ts";
import { createApi, createStoppedMock, money, start } from "./setup.ts";

/** A session with every kind of request; returns all responses. */
async function session(mock: Mock): Promise<string> {
  const send = sendTo(mock);
  const api = createApi(send);
  const replies = [await api.topup("ana-main", money(10))];
  const { json: held } = await api.reserve("ana-main", money(5));
  replies.push(await api.patch("reserveBalance", held.id, { status: "completed", reason: "r" }));
  replies.push(await api.transfer("ana-main", "liam-main", money(2)));
  await mock.clock.advance("PT1H");
  replies.push(await api.adjust("ana-main", money(-100)));
  const auto = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 3 };
  replies.push(await api.topup("liam-main", money(1), auto));
  await mock.clock.advance("P1M");
  for (const path of ["/bucket", "/balanceActionHistory", "/accumulatedBalance", "/bucket/no"]) {
    replies.push(await send({ path }));
  }
  return JSON.stringify(replies);
}

describe("Time, randomness, identity", () => {
  test("the same seed and the same requests give byte-identical responses", async () => {
    expect(await session(createStoppedMock())).toBe(await session(createStoppedMock()));
  });

  test("listeners do not change the responses", async () => {
    const listened = createStoppedMock();
    listened.events.listen(() => {});
    expect(await session(listened)).toBe(await session(createStoppedMock()));
  });

  test("another seed gives other ids", async () => {
    expect(await session(createStoppedMock({ seed: 1 }))).not.toBe(
      await session(createStoppedMock({ seed: 2 })),
    );
  });

  /** The numbers of requests continue after a reset and after a restored snapshot. */
  function withoutTraces(replies: string): string {
    return replies.replaceAll(/"x-mock-trace":"\d+"/g, "");
  }

  test("reset gives the same session again", async () => {
    const mock = createStoppedMock();
    const first = await session(mock);
    mock.reset();
    expect(withoutTraces(await session(mock))).toBe(withoutTraces(first));
  });

  test("a restored snapshot continues from its moment, through JSON too", async () => {
    const mock = createStoppedMock();
    await createApi(sendTo(mock)).topup("ana-main", money(3));
    const snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    const first = await session(mock);
    mock.restore(snapshot);
    expect(withoutTraces(await session(mock))).toBe(withoutTraces(first));
  });

  /** Sends twenty reads while a rule fails about half of them. Returns the id of the rule too. */
  async function failHalf(mock: Mock): Promise<{ id: string; statuses: readonly number[] }> {
    const id = mock.faults.add({ fault: { kind: "status", status: 503 }, rate: 0.5 });
    const statuses: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      statuses.push((await sendTo(mock)({ path: "/bucket/ana-main" })).status);
    }
    mock.faults.remove(id);
    return { id, statuses };
  }

  test("reset gives the same random faults again, and the same ids of rules", async () => {
    const mock = createStoppedMock();
    const first = await failHalf(mock);
    mock.reset();
    expect(await failHalf(mock)).toEqual(first);
  });

  test("a restored snapshot gives the same random faults again", async () => {
    const mock = createStoppedMock();
    await failHalf(mock);
    const snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    const first = await failHalf(mock);
    mock.restore(snapshot);
    expect((await failHalf(mock)).statuses).toEqual(first.statuses);
  });

  test("a snapshot has the keys of earlier requests, and its restore removes later keys", async () => {
    const mock = createStoppedMock();
    const api = createApi(sendTo(mock));
    const body = topup({
      amount: money(1),
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
    });
    const sendWithKey = (key: string) =>
      sendTo(mock)({
        method: "POST",
        path: "/topupBalance",
        body,
        headers: { "idempotency-key": key },
      });
    const first = await sendWithKey("k1");
    const snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    const later = await sendWithKey("k2");
    mock.restore(snapshot);
    const again = await sendWithKey("k1");
    expect([again.text, again.headers["idempotency-replayed"]]).toEqual([first.text, "true"]);
    expect(await api.remaining("ana-main")).toBe(26.5);
    const anew = await sendWithKey("k2");
    expect([anew.text, anew.headers["idempotency-replayed"]]).toEqual([later.text, undefined]);
    expect(await api.remaining("ana-main")).toBe(27.5);
    mock.reset();
    expect((await sendWithKey("k1")).headers["idempotency-replayed"]).toBeUndefined();
  });

  test("a snapshot without keys and random state is accepted, one with invalid keys is refused", () => {
    const mock = createStoppedMock();
    const { keys: _, random, ...older } = mock.snapshot();
    mock.restore({ ...older, random: [random[0], random[1]] });
    expect(mock.counts().buckets).toBeGreaterThan(0);
    expect(() => mock.restore({ ...older, random, keys: [5] } as never)).toThrow(/not a snapshot/);
  });

  test("the clock stands still, is set, and is advanced", async () => {
    const mock = createStoppedMock();
    const api = createApi(sendTo(mock));
    expect((await api.topup("ana-main", money(1))).json.requestedDate).toBe(start);
    await mock.clock.set("2026-05-01T00:00:00Z");
    expect((await api.topup("ana-main", money(1))).json.requestedDate).toBe(
      "2026-05-01T00:00:00.000Z",
    );
    await mock.clock.advance("P1M");
    expect((await api.topup("ana-main", money(1))).json.requestedDate).toBe(
      "2026-06-01T00:00:00.000Z",
    );
  });

  test("the clock runs with real time", async () => {
    const before = Date.now();
    const { json } = await createApi(sendTo(createMock())).topup("ana-main", money(1));
    const at = Date.parse(String(json.requestedDate));
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  test("a real clock runs due effects by itself", async () => {
    const mock = createMock({ profile: { ...reference, ledger: { delayMs: { topup: 20 } } } });
    const events: string[] = [];
    const done = new Promise<void>((resolve) => {
      mock.events.listen(({ eventType }) => {
        events.push(eventType);
        if (eventType.startsWith("Reserve") && eventType.includes("Cancel")) resolve();
      });
    });
    const api = createApi(sendTo(mock));
    const soon = new Date(Date.now() + 40).toISOString();
    await api.reserve("ana-main", money(1), { validFor: { endDateTime: soon } });
    await done;
    expect(events).toEqual(["ReserveBalanceCreateEvent", "ReserveBalanceCancelEvent"]);
    await mock.close();
  });

  test("advancing runs every due effect in order of due time", async () => {
    const mock = createStoppedMock({
      profile: { ...reference, ledger: { delayMs: { topup: 120_000 } } },
    });
    const api = createApi(sendTo(mock));
    const { json: slow } = await api.topup("ana-main", money(1));
    const end = "2026-03-10T12:01:00Z";
    const { json: held } = await api.reserve("ana-main", money(1), {
      validFor: { endDateTime: end },
    });
    await mock.clock.advance("PT10M");
    expect((await api.get(`/reserveBalance/${held.id}`)).confirmationDate).toBe(
      "2026-03-10T12:01:00.000Z",
    );
    expect((await api.get(`/topupBalance/${slow.id}`)).confirmationDate).toBe(
      "2026-03-10T12:02:00.000Z",
    );
  });
});
