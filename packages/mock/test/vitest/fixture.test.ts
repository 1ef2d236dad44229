import { createMock, type Mock } from "@tmf654/mock";
import { tmf654 } from "@tmf654/mock/msw";
import { expect, test } from "@tmf654/mock/vitest";
import { HttpResponse, http } from "msw";
import { describe, test as plainTest, vi } from "vitest";
import { api, readBalance, topUp } from "./app.ts";

describe("a new mock for each test", () => {
  const seen: Mock[] = [];

  test.for([1, 2])("test %d of two sees no top-up of the other", async (_, { mock }) => {
    expect(seen).not.toContain(mock);
    seen.push(mock);
    expect(mock).not.toHaveReceived("createTopupBalance");
    await topUp(10);
    expect(mock).toHaveBalance("ana-main", "35.50 EUR");
  });

  test("a test that does not name the mock has one too", async () => {
    expect(await readBalance()).toBe(25.5);
  });

  plainTest("a test of Vitest's own beside it has no mock", async (context) => {
    expect(context).not.toHaveProperty("mock");
  });
});

describe("hooks", () => {
  test.beforeEach(async ({ mock }) => {
    mock.subscribers.spend("ana-main", { amount: 5.5, units: "EUR" });
    expect(await readBalance()).toBe(20);
  });
  test.afterEach(async ({ mock }) => {
    expect(mock).toHaveReceived("retrieveBucket", { times: 2 });
    expect(await readBalance()).toBe(20);
  });

  test("share the mock with the test", async ({ mock }) => {
    expect(await readBalance()).toBe(20);
    expect(mock).toHaveBalance("ana-main", "20 EUR");
  });
});

describe("mockOptions", () => {
  test.override({ mockOptions: { scenario: "low-balance", clock: "2026-03-10T12:00:00Z" } });

  test("set the scenario and the clock of a suite", ({ mock }) => {
    expect(mock.counts().buckets).toBe(4);
    expect(mock.clock.now()).toBe(Date.UTC(2026, 2, 10, 12));
    expect(mock.clock.mode()).toBe("set");
  });

  describe("in an inner suite", () => {
    test.override({ mockOptions: { profile: "certified", basePath: "/prepay/v4" } });

    test("set the profile and the base path", async ({ mock }) => {
      expect(mock.profile().name).toBe("certified");
      const list = await fetch("https://operator.test/prepay/v4/bucket/ana-main");
      expect(list.status).toBe(200);
    });
  });
});

describe("the server", () => {
  test("takes a handler for one test", async ({ server }) => {
    server.use(tmf654.retrieveBucket(({ respond }) => respond(503, { code: "c", reason: "r" })));
    expect((await fetch(`${api}/bucket/ana-main`)).status).toBe(503);
  });

  test("has no handler of the test before", async () => {
    expect((await fetch(`${api}/bucket/ana-main`)).status).toBe(200);
  });
});

describe("concurrent handlers", { concurrent: true }, () => {
  test.for([501, 502, 503])(
    "status %d is the response in one test only",
    async (status, { server }) => {
      server.use(http.get("https://other.test/status", () => new HttpResponse(null, { status })));
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect((await fetch("https://other.test/status")).status).toBe(status);
    },
  );
});

describe("a request that no test started", () => {
  /** A queue of an app. Its worker starts before the tests, outside the context of any test. */
  const jobs: (() => void)[] = [];
  const worker = setInterval(() => jobs.shift()?.(), 1);
  const inQueue = (): Promise<Response> =>
    new Promise((resolve, reject) => {
      jobs.push(() => fetch(`${api}/bucket/ana-main`).then(resolve, reject));
    });
  test.afterAll(() => clearInterval(worker));

  test("reaches the mock of the only test in progress", async ({ mock }) => {
    expect((await inQueue()).status).toBe(200);
    expect(mock).toHaveReceived("retrieveBucket", { times: 1 });
  });

  describe("while several run", { concurrent: true }, () => {
    test.for([1, 2])("is refused with the remedy (%d)", async (_, { mock }) => {
      const [response] = await Promise.all([inQueue(), new Promise((end) => setTimeout(end, 200))]);
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({
        message: expect.stringMatching(/2 tests run at once.*mock\.fetch/),
      });
      expect(mock.journal()).toEqual([]);
    });
  });
});

describe("the clock", () => {
  describe("fake", () => {
    test.override({ mockOptions: { clock: { fake: "2026-03-10T12:00:00Z" } } });

    test("follows vi's fake timers, with events and effects", async ({ mock }) => {
      expect(vi.isFakeTimers()).toBe(true);
      expect(mock.clock.now()).toBe(Date.UTC(2026, 2, 10, 12));
      const heard: string[] = [];
      mock.events.listen(({ eventTime }) => heard.push(eventTime));
      mock.engine.create("reserveBalance", {
        amount: { amount: 1, units: "EUR" },
        usageType: "monetary",
        bucket: { id: "ana-main" },
        partyAccount: { id: "acc-ana" },
        validFor: { endDateTime: "2026-03-10T13:00:00Z" },
      });
      await vi.advanceTimersByTimeAsync(3_599_000);
      expect(heard).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
      expect(heard.at(-1)).toBe("2026-03-10T13:00:00.000Z");
      // The app's own requests pass under fake timers.
      expect(await readBalance()).toBe(25.5);
    });
  });

  describe("with the clock `fake`, after the file's own fake timers", () => {
    test.override({ mockOptions: { clock: "fake" } });
    test.beforeAll(() => {
      vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
    });
    test.afterAll(() => {
      vi.useRealTimers();
    });

    test.for([1, 2])("uses the timers and keeps them installed (%d)", async (_, { mock }) => {
      expect(mock.clock.now()).toBe(Date.now());
      expect(new Date(mock.clock.now()).getUTCFullYear()).toBe(2026);
      expect(vi.isFakeTimers()).toBe(true);
    });
  });

  test("is real by default, and no fake timers remain", ({ mock }) => {
    expect(vi.isFakeTimers()).toBe(false);
    expect(mock.clock.mode()).toBe("real");
  });
});

describe("control of the isolation", () => {
  const shared = createMock();

  test("a mock outside the fixture gets no request of a test", async ({ mock }) => {
    await topUp(10);
    expect(shared).toHaveBalance("ana-main", "25.50 EUR");
    expect(mock).toHaveBalance("ana-main", "35.50 EUR");
  });
});
