import { createMock, type Snapshot } from "@tmf654/mock";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createApi, createStoppedMock, money } from "../behaviour/setup.ts";
import { sendTo } from "../support/send.ts";

type Tree = { [name: string]: Tree } & Tree[];

/** A snapshot with every kind of record: open reservations, an auto-top-up, a key, a listener. */
async function createFullSnapshot(): Promise<Snapshot> {
  const mock = createStoppedMock({ scenario: "default,busy-history" });
  const send = sendTo(mock);
  const api = createApi(send);
  const recurring = { isAutoTopup: true, recurringPeriod: "weekly", numberOfPeriods: 50 };
  await api.topup("ana-main", money(1), recurring);
  await api.topup("ana-main", money(1), { voucher: "wrong-code" });
  await send({ method: "POST", path: "/hub", body: { callback: "http://127.0.0.1:9/e" } });
  const headers = { "idempotency-key": "k1", "content-type": "application/json" };
  const bucket = { id: "ana-main" };
  const body = { amount: money(1), usageType: "monetary", bucket, partyAccount: { id: "acc-ana" } };
  await send({ method: "POST", path: "/topupBalance", headers, body });
  return JSON.parse(JSON.stringify(mock.snapshot()));
}

const valid = await createFullSnapshot();
const auto = valid.store.actions.findIndex((action) => action.auto !== undefined);
const nest = (depth: number): unknown =>
  JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
/** Stands for a value nested 20,000 levels deep, which the title of a test could not show. */
const deep = "20,000 levels";
const copy = (): Tree => JSON.parse(JSON.stringify(valid));

function editSnapshot(path: string, value: unknown): Snapshot {
  const snapshot = copy();
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const parent = steps.reduce((tree: Tree, step) => tree[step] ?? tree, snapshot);
  parent[last] = (value === deep ? nest(20_000) : value) as Tree;
  return snapshot as unknown as Snapshot;
}

describe("The control plane: a hostile snapshot is refused with its path", () => {
  test("the snapshot without an edit is restored", () => {
    expect(auto).toBeGreaterThanOrEqual(0);
    createMock().restore(valid);
  });

  const header = "keys.0.response.headers";
  const refused = "keys[0].response";
  test.each<[string, unknown, string]>([
    [`store.actions.${auto}.auto.anchorAt`, -8.6e15, `store.actions[${auto}].auto.anchorAt`],
    [`store.actions.${auto}.auto.anchorAt`, -6e13, `store.actions[${auto}].auto.anchorAt`],
    [`store.actions.${auto}.auto.anchorAt`, 0, `store.actions[${auto}].auto.anchorAt`],
    [`store.actions.${auto}.auto.sinceAnchor`, 2 ** 53 - 1, `store.actions[${auto}].auto.anchorAt`],
    [`store.actions.${auto}.dueAt`, 0, `store.actions[${auto}].auto.anchorAt`],
    ["at", 8.64e15, "at"],
    ["at", -8.64e15, "at"],
    ["at", 253_402_300_799_999, `store.actions[${auto}].auto.anchorAt`],
    ["store.buckets.0.endsAt", 8.64e15, "store.buckets[0].endsAt"],
    ["store.actions.0.kind", [], "store.actions[0].kind"],
    ["version", [1], "version"],
    ["store.buckets.0.id", "\ud800", "store.buckets[0]"],
    ["store.actions.0.id", "\udc00", "store.actions[0]"],
    ["store.vouchers.0.grants", { months: 1e15 }, "store.vouchers[0].grants.months"],
    ["store.vouchers.0.grants", { days: 1e15 }, "store.vouchers[0].grants.days"],
    ["store.buckets.0.details.more", deep, "store.buckets"],
    ["store.actions.0.details.more", deep, "store.actions"],
    ["nested", deep, "nested"],
    [`${header}.location`, "/x\r\nset-cookie: a=b", `${refused}.headers.location`],
    [`${header}.location`, "/x\u0000", `${refused}.headers.location`],
    [`${header}.location`, "/\u20ac", `${refused}.headers.location`],
    [`${header}.a\r\nb`, "x", `${refused}.headers.a\\r\\nb`],
    [`${header}.`, "x", `${refused}.headers.`],
    [`${header}.Content-Length`, "1", `${refused}.headers.Content-Length`],
    [`${header}.transfer-encoding`, "chunked", `${refused}.headers.transfer-encoding`],
    ["keys.0.response.status", 503, `${refused}.status`],
    ["keys.0.response.status", 204, `${refused}.body`],
    ["keys.0.response.drop", true, `${refused}.drop`],
    ["listeners.0.callback", "http://evil.example/e", "listeners[0].callback"],
    ["listeners.0.callback", "http://user:pw@127.0.0.1/", "listeners[0].callback"],
    ["listeners.0.callback", "file:///etc/passwd", "listeners[0].callback"],
    ["listeners.0.callback", `http://127.0.0.1/${"x".repeat(9000)}`, "listeners[0].callback"],
  ])("%s = %j (%#)", (path, value, wrong) => {
    const mock = createStoppedMock();
    const before = JSON.stringify(mock.snapshot());
    let issues: readonly { readonly path: string }[] = [];
    try {
      mock.restore(editSnapshot(path, value));
    } catch (error) {
      ({ issues = [] } = error as { issues?: typeof issues });
    }
    expect(issues.map((issue) => issue.path).join(" ")).toContain(wrong);
    expect(JSON.stringify(mock.snapshot())).toBe(before);
  });

  test("more listeners than the limit are refused", () => {
    const mock = createMock({ limits: { registrations: 1 } });
    const more = [1, 2].map((id) => ({ id: `${id}`, callback: `http://127.0.0.1:9/${id}` }));
    const restore = () => mock.restore(editSnapshot("listeners", more));
    expect(restore).toThrow("listeners: has 2, and the limit `registrations` is 1");
  });

  test.each([
    ["a scenario nested 20,000 deep", { name: "x", actions: [deep] }],
    ["a scenario with listeners", { name: "x", listeners: [{ callback: "http://evil.example/" }] }],
  ])("%s is refused", (_, scenario) => {
    const mock = createStoppedMock();
    const before = JSON.stringify(mock.snapshot());
    const value = "actions" in scenario ? { ...scenario, actions: [nest(20_000)] } : scenario;
    expect(() => mock.seed(value as never)).toThrow(/levels|listeners/);
    expect(JSON.stringify(mock.snapshot())).toBe(before);
  });
});

/** The path of each value in a tree. */
function pathsOf(tree: unknown, path = ""): readonly string[] {
  if (typeof tree !== "object" || tree === null) return [path];
  const below = Object.entries(tree).flatMap(([name, value]) =>
    pathsOf(value, path === "" ? name : `${path}.${name}`),
  );
  return path === "" ? below : [path, ...below];
}

const hostile: readonly unknown[] = [
  null,
  true,
  "",
  "x",
  "\ud800",
  "a\r\nb",
  "__proto__",
  "2026-02-30T00:00:00Z",
  "EUR",
  "created",
  "completed",
  -1,
  0,
  0.1,
  1e21,
  -8.6e15,
  8.64e15,
  253_402_300_799_999,
  2 ** 53 - 1,
  [],
  {},
  [[]],
  [null],
  nest(100),
];

test("The control plane: a mutated snapshot is refused by path, or every list can be read after it", async () => {
  const paths = pathsOf(valid);
  const lists = "bucket topupBalance adjustBalance reserveBalance transferBalance".split(" ");
  const mutation = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...hostile));
  let restored = 0;
  const mock = createMock({ scenario: "empty", clock: "2026-03-10T12:00:00Z" });
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 2 }), async (mutations) => {
      const snapshot = mutations.reduce((tree, [path, value]) => {
        const steps = path.split(".");
        const last = steps.pop() ?? "";
        const parent = steps.reduce<Tree | undefined>((at, step) => at?.[step], tree);
        if (typeof parent === "object" && parent !== null) parent[last] = value as Tree;
        return tree;
      }, copy());
      const before = JSON.stringify(mock.snapshot());
      try {
        mock.restore(snapshot as unknown as Snapshot);
      } catch (error) {
        const { name, issues } = error as { name: string; issues?: readonly unknown[] };
        expect([name, (issues?.length ?? 0) > 0]).toEqual(["SnapshotError", true]);
        expect(JSON.stringify(mock.snapshot())).toBe(before);
        return;
      }
      restored += 1;
      for (const list of [
        ...lists,
        "balanceActionHistory",
        "accumulatedBalance?partyAccount.id=a",
      ]) {
        const reply = await mock.fetch(`http://m${mock.basePath}/${list}`);
        expect([list, reply.status < 500]).toEqual([list, true]);
      }
    }),
    { numRuns: 120, seed: 654 },
  );
  expect(restored).toBeGreaterThan(3);
}, 120_000);
