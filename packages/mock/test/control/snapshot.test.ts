import { createMock, scenarios } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { ControlError, createControl } from "../../src/control/client.ts";
import { createStoppedMock } from "../behaviour/setup.ts";

interface Tree {
  [key: string]: Tree;
}

const mock = createStoppedMock({ scenario: "default,busy-history" });
mock.engine.registerListener({ callback: "http://127.0.0.1:9/" });
const control = createControl({ fetch: mock.fetch });

/** The snapshot as JSON, with the value at a dotted path replaced. */
async function editSnapshot(path: string, value: unknown): Promise<never> {
  const snapshot = JSON.parse(JSON.stringify(await control.snapshot()));
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce((tree: Tree, step) => tree[step] ?? {}, snapshot);
  parent[last] = value as Tree;
  return snapshot as never;
}

const { store } = mock.snapshot();
const [bucket, other] = store.buckets;
const [action] = store.actions;
const failed = store.actions.findIndex(({ status }) => status === "failed");
const finished = store.actions.findIndex(({ status }) => status === "completed");
const units = `${bucket?.units}`;

describe("The control plane: a snapshot with one member edited is refused with its path", () => {
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
    ["outsideAccounts", [[]], "outsideAccounts[0]"],
    ["outsideAccounts", {}, "outsideAccounts"],
    ["outsideAccounts.0.0", "money:EUR nowhere", "outsideAccounts[0][0]"],
    ["outsideAccounts.0.1", 0.5, "outsideAccounts[0][1]"],
    ["outsideAccounts.0.1", 1, "outsideAccounts"],
    ["store", null, "store"],
    ["store.buckets.1", 5, "store.buckets[1]"],
    ["store.buckets.1", bucket, "store.buckets[1].id"],
    ["store.buckets.0.endsAt", "x", "store.buckets[0].endsAt"],
    ["store.buckets.0.endsAt", 1e300, "store.buckets[0].endsAt"],
    ["store.buckets.0.confirmedAt", -1e300, "store.buckets[0].confirmedAt"],
    ["store.buckets.0.usageType", "tea", "store.buckets[0].usageType"],
    ["store.buckets.0.dimension", "tea", "store.buckets[0].dimension"],
    ["store.buckets.0.units", "teaspoon", "store.buckets[0].units"],
    ["store.buckets.0.remaining", -1, "store.buckets[0].remaining"],
    ["store.buckets.0.remaining", 0.5, "store.buckets[0].remaining"],
    ["store.buckets.0.remaining", 9e15, "outsideAccounts"],
    ["store.buckets.0.reserved", other, "store.buckets[0].reserved"],
    ["store.buckets.0.suspended", undefined, "store.buckets[0].suspended"],
    ["store.buckets.0.sleepy", true, "store.buckets[0].sleepy"],
    ["store.buckets.0.details", [], "store.buckets[0].details"],
    ["store.buckets.0.details.logicalResource", 5, "store.buckets[0].details.logicalResource"],
    ["store.actions.1", action, "store.actions[1].id"],
    ["store.actions.0.kind", "tea", "store.actions[0].kind"],
    ["store.actions.0.status", "brewing", "store.actions[0].status"],
    ["store.actions.0.requestedAt", 1e300, "store.actions[0].requestedAt"],
    ["store.actions.0.dueAt", "soon", "store.actions[0].dueAt"],
    ["store.actions.0.amount", 5, "store.actions[0].amount"],
    ["store.actions.0.details.bucket", 5, "store.actions[0].details.bucket"],
    ["store.actions.0.auto", { anchorAt: 1 }, "store.actions[0].auto.sinceAnchor"],
    [`store.actions.${finished}.dueAt`, 1, "store"],
    [`store.actions.${failed}.refusal`, undefined, "store"],
    [`store.actions.${failed}.refusal.code`, "tea", `store.actions[${failed}].refusal.code`],
    ["store.vouchers.1", store.vouchers[0], "store.vouchers[1].code"],
    ["store.vouchers.0.state", "lost", "store.vouchers[0].state"],
    ["store.vouchers.0.expiresAt", 1e300, "store.vouchers[0].expiresAt"],
    ["store.voucherLocks", [["a", {}]], "store.voucherLocks[0][1].misses"],
    ["store.paymentUses", [["a"]], "store.paymentUses[0]"],
    ["store.transferDays", [["a", 1, -1]], "store.transferDays[0][2]"],
    ["listeners.0.callback", "nowhere", "listeners[0].callback"],
    ["listeners.0.id", 1, "listeners[0].id"],
  ])("%s (%#)", async (path, value, wrong) => {
    const before = JSON.stringify(mock.snapshot());
    const asked = control.restore(await editSnapshot(path, value));
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

  test("a refused reservation's detail that cannot be shown is refused", async () => {
    const refusal = { code: "bucketExpired", http: 409, detail: { bucket: units, at: 1e300 } };
    const asked = control.restore(await editSnapshot(`store.actions.${failed}.refusal`, refusal));
    await expect(asked).rejects.toThrow(/cannot be shown/);
  });

  test("at most twenty issues of a broken file are reported", async () => {
    const broken = await editSnapshot("store.buckets", new Array(5000).fill({}));
    await control.restore(broken).catch((error: ControlError) => {
      expect(error.issues).toHaveLength(20);
    });
  });
});

test("The control plane: in the same process too, values that JSON cannot express are refused", () => {
  const whole = mock.snapshot();
  for (const at of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => mock.restore({ ...whole, at })).toThrow(/^This is not a snapshot of a mock: at:/);
  }
});

describe("The control plane: the snapshot of every store can be restored", () => {
  test("also after refusals, such as of an unknown unit", () => {
    const kept = createStoppedMock();
    const result = kept.engine.create("topupBalance", {
      amount: { amount: 1.5, units: "teaspoon" },
      usageType: "data",
      bucket: { id: "ana-data" },
      partyAccount: { id: "acc-ana" },
    });
    expect(result).toMatchObject({ kind: "succeeded", resource: { status: "failed" } });
    const snapshot = JSON.parse(JSON.stringify(kept.snapshot()));
    kept.restore(snapshot);
    expect(JSON.parse(JSON.stringify(kept.snapshot()))).toEqual(snapshot);
  });

  test.each([...scenarios.keys()])("%s", async (scenario) => {
    const kept = createStoppedMock({ scenario });
    await kept.clock.advance("P2M");
    const snapshot = JSON.parse(JSON.stringify(kept.snapshot()));
    const next = createMock({ scenario: "empty" });
    next.restore(snapshot);
    expect(JSON.parse(JSON.stringify(next.snapshot()))).toEqual(snapshot);
  });
});
