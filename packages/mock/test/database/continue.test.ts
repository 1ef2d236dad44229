import {
  createMock,
  defaultScenario,
  type Mock,
  type MockOptions,
  type Scenario,
} from "@tmf654/mock";
import { openSqlite } from "@tmf654/mock/sqlite";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createApi, money, start } from "../behaviour/setup.ts";
import { requestArbitrary } from "../support/arbitrary.ts";
import { topup } from "../support/bodies.ts";
import { sendTo } from "../support/send.ts";
import { temporaryFile } from "./temporary-file.ts";

/** Runs a function with the mock of a database file, and closes both. */
async function withMock<T>(
  file: string,
  run: (mock: Mock) => T | Promise<T>,
  options: MockOptions = {},
): Promise<T> {
  const database = openSqlite(file);
  const mock = createMock({ database, ...options });
  try {
    return await run(mock);
  } finally {
    await mock.close();
    database.close();
  }
}

const callback = { callback: "http://127.0.0.1:9/events" };

describe("A mock with a database continues with", () => {
  const changes: readonly {
    readonly what: string;
    readonly change: (mock: Mock) => unknown;
    readonly see: (mock: Mock) => unknown;
    readonly expected: unknown;
    readonly options?: MockOptions;
  }[] = [
    {
      what: "a balance that a request changed",
      change: (mock) => createApi(sendTo(mock)).topup("ana-main", money(10)),
      see: (mock) => mock.get("bucket", "ana-main")?.remainingValue,
      expected: money(35.5),
    },
    {
      what: "the postings of a bucket",
      change: (mock) => createApi(sendTo(mock)).topup("ana-main", money(10)),
      see: async (mock) => {
        const { json } = await sendTo(mock)({ path: "/../__mock/buckets/ana-main/postings" });
        return JSON.stringify(json).includes("topup");
      },
      expected: true,
    },
    {
      what: "a suspended bucket",
      change: (mock) => mock.subscribers.suspend("ana-main"),
      see: (mock) => mock.get("bucket", "ana-main")?.status,
      expected: "suspended",
    },
    {
      what: "a bucket that a request opened",
      change: async (mock) => {
        mock.setProfile("ctk");
        await createApi(sendTo(mock)).topup("own-voice", { amount: 5, units: "min" });
      },
      see: (mock) => mock.get("bucket", "own-voice")?.remainingValue,
      expected: { amount: 5, units: "min" },
    },
    {
      what: "the instant of a stopped clock",
      change: (mock) => mock.clock.set("2026-03-11T12:00:00Z"),
      see: (mock) => `${new Date(mock.clock.now()).toISOString()} ${mock.clock.mode()}`,
      expected: "2026-03-11T12:00:00.000Z set",
    },
    {
      what: "the profile",
      change: (mock) => mock.setProfile("ctk"),
      see: (mock) => mock.profile().name,
      expected: "ctk",
    },
    {
      what: "a fault rule with its count",
      change: async (mock) => {
        mock.faults.add({ fault: { kind: "status", status: 503 }, times: 2 });
        await mock.fetch(`http://mock${mock.basePath}/bucket`);
      },
      see: (mock) => mock.faults.list().map(({ id, times, applied }) => [id, times, applied]),
      expected: [["fault-1", 2, 1]],
    },
    {
      what: "a voucher",
      change: (mock) =>
        mock.seed({
          name: "more",
          description: "One voucher.",
          vouchers: [{ code: "4455667788", usageType: "monetary", amount: 7, units: "EUR" }],
        }),
      see: (mock) => mock.snapshot().store.vouchers.some(({ code }) => code === "4455667788"),
      expected: true,
    },
    {
      what: "a registration and its undelivered event",
      change: async (mock) => {
        const api = createApi(sendTo(mock));
        await api.post("hub", callback);
        await api.topup("ana-main", money(10));
        await mock.events.drain();
      },
      see: (mock) => [
        mock.events.listeners().map(({ callback: to }) => to),
        mock.events.deliveries().map(({ eventType, state }) => `${eventType} ${state}`),
      ],
      expected: [[callback.callback], ["TopupBalanceCreateEvent undelivered"]],
    },
    {
      what: "an event that a client sent",
      change: (mock) =>
        createApi(sendTo(mock)).post("listener/topupBalanceCreateEvent", {
          eventId: "e1",
          eventType: "TopupBalanceCreateEvent",
          event: {},
        }),
      see: (mock) => mock.events.received().length,
      expected: 1,
    },
    {
      what: "another scenario",
      change: (mock) => mock.reset("new-subscriber"),
      see: (mock) => mock.get("bucket", "ana-main"),
      expected: undefined,
    },
    {
      what: "a restored snapshot",
      change: (mock) => mock.restore(createMock({ scenario: "low-balance" }).snapshot()),
      see: (mock) => mock.counts().buckets,
      expected: createMock({ scenario: "low-balance" }).counts().buckets,
    },
  ];

  test.each(changes)("$what", async ({ change, see, expected }) => {
    const file = temporaryFile();
    await withMock(file, async (mock) => {
      await change(mock);
      expect(await see(mock)).toEqual(expected);
    });
    await withMock(file, async (mock) => expect(await see(mock)).toEqual(expected));
    await withMock(file, async (mock) => expect(await see(mock)).toEqual(expected));
  });

  test("what it had before a scenario that could not be added", async () => {
    const file = temporaryFile();
    const state = (mock: Mock) => JSON.stringify(mock.snapshot().store);
    const before = await withMock(file, (mock) => {
      const stored = state(mock);
      const [bucket] = defaultScenario.subscribers?.[0]?.buckets ?? [];
      const buckets = [bucket, bucket].flatMap((each) => (each ? [{ ...each, key: "same" }] : []));
      const subscriber = { key: "twice", name: "Twice", msisdn: "34600000777", buckets };
      const broken = { name: "broken", description: "One id twice.", subscribers: [subscriber] };
      expect(() => mock.seed(broken as Scenario)).toThrow();
      return stored;
    });
    expect(await withMock(file, state)).toBe(before);
  });

  test("the response to a repeated Idempotency-Key", async () => {
    const file = temporaryFile();
    const body = topup({ bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });
    const headers = { "idempotency-key": "once" };
    const repeat = (mock: Mock) =>
      sendTo(mock)({ method: "POST", path: "/topupBalance", headers, body });
    const first = await withMock(file, repeat);
    const second = await withMock(file, repeat);
    expect(second.headers["idempotency-replayed"]).toBe("true");
    expect(second.json.id).toBe(first.json.id);
  });

  test("the distance of a running clock from the clock of the machine", async () => {
    const file = temporaryFile();
    const timers = { at: Date.parse(start), now: () => timers.at, after: () => () => {} };
    await withMock(file, (mock) => mock.clock.advance("P1D"), { timers });
    timers.at += 60_000;
    const now = await withMock(file, (mock) => mock.clock.now(), { timers });
    expect(new Date(now).toISOString()).toBe("2026-03-11T12:01:00.000Z");
  });

  test("what came due while no process ran", async () => {
    const file = temporaryFile();
    const timers = { at: Date.parse(start), now: () => timers.at, after: () => () => {} };
    const held = (mock: Mock) => createApi(sendTo(mock)).held("ana-main");
    await withMock(
      file,
      async (mock) => {
        await createApi(sendTo(mock)).reserve("ana-main", money(4), {
          validFor: { endDateTime: "2026-03-10T13:00:00Z" },
        });
        expect(await held(mock)).toBe(4);
      },
      { timers },
    );
    timers.at += 2 * 3_600_000;
    expect(await withMock(file, held, { timers })).toBe(0);
  });

  test("options that are given, in place of stored settings", async () => {
    const file = temporaryFile();
    await withMock(file, (mock) => mock.setProfile("ctk"), { clock: start });
    const clock = "2026-05-01T00:00:00Z";
    const seen = await withMock(file, (mock) => [mock.profile().name, mock.clock.now()], {
      profile: "certified",
      clock,
    });
    expect(seen).toEqual(["certified", Date.parse(clock)]);
    expect(await withMock(file, (mock) => mock.profile().name)).toBe("certified");
  });

  test("a count of the rows that it has loaded", async () => {
    const file = temporaryFile();
    await withMock(file, () => undefined);
    const counts: number[] = [];
    const database = openSqlite(file, { onRows: (count) => counts.push(count) });
    const mock = createMock({ database });
    expect(counts).toEqual([expect.any(Number)]);
    expect(counts[0]).toBeGreaterThan(mock.counts().buckets);
    await mock.close();
    database.close();
  });

  test("separate data for each tenant", async () => {
    const file = temporaryFile();
    const database = openSqlite(file);
    const first = createMock({ database: database.tenant("a") });
    const second = createMock({ database: database.tenant("b") });
    await createApi(sendTo(first)).topup("ana-main", money(10));
    await Promise.all([first.close(), second.close()]);
    const balances = ["a", "b"].map((name) =>
      createMock({ database: database.tenant(name) }).get("bucket", "ana-main"),
    );
    database.close();
    expect(balances.map((bucket) => bucket?.remainingValue)).toEqual([money(35.5), money(25.5)]);
  });
});

test("After random requests, the stored state equals the state in memory", async () => {
  const scenario = "everyday,low-balance,busy-history";
  const { ids, accounts } = knownOf(createMock({ scenario, clock: start }));
  const requests = fc.array(requestArbitrary({ ids, accounts }), { minLength: 40, maxLength: 40 });
  const deep = Number(process.env.TMF654_DEEP ?? 1);
  await fc.assert(
    fc.asyncProperty(requests, async (calls) => {
      const file = temporaryFile();
      const options = { scenario, clock: start };
      const before = await withMock(
        file,
        async (mock) => {
          const send = sendTo(mock);
          for (const call of calls) await send(call).catch(() => {});
          await mock.clock.advance("P3D");
          return stateOf(mock);
        },
        options,
      );
      expect(await withMock(file, stateOf, { scenario })).toEqual(before);
    }),
    { numRuns: 5 * deep },
  );
});

function stateOf(mock: Mock) {
  const { keys, ...snapshot } = mock.snapshot();
  return {
    ...snapshot,
    keys: keys?.length,
    buckets: mock.list("bucket"),
    history: mock.list("balanceActionHistory"),
  };
}

function knownOf(mock: Mock) {
  const buckets = mock.list("bucket");
  return {
    ids: buckets.map(({ id }) => String(id)),
    accounts: buckets.map(({ partyAccount }) => (partyAccount as { id: string }).id),
  };
}
