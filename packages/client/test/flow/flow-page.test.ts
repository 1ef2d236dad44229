import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTopUpFlow, type TopUpFlow, type TopUpState } from "@tmf654/client/flow";
import { beforeAll, describe, expect, test } from "vitest";
import { examplesOf, expectedOutput, runExample } from "../helpers/examples.ts";
import { setUpFlow, topUpBody, waitForStatus } from "../helpers/flow-setup.ts";

const root = join(import.meta.dirname, "../../../..");
const page = readFileSync(join(root, "docs/reference/client-flow.md"), "utf8");
const wordsIn = (cell = "") => [...cell.matchAll(/`(\w+)`/g)].map(([, word = ""]) => word).sort();

interface Row {
  readonly status: string;
  readonly busy: string;
  readonly members: readonly string[];
  readonly remedies: readonly string[];
  readonly submit: string;
  readonly retry: string;
}

const rows: readonly Row[] = page
  .split("\n\n")
  .find((block) => block.startsWith("| `status`"))
  ?.split("\n")
  .slice(2)
  .map((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const [, status, busy = "", members, remedies, submit = "", retry = ""] = cells;
    return {
      ...{ status: wordsIn(status)[0] ?? "", busy, submit, retry },
      ...{ members: wordsIn(members), remedies: wordsIn(remedies) },
    };
  }) as readonly Row[];

type FlowSetup = ReturnType<typeof setUpFlow>;
type Prepare = (setup: FlowSetup, flow: TopUpFlow) => Promise<unknown>;

/** The ways into the states that are not busy. */
const ways: Readonly<Record<string, readonly Prepare[]>> = {
  idle: [async () => {}],
  completed: [(_, flow) => flow.submit(topUpBody())],
  failed: [(_, flow) => flow.submit(topUpBody("pm_declined"))],
  error: [
    async (setup, flow) => {
      setup.hooks.fault = () => "429";
      await flow.submit(topUpBody());
    },
    (_, flow) => flow.submit(topUpBody("pay-1", { amount: -1 })),
    async (setup, flow) => {
      setup.mock.faults.add({ fault: { kind: "status", status: 401 }, times: 1 });
      await flow.submit(topUpBody());
    },
  ],
  unknown: [
    async (setup, flow) => {
      setup.hooks.fault = () => "lostBefore";
      await flow.submit(topUpBody());
    },
  ],
  delayed: [(_, flow) => flow.submit(topUpBody("pm_slow"))],
};

async function enter(prepare: Prepare, keys: boolean) {
  const setup = setUpFlow({ idempotency: keys });
  const flow = createTopUpFlow(setup.client, { waitMs: 5000 });
  const states: TopUpState[] = [flow.state];
  flow.subscribe((state) => states.push(state));
  await prepare(setup, flow);
  setup.hooks.fault = () => "none";
  setup.seen.length = 0;
  return { setup, flow, states };
}

/** The first request that a method sends: a write, a read or none. */
async function firstRequest(
  prepare: Prepare,
  keys: boolean,
  method: (flow: TopUpFlow) => Promise<unknown>,
) {
  const { setup, flow } = await enter(prepare, keys);
  await method(flow);
  const [first = "nothing"] = setup.seen;
  return first.replace(/^POST.*/, "sends").replace(/^GET.*/, "reads");
}

async function behaviourOf(prepare: Prepare, method: (flow: TopUpFlow) => Promise<unknown>) {
  const plain = await firstRequest(prepare, false, method);
  const keyed = await firstRequest(prepare, true, method);
  return plain === keyed ? plain : `${plain}; with keys ${keyed}`;
}

describe("the page of states", () => {
  const seen: TopUpState[] = [];

  beforeAll(async () => {
    for (const prepare of Object.values(ways).flat()) {
      for (const keys of [false, true]) seen.push(...(await enter(prepare, keys)).states);
    }
  });

  test("has each status once", () => {
    const statuses = rows.map(({ status }) => status);
    expect([...statuses].sort()).toEqual([...new Set(seen.map(({ status }) => status))].sort());
  });

  test.each(rows)("$status has the members and remedies of its row", (row) => {
    const states = seen.filter(({ status }) => status === row.status);
    const names = states.flatMap((state) => Object.keys(state));
    const members = new Set(names.filter((name) => !/^(status|isBusy|remedy)$/.test(name)));
    const remedies = new Set(states.flatMap((state) => ("remedy" in state ? state.remedy : [])));
    expect([...members].sort()).toEqual(row.members);
    expect([...remedies].sort()).toEqual(row.remedies);
    expect(new Set(states.map(({ isBusy }) => isBusy))).toEqual(new Set([row.busy === "yes"]));
  });

  test.each(rows.filter(({ busy }) => busy === "no"))(
    "`submit` and `retry` in $status do what its row says",
    async ({ status, submit, retry }) => {
      const body = topUpBody(status === "failed" ? "pay-2" : undefined);
      for (const prepare of ways[status] ?? []) {
        expect(await behaviourOf(prepare, (flow) => flow.submit(body))).toBe(submit);
        expect(await behaviourOf(prepare, (flow) => flow.retry())).toBe(retry);
      }
    },
  );

  test.each(rows.filter(({ busy }) => busy === "yes"))(
    "`submit` and `retry` in $status wait for the run",
    async ({ status, submit, retry }) => {
      const setup = setUpFlow();
      if (status === "checking") setup.hooks.fault = () => "lostBefore";
      const flow = createTopUpFlow(setup.client, { waitMs: 5000 });
      const end = flow.submit(topUpBody("pm_slow"));
      await waitForStatus(flow, status as TopUpState["status"]);
      const states = [flow.submit(topUpBody("pm_slow")), flow.retry(), end];
      expect(new Set(await Promise.all(states)).size).toBe(1);
      expect([setup.posts(), submit, retry]).toEqual([1, "waits", "waits"]);
    },
  );

  test.each(examplesOf(page))("the example of %s prints the expected output", async (_, code) => {
    expect(await runExample(code)).toEqual(expectedOutput(code));
  });
});
