import { createMock, scenarios } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { ControlError, createControl } from "../../src/control/client.ts";
import { standing } from "../behaviour/world.ts";

type Tree = { [key: string]: Tree };

const mock = standing({ scenario: "default,busy-history" });
mock.engine.registerListener({ callback: "http://127.0.0.1:9/" });
const control = createControl({ fetch: mock.fetch });

/** The snapshot as JSON, with the value at a dotted path replaced. */
async function edited(path: string, value: unknown): Promise<never> {
  const snapshot = JSON.parse(JSON.stringify(await control.snapshot()));
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce((tree: Tree, step) => tree[step] ?? {}, snapshot);
  parent[last] = value as Tree;
  return snapshot as never;
}

const { world } = mock.snapshot();
const [bucket, other] = world.buckets;
const [action] = world.actions;
const failed = world.actions.findIndex(({ status }) => status === "failed");
const finished = world.actions.findIndex(({ status }) => status === "completed");
const units = `${bucket?.units}`;

describe("§9 a snapshot with one member edited is refused with its path", () => {
  test.each<[string, unknown, string]>([
    ["version", 2, "version"],
    ["more", 1, "more"],
    ["at", 1e300, "at"],
    ["at", "now", "at"],
    ["clock", "bogus", "clock"],
    ["random", [], "random"],
    ["random", [1, 2, 3, 4], "random"],
    ["random", [1, 2, 0.5], "random[2]"],
    ["keys", [{}], "keys[0].scope"],
    ["keys", "k1", "keys"],
    ["random", [1, 0.5], "random[1]"],
    ["random", [2 ** 31, 0], "random[0]"],
    ["books", [[]], "books[0]"],
    ["books", {}, "books"],
    ["books.0.0", "money:EUR nowhere", "books[0][0]"],
    ["books.0.1", 0.5, "books[0][1]"],
    ["books.0.1", 1, "books"],
    ["world", null, "world"],
    ["world.buckets.1", 5, "world.buckets[1]"],
    ["world.buckets.1", bucket, "world.buckets[1].id"],
    ["world.buckets.0.endsAt", "x", "world.buckets[0].endsAt"],
    ["world.buckets.0.endsAt", 1e300, "world.buckets[0].endsAt"],
    ["world.buckets.0.confirmedAt", -1e300, "world.buckets[0].confirmedAt"],
    ["world.buckets.0.usageType", "tea", "world.buckets[0].usageType"],
    ["world.buckets.0.dimension", "tea", "world.buckets[0].dimension"],
    ["world.buckets.0.units", "teaspoon", "world.buckets[0].units"],
    ["world.buckets.0.remaining", -1, "world.buckets[0].remaining"],
    ["world.buckets.0.remaining", 0.5, "world.buckets[0].remaining"],
    ["world.buckets.0.remaining", 9e15, "books"],
    ["world.buckets.0.reserved", other, "world.buckets[0].reserved"],
    ["world.buckets.0.suspended", undefined, "world.buckets[0].suspended"],
    ["world.buckets.0.sleepy", true, "world.buckets[0].sleepy"],
    ["world.buckets.0.details", [], "world.buckets[0].details"],
    ["world.buckets.0.details.logicalResource", 5, "world.buckets[0].details.logicalResource"],
    ["world.actions.1", action, "world.actions[1].id"],
    ["world.actions.0.kind", "tea", "world.actions[0].kind"],
    ["world.actions.0.status", "brewing", "world.actions[0].status"],
    ["world.actions.0.requestedAt", 1e300, "world.actions[0].requestedAt"],
    ["world.actions.0.dueAt", "soon", "world.actions[0].dueAt"],
    ["world.actions.0.amount", 5, "world.actions[0].amount"],
    ["world.actions.0.details.bucket", 5, "world.actions[0].details.bucket"],
    ["world.actions.0.auto", { anchorAt: 1 }, "world.actions[0].auto.sinceAnchor"],
    [`world.actions.${finished}.dueAt`, 1, "world"],
    [`world.actions.${failed}.refusal`, undefined, "world"],
    [`world.actions.${failed}.refusal.code`, "tea", `world.actions[${failed}].refusal.code`],
    ["world.vouchers.1", world.vouchers[0], "world.vouchers[1].code"],
    ["world.vouchers.0.state", "lost", "world.vouchers[0].state"],
    ["world.vouchers.0.expiresAt", 1e300, "world.vouchers[0].expiresAt"],
    ["world.voucherLocks", [["a", {}]], "world.voucherLocks[0][1].misses"],
    ["world.paymentUses", [["a"]], "world.paymentUses[0]"],
    ["world.transferDays", [["a", 1, -1]], "world.transferDays[0][2]"],
    ["listeners.0.callback", "nowhere", "listeners[0].callback"],
    ["listeners.0.id", 1, "listeners[0].id"],
  ])("%s (%#)", async (path, value, wrong) => {
    const before = JSON.stringify(mock.snapshot());
    const asked = control.restore(await edited(path, value));
    await expect(asked).rejects.toBeInstanceOf(ControlError);
    await asked.catch(({ status, issues }: ControlError) => {
      expect([status, issues.map((issue) => issue.path)]).toEqual([
        400,
        expect.arrayContaining([wrong]),
      ]);
    });
    expect(JSON.stringify(mock.snapshot())).toBe(before);
    expect((await mock.fetch(`http://mock${mock.basePath}/bucket`)).status).toBe(200);
  });

  test("a refused reservation's detail that cannot be told is refused", async () => {
    const refusal = { code: "bucketExpired", http: 409, detail: { bucket: units, at: 1e300 } };
    const asked = control.restore(await edited(`world.actions.${failed}.refusal`, refusal));
    await expect(asked).rejects.toThrow(/cannot be shown/);
  });

  test("of a file that is broken throughout twenty places are told", async () => {
    const broken = await edited("world.buckets", new Array(5000).fill({}));
    await control.restore(broken).catch((error: ControlError) => {
      expect(error.issues).toHaveLength(20);
    });
  });
});

test("§9 in the same process too, whatever JSON cannot say", () => {
  const whole = mock.snapshot();
  for (const at of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => mock.restore({ ...whole, at })).toThrow(/^This is not a snapshot of a mock: at:/);
  }
});

describe("§9 every world's snapshot is one", () => {
  test("after what was refused too, as of a unit that nobody knows", () => {
    const kept = standing();
    const outcome = kept.engine.create("topupBalance", {
      amount: { amount: 1.5, units: "teaspoon" },
      usageType: "data",
      bucket: { id: "ana-data" },
      partyAccount: { id: "acc-ana" },
    });
    expect(outcome).toMatchObject({ kind: "done", resource: { status: "failed" } });
    const snapshot = JSON.parse(JSON.stringify(kept.snapshot()));
    kept.restore(snapshot);
    expect(JSON.parse(JSON.stringify(kept.snapshot()))).toEqual(snapshot);
  });

  test.each([...scenarios.keys()])("%s", async (scenario) => {
    const kept = standing({ scenario });
    await kept.clock.advance("P2M");
    const snapshot = JSON.parse(JSON.stringify(kept.snapshot()));
    const next = createMock({ scenario: "empty" });
    next.restore(snapshot);
    expect(JSON.parse(JSON.stringify(next.snapshot()))).toEqual(snapshot);
  });
});
