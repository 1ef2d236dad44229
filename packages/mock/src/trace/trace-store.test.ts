import { defaultPolicy } from "@tmf654/ledger";
import { expect, test } from "vitest";
import { reference as profile } from "../profile/built-in.ts";
import { TraceStore } from "./trace-store.ts";

const createNotes = (description: string) => ({
  faults: [],
  commands: [
    {
      command: { type: "expire", bucketId: description } as const,
      at: 0,
      policy: { ...defaultPolicy },
      reads: [],
      ids: [],
      events: [],
    },
  ],
});

test("the traces are limited in number and in bytes, and the oldest are removed first", () => {
  const store = new TraceStore(true, 3, 10_000);
  const keptNumbers = (count: number) =>
    Array.from({ length: count }, (_, at) => at + 1).filter((number) => store.find(number));
  for (let number = 1; number <= 5; number += 1) store.record(number, createNotes("b"), profile, 1);
  expect(keptNumbers(5)).toEqual([3, 4, 5]);
  for (let number = 6; number <= 8; number += 1) {
    store.record(number, createNotes("b"), profile, 4000);
  }
  expect(keptNumbers(8)).toEqual([7, 8]);
  // A trace that exceeds the size limit of all traces together is not kept.
  store.record(9, createNotes("b"), profile, 20_000);
  expect(store.find(9)).toBeUndefined();
});

test("the policies of the latest eight profiles are kept", () => {
  const store = new TraceStore(true, 100, 1_000_000);
  for (let number = 1; number <= 9; number += 1) store.record(number, createNotes("b"), profile, 1);
  expect([store.policy(1), store.policy(2)]).toEqual([undefined, defaultPolicy]);
});
