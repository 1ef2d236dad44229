import { createMock, type Mock, reference } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { exchangeWith } from "../support/exchange.ts";
import { money, speaker, standing, start } from "./world.ts";

/** A session of every kind of request; answers with everything that came back. */
async function session(mock: Mock): Promise<string> {
  const exchange = exchangeWith(mock);
  const say = speaker(exchange);
  const replies = [await say.topup("ana-main", money(10))];
  const { json: held } = await say.reserve("ana-main", money(5));
  replies.push(await say.patch("reserveBalance", held.id, { status: "completed", reason: "r" }));
  replies.push(await say.transfer("ana-main", "liam-main", money(2)));
  await mock.clock.advance("PT1H");
  replies.push(await say.adjust("ana-main", money(-100)));
  const auto = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 3 };
  replies.push(await say.topup("liam-main", money(1), auto));
  await mock.clock.advance("P1M");
  for (const path of ["/bucket", "/balanceActionHistory", "/accumulatedBalance", "/bucket/no"]) {
    replies.push(await exchange({ path }));
  }
  return JSON.stringify(replies);
}

describe("§6 time, chance, identity", () => {
  test("the same seed and the same requests give byte-identical answers", async () => {
    expect(await session(standing())).toBe(await session(standing()));
  });

  test("who listens does not change the answers", async () => {
    const heard = standing();
    heard.events.listen(() => {});
    expect(await session(heard)).toBe(await session(standing()));
  });

  test("another seed gives other ids", async () => {
    expect(await session(standing({ seed: 1 }))).not.toBe(await session(standing({ seed: 2 })));
  });

  test("reset gives the same session again", async () => {
    const mock = standing();
    const first = await session(mock);
    mock.reset();
    expect(await session(mock)).toBe(first);
  });

  test("a restored snapshot continues as if nothing had happened since, through JSON too", async () => {
    const mock = standing();
    await speaker(exchangeWith(mock)).topup("ana-main", money(3));
    const snapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    const first = await session(mock);
    mock.restore(snapshot);
    expect(await session(mock)).toBe(first);
  });

  test("the clock stands still, is set, and is advanced", async () => {
    const mock = standing();
    const say = speaker(exchangeWith(mock));
    expect((await say.topup("ana-main", money(1))).json.requestedDate).toBe(start);
    await mock.clock.set("2026-05-01T00:00:00Z");
    expect((await say.topup("ana-main", money(1))).json.requestedDate).toBe(
      "2026-05-01T00:00:00.000Z",
    );
    await mock.clock.advance("P1M");
    expect((await say.topup("ana-main", money(1))).json.requestedDate).toBe(
      "2026-06-01T00:00:00.000Z",
    );
  });

  test("the clock runs with real time", async () => {
    const before = Date.now();
    const { json } = await speaker(exchangeWith(createMock())).topup("ana-main", money(1));
    const at = Date.parse(String(json.requestedDate));
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  test("a real clock runs due effects by itself", async () => {
    const mock = createMock({ profile: { ...reference, ledger: { delayMs: { topup: 20 } } } });
    const told: string[] = [];
    const done = new Promise<void>((resolve) => {
      mock.events.listen(({ eventType }) => {
        told.push(eventType);
        if (eventType.startsWith("Reserve") && eventType.includes("Cancel")) resolve();
      });
    });
    const say = speaker(exchangeWith(mock));
    const soon = new Date(Date.now() + 40).toISOString();
    await say.reserve("ana-main", money(1), { validFor: { endDateTime: soon } });
    await done;
    expect(told).toEqual(["ReserveBalanceCreateEvent", "ReserveBalanceCancelEvent"]);
    await mock.close();
  });

  test("advancing runs every due effect in order of due time", async () => {
    const mock = standing({ profile: { ...reference, ledger: { delayMs: { topup: 120_000 } } } });
    const say = speaker(exchangeWith(mock));
    const { json: slow } = await say.topup("ana-main", money(1));
    const end = "2026-03-10T12:01:00Z";
    const { json: held } = await say.reserve("ana-main", money(1), {
      validFor: { endDateTime: end },
    });
    await mock.clock.advance("PT10M");
    expect((await say.get(`/reserveBalance/${held.id}`)).confirmationDate).toBe(
      "2026-03-10T12:01:00.000Z",
    );
    expect((await say.get(`/topupBalance/${slow.id}`)).confirmationDate).toBe(
      "2026-03-10T12:02:00.000Z",
    );
  });
});
