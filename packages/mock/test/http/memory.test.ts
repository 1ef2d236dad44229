import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { createJournal } from "../../src/journal/journal.ts";

/**
 * Megabytes in use after garbage collection: on the heap, and in array buffers. A second
 * collection waits for the blocks that the first one still frees in the background.
 */
async function measureMemory(): Promise<{ readonly heap: number; readonly blocks: number }> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed / 1_048_576, blocks: arrayBuffers / 1_048_576 };
}

test("the heap does not grow when a list is read thousands of times", async () => {
  const mock = createMock();
  const read = async () => {
    const reply = await mock.fetch(`http://m${mock.basePath}/bucket?limit=10`);
    return (await reply.text()).length;
  };
  expect(await read()).toBeGreaterThan(5000);
  for (let round = 0; round < 50; round += 1) await read();
  const before = await measureMemory();
  for (let round = 0; round < 1400; round += 1) await read();
  const after = await measureMemory();
  expect(mock.journal().length).toBeGreaterThan(300);
  expect(after.heap - before.heap).toBeLessThan(4);
  // The journal has 4 MiB at most.
  expect(after.blocks - before.blocks).toBeLessThan(6);
});

test("a journal with a limit of a hundred kilobytes keeps no more", async () => {
  const journal = createJournal(500, 100_000);
  const view = {
    operation: undefined,
    method: "GET",
    path: "/bucket",
    query: "",
    header: () => undefined,
    headers: () => ({}),
    body: undefined,
    bodyBytes: 0,
  };
  const record = (count: number) => {
    // A repeated text would share its memory, so the body is copied through a buffer.
    const body = Buffer.from(`${count} ${"x".repeat(20_000)}`).toString("latin1");
    journal.record(view, { status: 200, headers: {}, body }, 0);
  };
  record(0);
  const before = await measureMemory();
  for (let count = 1; count <= 900; count += 1) record(count);
  const after = await measureMemory();
  expect(journal.entries().map(({ responseBody }) => parseInt(responseBody ?? "", 10))).toEqual([
    897, 898, 899, 900,
  ]);
  expect(after.heap + after.blocks - before.heap - before.blocks).toBeLessThan(6);
});
