import { createMock, type Mock, type MockOptions, reference } from "@tmf654/mock";
import { afterEach, describe, expect, test, vi } from "vitest";
import { sendTo } from "../support/send.ts";
import { createApi, money, start } from "./setup.ts";

const key = "tmf654-mock /tmf-api/prepayBalanceManagement/v4";

/** A `Storage` in memory; `most` is its quota in characters. */
function createStorage(most = Number.POSITIVE_INFINITY) {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (text.length > most) throw new Error("QuotaExceededError");
      items.set(name, text);
    },
  };
}

const mocks: Mock[] = [];
afterEach(async () => {
  await Promise.all(mocks.splice(0).map((mock) => mock.close()));
  vi.restoreAllMocks();
});

function open(options: MockOptions): Mock {
  const mock = createMock({ clock: start, ...options });
  mocks.push(mock);
  return mock;
}

/** A page that loads again: the state was saved, and a new mock reads it. */
async function reload(storage: ReturnType<typeof createStorage>, options: MockOptions = {}) {
  await waitForSave();
  return open({ persist: storage, ...options });
}

/** Waits for the save, which starts at once after a change. */
const waitForSave = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe("persist keeps the state over reloads", () => {
  const changes: readonly {
    readonly what: string;
    readonly change: (mock: Mock) => unknown;
    readonly see: (mock: Mock) => unknown;
    readonly expected: unknown;
  }[] = [
    {
      what: "a balance that a request changed",
      change: (mock) => createApi(sendTo(mock)).topup("ana-main", money(10)),
      see: (mock) => mock.get("bucket", "ana-main")?.remainingValue,
      expected: money(35.5),
    },
    {
      what: "an action of a subscriber",
      change: (mock) => mock.subscribers.suspend("ana-main"),
      see: (mock) => mock.get("bucket", "ana-main")?.status,
      expected: "suspended",
    },
    {
      what: "the instant of a stopped clock",
      change: (mock) => mock.clock.advance("P1D"),
      see: (mock) => new Date(mock.clock.now()).toISOString(),
      expected: "2026-03-11T12:00:00.000Z",
    },
    {
      what: "the profile",
      change: (mock) => mock.setProfile("ctk"),
      see: (mock) => mock.profile().name,
      expected: "ctk",
    },
    {
      what: "a fault rule, with the rest of its times",
      change: async (mock) => {
        mock.faults.add({ fault: { kind: "status", status: 503 }, times: 2 });
        await mock.fetch(`http://mock${mock.basePath}/bucket`);
      },
      see: (mock) => mock.faults.list().map(({ times = 0, applied }) => times - applied),
      expected: [1],
    },
    {
      what: "a reset",
      change: async (mock) => {
        await createApi(sendTo(mock)).topup("ana-main", money(10));
        mock.reset();
      },
      see: (mock) => mock.get("bucket", "ana-main")?.remainingValue,
      expected: money(25.5),
    },
    {
      what: "another scenario",
      change: (mock) => mock.reset("new-subscriber"),
      see: (mock) => mock.get("bucket", "ana-main"),
      expected: undefined,
    },
  ];
  test.each(changes)("$what", async ({ change, see, expected }) => {
    const storage = createStorage();
    const first = open({ persist: storage });
    await change(first);
    expect(see(first)).toEqual(expected);
    expect(see(await reload(storage))).toEqual(expected);
    expect(see(await reload(storage))).toEqual(expected);
  });

  test("a read is not followed by a save", async () => {
    const storage = createStorage();
    const mock = open({ persist: storage });
    await createApi(sendTo(mock)).get("/bucket/ana-main");
    await waitForSave();
    expect(storage.items.size).toBe(0);
  });

  test("is off by default", async () => {
    const storage = createStorage();
    await createApi(sendTo(open({}))).topup("ana-main", money(10));
    await waitForSave();
    expect(storage.items.size).toBe(0);
    expect(open({ persist: storage }).get("bucket", "ana-main")?.remainingValue).toEqual(
      money(25.5),
    );
  });

  test("a running clock continues from the time of day", async () => {
    const storage = createStorage();
    const timers = { at: Date.parse(start), now: () => timers.at, after: () => () => {} };
    const first = open({ persist: storage, clock: "real", timers });
    await first.clock.advance("P1D");
    await waitForSave();
    timers.at += 60_000;
    const second = await reload(storage, { clock: "real", timers });
    expect(new Date(second.clock.now()).toISOString()).toBe("2026-03-11T12:01:00.000Z");
  });

  test("two mocks with different paths keep their own state", async () => {
    const storage = createStorage();
    open({ persist: storage }).subscribers.suspend("ana-main");
    open({ persist: storage, basePath: "/other" }).subscribers.suspend("ana-main");
    await waitForSave();
    expect([...storage.items.keys()].sort()).toEqual(["tmf654-mock /other", key].sort());
  });
});

describe("state that this mock cannot load", () => {
  test.each([
    ["another version of the storage", JSON.stringify({ version: 2 })],
    [
      "another version of the snapshot",
      JSON.stringify({ ...validState(), snapshot: { version: 7 } }),
    ],
    ["text that is not JSON", "{"],
    ["null", "null"],
    ["a profile of another version", JSON.stringify({ ...validState(), profile: { colour: 1 } })],
  ])("%s stays in the storage, and the error has the remedy", async (_, text) => {
    const storage = createStorage();
    storage.items.set(key, text);
    const errors: unknown[] = [];
    const mock = open({ persist: storage, onError: (error) => errors.push(error) });
    expect(String(errors)).toContain(`removeItem("${key}")`);
    expect(errors).toHaveLength(1);
    expect(mock.profile().name).toBe("reference");
    await createApi(sendTo(mock)).topup("ana-main", money(10));
    expect(mock.get("bucket", "ana-main")?.remainingValue).toEqual(money(35.5));
    await waitForSave();
    expect(storage.items.get(key)).toBe(text);
  });

  test("without onError the console warns", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const storage = createStorage();
    storage.items.set(key, "{");
    open({ persist: storage });
    expect(String(warn.mock.calls)).toContain("To begin again: removeItem");
  });
});

test("a full storage is reported once, and the mock continues", async () => {
  const storage = createStorage(1000);
  const errors: unknown[] = [];
  const mock = open({ persist: storage, onError: (error) => errors.push(error) });
  for (const amount of [1, 2, 3]) {
    await createApi(sendTo(mock)).topup("ana-main", money(amount));
    await waitForSave();
  }
  expect(mock.get("bucket", "ana-main")?.remainingValue).toEqual(money(31.5));
  expect(errors).toHaveLength(1);
  expect(String(errors)).toContain("Use a smaller scenario");
});

test("persist must be a Storage", () => {
  expect(() => createMock({ persist: {} as never })).toThrow("must be a Storage");
});

function validState() {
  const { clock: _, ...rest } = { clock: 0, version: 1, savedAt: 0, faults: [] };
  return { ...rest, profile: reference };
}
